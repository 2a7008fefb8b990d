"""The port a server is to listen on."""

import socket
import time

import click

PATIENCE_S = 5.0  # with a server that is just ending
PAUSE_S = 0.1


def must_be_free(host: str, port: int) -> None:
    """Raises ClickException, and says what to do, where somebody listens there and goes on listening."""
    end = time.monotonic() + PATIENCE_S
    while (trouble := _trouble(host, port)) is not None:
        if time.monotonic() >= end:
            raise click.ClickException(f"cannot listen on {host}:{port} ({trouble}): choose another port")
        time.sleep(PAUSE_S)


def _trouble(host: str, port: int) -> str | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.strerror or str(error)
    return None

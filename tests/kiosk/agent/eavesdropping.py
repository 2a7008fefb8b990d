"""Somebody who listens on the line to a printer."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from select import select
from threading import Thread


@contextmanager
def overheard(port: int) -> Iterator[tuple[str, list[bytes]]]:
    """A way to the printer on this port, its spec, and what is said to the printer, a piece for each connection."""
    said: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                with client, socket.create_connection(("127.0.0.1", port), timeout=5) as printer:
                    said.append(b"".join(_relay(client, printer)))

        thread = Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"network:127.0.0.1:{listener.getsockname()[1]}", said
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(10)
        assert not thread.is_alive()


def _relay(client: socket.socket, printer: socket.socket) -> Iterator[bytes]:
    """What the client says, until it hangs up."""
    while True:
        heard, _, _ = select((client, printer), (), (), 10)
        for one, other in ((client, printer), (printer, client)):
            if one in heard:
                data = one.recv(65536)
                if not data:
                    return
                other.sendall(data)
                if one is client:
                    yield data

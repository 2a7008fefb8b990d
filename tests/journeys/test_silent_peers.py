"""A thread for each open connection: whoever only holds one must not close the hall to everybody."""

import base64
import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.journeys.hall_at_work import HallAtWork, demo_hall, until

THREADS = 16
PATIENCE_S = 30  # twice what a hall's server has with the silent


@pytest.fixture
def small_hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HallAtWork]:
    """A hall with few threads."""
    monkeypatch.setenv("GISHE_THREADS", str(THREADS))
    with demo_hall(tmp_path / "demo") as running:
        yield running


def well(hall: HallAtWork) -> bool:
    """Whether somebody is answered."""
    try:
        return requests.get(f"{hall.url}/healthz", timeout=1).ok
    except requests.RequestException:
        return False


def line(hall: HallAtWork, said: str) -> socket.socket:
    """A connection over which this is said, and nothing more."""
    where = hall.url.removeprefix("http://").split(":")
    connection = socket.create_connection((where[0], int(where[1])))
    connection.sendall(said.encode())
    connection.settimeout(PATIENCE_S)
    return connection


def web_socket(hall: HallAtWork) -> socket.socket:
    """An open web socket over which nobody says who they are."""
    key = base64.b64encode(os.urandom(16)).decode()
    facts = {"Host": hall.url.removeprefix("http://"), "Upgrade": "websocket", "Connection": "Upgrade"}
    facts |= {"Sec-WebSocket-Key": key, "Sec-WebSocket-Version": "13"}
    headers = "".join(f"{name}: {value}\r\n" for name, value in facts.items())
    connection = line(hall, f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n{headers}\r\n")
    assert b" 101 " in connection.recv(4096)
    return connection


def display(hall: HallAtWork) -> socket.socket:
    """A display that is let in and falls silent: it answers no ping any more."""
    connection = web_socket(hall)
    said = f"40/display,{json.dumps({'token': hall.device('display')['token']})}".encode()
    connection.sendall(bytes([0x81, 0x80 | len(said), 0, 0, 0, 0]) + said)  # one text frame, masked with nothing
    return connection


def ended(connection: socket.socket) -> bool:
    """Whether the server hung up. Waits for it."""
    with connection:
        try:
            while connection.recv(65536):
                pass
        except ConnectionError:
            pass
        except TimeoutError:
            return False
    return True


def test_those_who_say_nothing_are_shown_out_and_the_hall_goes_on(small_hall: HallAtWork) -> None:
    silent = [web_socket(small_hall) for _ in range(6)]
    silent += [display(small_hall) for _ in range(5)]
    silent += [line(small_hall, "GET /healthz HT") for _ in range(THREADS - len(silent))]
    assert all(ended(connection) for connection in silent)
    until(lambda: well(small_hall), PATIENCE_S)

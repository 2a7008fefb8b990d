"""Printers that behave as bad ones do: a line that is scripted by hand."""

import os
import socket
import struct
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

Script = Callable[[socket.socket], None]


@contextmanager
def behaving(script: Script) -> Iterator[str]:
    """A printer on the network that plays `script` with its one client; gives its spec."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            client, _ = listener.accept()
            with client:
                client.settimeout(10)
                script(client)

        thread = Thread(target=serve)
        thread.start()
        yield f"network:127.0.0.1:{listener.getsockname()[1]}"
        thread.join(10)
        assert not thread.is_alive()


def swallow(client: socket.socket) -> None:
    """Takes everything and says nothing."""
    while client.recv(65536):
        pass


def answering(answers: bytes, then: Script = swallow) -> Script:
    """Answers the first questions with these bytes."""

    def script(client: socket.socket) -> None:
        for answer in answers:
            assert client.recv(3)[:2] == b"\x10\x04"
            client.send(bytes([answer]))
        then(client)

    return script


def breaking_after(size: int) -> Script:
    """Takes so many bytes, then the cable breaks."""

    def script(client: socket.socket) -> None:
        left = size
        while left > 0:
            left -= len(client.recv(min(left, 4096)))
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return script


class Bench:
    """A printer on a bench: called with what it is given, it answers; it counts the papers it cut."""

    def __init__(self) -> None:
        self.status = b"\x12\x12\x12\x12"
        self.taken = bytearray()

    def __call__(self, data: bytes) -> bytes:
        self.taken += data
        questions = (data[at + 2] for at in range(len(data) - 2) if data[at : at + 2] == b"\x10\x04")
        return bytes(self.status[question - 1] for question in questions)

    @property
    def cuts(self) -> int:
        return self.taken.count(b"\x1dV\x01")


@contextmanager
def line_to(answer: Callable[[bytes], bytes]) -> Iterator[str]:
    """A device whose other end plays a printer; gives its path."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)

    def serve() -> None:
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError:
                return
            os.write(ours, answer(data))

    thread = Thread(target=serve)
    thread.start()
    try:
        yield os.ttyname(theirs)
    finally:
        os.close(theirs)
        thread.join(10)
        os.close(ours)

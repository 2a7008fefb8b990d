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


@contextmanager
def device(answer: Callable[[bytes], bytes]) -> Iterator[str]:
    """A device file whose other end plays a printer; gives its spec."""
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
        yield f"file:{os.ttyname(theirs)}"
    finally:
        os.close(theirs)
        thread.join(10)
        os.close(ours)

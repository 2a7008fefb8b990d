"""A cable between two programs, that can be cut and mended: outside our code, as in a hall."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

PIECE = 65536


class Cable:
    """Listens on a port of its own and hands everything on. While it is cut nothing passes, and nobody is told."""

    def __init__(self, to_port: int) -> None:
        self._to = to_port
        self._whole = threading.Event()
        self._whole.set()
        self._ends: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._take_in, name="cable", daemon=True).start()

    def cut(self) -> None:
        """What is sent from now on is lost with its connection."""
        self._whole.clear()

    def mend(self) -> None:
        """Whatever hung in it has died meanwhile; new connections pass."""
        ends, self._ends = self._ends, []
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._whole.set()

    def remove(self) -> None:
        """Take it away."""
        self._listening.close()
        self.mend()

    def _take_in(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._listening.accept()
                self._ends.append(here)
                threading.Thread(target=self._join, args=(here,), daemon=True).start()

    def _join(self, here: socket.socket) -> None:
        self._whole.wait()
        with suppress(OSError):
            there = socket.create_connection(("127.0.0.1", self._to))
            self._ends.append(there)
            threading.Thread(target=self._pass_on, args=(there, here), daemon=True).start()
            self._pass_on(here, there)

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(PIECE):
                if not self._whole.is_set():
                    return
                sink.sendall(piece)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def cable(to_port: int) -> Iterator[Cable]:
    """One, until the block ends."""
    laid = Cable(to_port)
    try:
        yield laid
    finally:
        laid.remove()

"""A printer that is always ready, swallows its tickets at once, and notes when the first byte of each one came."""

import socket
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic

from kiosk.agent.virtual_printer.language import DLE_EOT, Reader
from server.bench.crowd import FORK

READY = b"\x12"
RASTER = b"\x1dv"


class Printer:
    """Runs in a process of its own until `stop`. Drawing costs the hall what it always costs; paper costs nothing."""

    def __init__(self, folder: Path) -> None:
        self._notes = folder / "first-bytes"
        self._notes.touch()
        listener = socket.create_server(("127.0.0.1", 0), backlog=8)
        self.spec = f"network:127.0.0.1:{listener.getsockname()[1]}"
        self._process: BaseProcess = FORK.Process(target=_print, args=(listener, self._notes), daemon=True)
        self._process.start()
        listener.close()

    def first_bytes(self) -> list[float]:
        """When each ticket's first byte came, monotonic seconds, in the order of printing."""
        return [float(line) for line in self._notes.read_text("ascii").split()]

    def stop(self) -> None:
        """Unplug it."""
        self._process.terminate()
        self._process.join()


def _print(listener: socket.socket, notes: Path) -> None:
    while True:
        client, _ = listener.accept()
        with client, suppress(OSError):
            _take(client, notes)


def _take(client: socket.socket, notes: Path) -> None:
    """One connection is one ticket, or a look at how the printer is: the image is what tells them apart."""
    reader, begun = Reader(), False
    while data := client.recv(65536):
        at = monotonic()
        for command in reader.feed(data):
            if command.name == DLE_EOT:
                client.sendall(READY)
            elif command.name == RASTER and not begun:
                begun = True
                with notes.open("a", encoding="ascii") as book:
                    book.write(f"{at!r}\n")

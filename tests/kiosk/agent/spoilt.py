"""A virtual printer with something wrong with it, and somebody who talks to it by hand."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from tests.kiosk.agent.virtual import VirtualPrinter

WIDTH = 72  # bytes of a row
ASK = b"\x10\x04\x01"
DONE = b"\x1d(H\x06\x0000A042"  # say A042 when all before it is on paper
SAID = b"\x37\x22A042\x00"


def image(rows: int) -> bytes:
    """A raster image: row n is black for n + 1 dots, so that each can be told from the others."""
    drawn = b"".join(((1 << 576) - (1 << (575 - row % 576))).to_bytes(WIDTH, "big") for row in range(rows))
    return b"\x1dv0\x00\x48\x00" + rows.to_bytes(2, "little") + drawn


TICKET = b"\x1b@" + image(300) + image(100) + b"\x1bd\x06\x1dV\x01" + DONE  # 28,830 bytes in six commands
ROWS = 300 + 100 + 180


def until(true: Callable[[], bool]) -> None:
    """Soon it is so: what is sent blindly is printed a moment later."""
    patience = monotonic() + 5
    while not true():
        assert monotonic() < patience


def wish(machine: VirtualPrinter, fault: str | None, **more: int) -> dict[str, Any]:
    """Something goes wrong; None: all is well. Gives the state that the printer answers with."""
    status, state = machine.post("/faults", json.dumps({"fault": fault, **more}).encode())
    assert status == 200, state
    return dict(state)


@contextmanager
def connected(machine: VirtualPrinter, patience_s: float = 5) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", machine.port), timeout=patience_s) as line:
        yield line


def told(line: socket.socket, size: int) -> bytes:
    """So many bytes of what the printer says."""
    said = b""
    while len(said) < size:
        more = line.recv(size - len(said))
        assert more, f"it hung up behind {said!r}"
        said += more
    return said


def printed(machine: VirtualPrinter) -> bool:
    """Send a ticket; whether the printer says that it is done."""
    with connected(machine) as line:
        line.sendall(TICKET)
        return told(line, len(SAID)) == SAID


def papers(machine: VirtualPrinter) -> list[dict[str, Any]]:
    """What fell out of the slot, the oldest first."""
    return list(machine.get("/papers")[1]["papers"])


def hanging(machine: VirtualPrinter) -> Any:
    """What hangs in the slot."""
    return machine.get("/papers")[1]["hanging"]


def rows_of(machine: VirtualPrinter, number: int) -> int:
    return machine.paper(f"{number:04d}").height

"""A printer beside the hall, which no kill reaches: it reads whose ticket each paper is by its QR.

`python -m tests.faults.printer` says its port, then a line of JSON for each paper it begins, cuts, or is left with
when the line was cut instead; it ends with its stdin.
"""

import json
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import zxingcpp
from PIL.Image import Image

from kiosk.agent.virtual_printer.language import DLE_EOT, Reader
from kiosk.agent.virtual_printer.paper import Paper as Strip

ROOT = Path(__file__).parents[2]
RASTER = b"\x1dv"
READY = b"\x12"
PIECE = 4096  # bytes the printer takes at a time; what it has not taken yet is lost with whoever sends it
DOTS = 576
VISIT = re.compile(r".*/t/(\d+)\.")


@dataclass(frozen=True)
class Paper:
    """A paper that fell out, cut: whose it is, and a hash of all that stands on it."""

    visit: int
    digest: str


class Printer:
    """The printer as the hall's owner sees it. `told` is called whenever something came out of it."""

    def __init__(self, told: Callable[[], None] = lambda: None) -> None:
        command = [sys.executable, "-m", "tests.faults.printer"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._process = subprocess.Popen(command, cwd=ROOT, text=True, start_new_session=True, **pipes)  # type: ignore[call-overload]
        self.spec = f"network:127.0.0.1:{int(self._process.stdout.readline())}"
        self.begun = 0
        self.torn = 0
        self.papers: list[Paper] = []
        self._told = told
        self._reader = threading.Thread(target=self._listen, name="printer", daemon=True)
        self._reader.start()

    def stop(self) -> None:
        """Switch it off."""
        self._process.stdin.close()
        self._process.wait(10)
        self._reader.join(10)
        self._process.stdout.close()

    def _listen(self) -> None:
        for line in self._process.stdout:
            said: dict[str, Any] = json.loads(line)
            if said["what"] == "begun":
                self.begun += 1
            elif said["what"] == "torn":
                self.torn += 1
            else:
                self.papers.append(Paper(said["visit"], said["digest"]))
            self._told()


def _say(what: str, **more: Any) -> None:
    print(json.dumps({"what": what, **more}), flush=True)


def _print(listener: socket.socket) -> None:
    while True:
        client, _ = listener.accept()
        with client, suppress(OSError):
            _take(client)


def _take(client: socket.socket) -> None:
    """One connection is one ticket: questions about the printer's health, the image, a cut."""
    reader, strip, begun = Reader(), Strip(DOTS), False
    try:
        while data := client.recv(PIECE):
            for command in reader.feed(data):
                if command.name == DLE_EOT:
                    client.sendall(READY)
                    continue
                if not begun and command.name == RASTER:
                    begun = True
                    _say("begun")
                if strip.do(command):
                    paper, whole, begun = strip.cut(), begun, False
                    if whole:  # else what a torn one left hanging
                        _cut(paper)
    finally:
        if begun:
            _say("torn")


def _cut(paper: Image) -> None:
    codes = zxingcpp.read_barcodes(
        paper.convert("L"),
        zxingcpp.BarcodeFormat.QRCode,  # type: ignore[arg-type]  # one is taken for several, the stub does not know
        try_rotate=False,
        try_downscale=False,
        try_invert=False,
    )
    read = [found[1] for code in codes if (found := VISIT.match(code.text))]
    _say("cut", visit=int(read[0]) if read else 0, digest=sha256(paper.tobytes()).hexdigest()[:24])


def main() -> None:
    """Print until stdin ends."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, PIECE)
    listener.bind(("127.0.0.1", 0))
    listener.listen(8)
    print(listener.getsockname()[1], flush=True)
    threading.Thread(target=_print, args=(listener,), daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main()

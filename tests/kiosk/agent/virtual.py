"""The virtual printer, started as people start it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from PIL import Image

from kiosk.agent.printers import Printer, open_printer


class VirtualPrinter:
    """A running one."""

    def __init__(self, port: int, http_port: int, folder: Path, dots: int) -> None:
        self.port = port
        self.http_port = http_port
        self.url = f"http://127.0.0.1:{http_port}"
        self.folder = folder
        self.dots = dots

    def connected(self) -> Printer:
        """Our own end of the line."""
        return open_printer(f"network:127.0.0.1:{self.port}", self.dots)

    def press(self, **buttons: object) -> dict[str, Any]:
        status, state = self.post("/state", json.dumps(buttons).encode())
        assert status == 200, state
        return dict(state)

    def post(self, path: str, body: bytes, kind: str = "application/json") -> tuple[int, Any]:
        return self._answer("POST", path, body, {"Content-Type": kind})

    def get(self, path: str) -> tuple[int, Any]:
        return self._answer("GET", path)

    def _answer(self, *request: Any) -> tuple[int, Any]:
        with closing(HTTPConnection("127.0.0.1", self.http_port, timeout=5)) as line:
            line.request(*request)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read())

    def tickets(self) -> list[str]:
        return sorted(path.stem for path in self.folder.glob("[0-9]*.png"))

    def paper(self, name: str) -> Image.Image:
        with Image.open(self.folder / f"{name}.png") as image:
            image.load()
        return image

    def latest(self) -> Image.Image:
        return self.paper(self.tickets()[-1])


@contextmanager
def virtual_printer(folder: Path, dots: int = 576) -> Iterator[VirtualPrinter]:
    """Runs until the block ends."""
    ports = ["--port", "0", "--http-port", "0", "--dir", str(folder), "--dots", str(dots), "--until-eof"]
    command = [sys.executable, "-m", "kiosk.agent.virtual_printer", *ports]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        at = json.loads(process.stdout.readline())
        try:
            yield VirtualPrinter(at["port"], at["http_port"], Path(at["dir"]), dots)
        finally:
            process.communicate(timeout=5)
    assert process.returncode == 0

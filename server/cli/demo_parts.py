"""The processes around the demo's server: its preparation, the virtual printer, virtual visitors."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any


class Helpers:
    """Processes that live as long as the demo."""

    def __init__(self) -> None:
        self._running: list[subprocess.Popen[str]] = []

    def virtual_printer(self, folder: Path) -> dict[str, Any]:
        """A printer that prints into a folder; answers where it listens."""
        folder.mkdir(parents=True, exist_ok=True)
        child = self._start(
            "-m", "kiosk.agent.virtual_printer", "--port", "0", "--http-port", "0", "--dir", str(folder), "--until-eof"
        )
        assert child.stdout is not None
        line = child.stdout.readline()
        if not line:
            raise RuntimeError("the virtual printer did not start")
        return {"kind": "virtual", **json.loads(line), "dir": str(folder)}

    def visitors(self, data: Path, what: str, speed: float) -> None:
        """Visitors and clerks who come by themselves; what they say goes where the demo's own words go."""
        demo = str(data / "demo.json")
        simulate = ("simulate", "--demo", demo, "--visitors", what, "--speed", str(speed), "--until-eof")
        self._start("-m", "server.cli", *simulate, heard=False)

    def let_go(self) -> None:
        """In a process that was forked from ours: they end with our end of their stdin, so none other may be open."""
        for child in self._running:
            assert child.stdin is not None
            child.stdin.close()

    def stop(self) -> None:
        """End them all."""
        for child in self._running:
            child.terminate()
        for child in self._running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(3)
            if child.poll() is None:
                child.kill()

    def _start(self, *arguments: str, heard: bool = True) -> "subprocess.Popen[str]":
        out = subprocess.PIPE if heard else None
        command = [sys.executable, *arguments]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, text=True)  # noqa: S603
        self._running.append(child)
        return child

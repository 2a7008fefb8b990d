"""A kiosk's agent as it is installed: a process of its own, started by its command line, killed by a signal."""

import os
import subprocess
import sys
from pathlib import Path
from select import poll
from time import monotonic

ROOT = Path(__file__).parents[3]
START_S = 30.0


class Service:
    """`folder`: its data; `options`: of `gishe kiosk-agent`."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.port = 0
        self._log = (folder.parent / f"{folder.name}.log").open("ab")
        command = [sys.executable, "-m", "server.cli", "kiosk-agent", "--data", str(folder), "--port", "0", *options]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=self._log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def started(self) -> "Service":
        """Until it says where its page is."""
        assert self.process.stdout is not None
        said = _line(self.process.stdout.fileno())
        assert "The kiosk's page: " in said, said + self.said
        self.port = int(said.rpartition(":")[2].partition("/")[0])
        return self

    @property
    def said(self) -> str:
        """Its log so far."""
        return (self.folder.parent / f"{self.folder.name}.log").read_text("utf-8", "replace")

    def kill(self) -> None:
        """kill -9: of the agent alone; its press ends with it."""
        self.process.kill()
        self.gone()

    def end(self) -> int:
        """SIGTERM; answers how it ended."""
        self.process.terminate()
        return self.gone()

    def gone(self) -> int:
        """Until it has ended; answers how."""
        code = self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self._log.close()
        return code


def run(*options: str) -> subprocess.CompletedProcess[str]:
    """The command, to its end."""
    command = [sys.executable, "-m", "server.cli", "kiosk-agent", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False, env=_env())


def _env() -> dict[str, str]:
    return os.environ | {"COLUMNS": "200"}


def _line(fd: int) -> str:
    """The first line of a pipe."""
    waiting, end, said = poll(), monotonic() + START_S, b""
    waiting.register(fd)
    while not said.endswith(b"\n") and waiting.poll(max(0.0, end - monotonic()) * 1000):
        piece = os.read(fd, 1)
        if not piece:
            break
        said += piece
    return said.decode("utf-8", "replace")

"""A server in a process group of its own, to be killed with all that belongs to it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType

from server.bench.ground import database, free_port
from tests.faults.printer import ROOT

START_S = 60.0
END_S = 20.0
SHOWN = 1000  # characters of the log


class NotReady(Exception):
    """The server did not start."""


class Mortal:
    """`gishe serve` on the hall of this folder, ready when made. `module`: what stands for `server.cli`.

    `printer`: the server's own; None: it has none. `settings` go into its environment.
    """

    def __init__(
        self,
        folder: Path,
        printer: str | None,
        module: tuple[str, ...] = ("server.cli",),
        port: int | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        env = os.environ | json.loads((folder / "settings.json").read_text("utf-8")) | (settings or {})
        env |= {"GISHE_DATABASE": f"sqlite:///{database(folder)}"} | ({"GISHE_PRINTER": printer} if printer else {})
        self.port = port or free_port()
        command = [sys.executable, "-m", *module, "serve", "--port", str(self.port)]
        self._log = folder / "server.log"
        with self._log.open("a", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                command, env=env, cwd=ROOT, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
        try:
            self._be_ready()
        except BaseException:
            self.kill()
            self.wait()
            raise

    def __enter__(self) -> "Mortal":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.kill()
        self.wait()

    def kill(self, *, press_too: bool = True) -> None:
        """SIGKILL to the whole group: server, worker, press. Not `press_too`: the press outlives its parent."""
        if self._process.returncode is not None:
            return
        if press_too:
            os.killpg(self._process.pid, signal.SIGKILL)
        else:
            for process in _group(self._process.pid):
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)

    def wait(self) -> None:
        """Until it is gone."""
        self._process.wait(END_S)

    def stop(self) -> None:
        """End it as an operator does."""
        self._process.terminate()
        self.wait()

    def _be_ready(self) -> None:
        end = monotonic() + START_S
        while not self._is_ready():
            if self._process.poll() is not None or monotonic() > end:
                said = self._log.read_text("utf-8", "replace")[-SHOWN:]
                raise NotReady(f"no server after {START_S:.0f} s, or it ended ({self._process.returncode}): {said}")
            sleep(0.01)

    def _is_ready(self) -> bool:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=START_S)) as line, suppress(OSError, HTTPException):
            line.request("GET", "/readyz")
            return line.getresponse().status == 200
        return False


def _group(leader: int) -> list[int]:
    """The processes of this group that are no press."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            after_the_name = status.read_text().rpartition(")")[2].split()
            if (
                int(after_the_name[2]) == leader
                and b"kiosk.agent.press" not in (status.parent / "cmdline").read_bytes()
            ):
                found.append(int(status.parent.name))
    return found

"""A server in a process group of its own, to be killed with all that belongs to it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from server.bench.ground import database, free_port, wait_for
from tests.faults.printer import ROOT

END_S = 20.0


class Mortal:
    """`gishe serve` on the hall of this folder, ready when made. `module`: what stands for `server.cli`."""

    def __init__(self, folder: Path, printer: str, module: tuple[str, ...] = ("server.cli",)) -> None:
        env = os.environ | json.loads((folder / "settings.json").read_text("utf-8"))
        env |= {"GISHE_DATABASE": f"sqlite:///{database(folder)}", "GISHE_PRINTER": printer}
        self.port = free_port()
        command = [sys.executable, "-m", *module, "serve", "--port", str(self.port)]
        with (folder / "server.log").open("a", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                command, env=env, cwd=ROOT, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
        try:
            wait_for(self.port, "/readyz", self._process)
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

    def kill(self) -> None:
        """SIGKILL to the whole group: server, worker, press."""
        if self._process.returncode is None:
            os.killpg(self._process.pid, signal.SIGKILL)

    def wait(self) -> None:
        """Until it is gone."""
        self._process.wait(END_S)

    def stop(self) -> None:
        """End it as an operator does."""
        self._process.terminate()
        self.wait()

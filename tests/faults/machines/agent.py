"""A kiosk PC's agent, started as the machine starts it, and killed."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from server.bench.ground import free_port
from tests.faults.printer import ROOT

START_S = 60.0
SHOWN = 1500  # characters of the log
RIGHT: tuple[str, ...] = ("server.cli",)


class NotReady(Exception):
    """The agent did not start."""


class Machine(NamedTuple):
    """What a kiosk PC is set up with. `module`: what stands for `server.cli`; `code`: pairs it at its first start."""

    folder: Path
    server: str
    printer: str
    code: str
    profile: str = "auto"
    module: tuple[str, ...] = RIGHT


class Agent:
    """`gishe kiosk-agent`, with its press in one process group."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.starts = 0
        self._process: Process | None = None

    @property
    def memory(self) -> Path:
        """Its own database."""
        return self.machine.folder / "agent.db"

    async def start(self) -> None:
        """Start it; ready when this returns. Raises NotReady."""
        folder, server, printer, code, profile, module = self.machine
        folder.mkdir(parents=True, exist_ok=True)
        facts = {"--server": server, "--data": str(folder), "--printer": printer, "--profile": profile}
        facts["--port"] = str(self.port)
        if not (folder / "enrolment.json").exists():
            facts["--pair"] = code
        command = [sys.executable, "-m", *module, "kiosk-agent", *(word for fact in facts.items() for word in fact)]
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *command, stdin=DEVNULL, stdout=PIPE, stderr=log, cwd=ROOT, start_new_session=True, env=_env()
            )
        self.starts += 1
        assert self._process.stdout is not None
        try:
            async with asyncio.timeout(START_S):
                said = await self._process.stdout.readline()
        except TimeoutError:
            said = b""
        if b"page" not in said:
            self.kill()
            raise NotReady(f"{said!r} {self.log.read_text('utf-8', 'replace')[-SHOWN:]}")

    def kill(self, *, press_too: bool = True) -> None:
        """SIGKILL, without a word before. Not `press_too`: the press is left behind, as a cut thread of its parent."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            if press_too:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                os.kill(process.pid, signal.SIGKILL)

    async def wait(self) -> None:
        """Until it is gone."""
        if self._process is not None:
            await self._process.wait()

    async def stop(self) -> None:
        """End it as an operator does; whatever is left of its group goes, too."""
        if self._process is None:
            return
        if self._process.returncode is None:
            self._process.terminate()
            with suppress(TimeoutError):
                async with asyncio.timeout(15):
                    await self._process.wait()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()

    @property
    def log(self) -> Path:
        """What it says to whoever looks after it."""
        return self.machine.folder / "agent.log"


def _env() -> dict[str, Any]:
    return os.environ | {"PYTHONUNBUFFERED": "1"}

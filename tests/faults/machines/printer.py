"""A virtual printer in a process of its own, and its day-spoiling buttons."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Any, NamedTuple

from aiohttp import ClientSession
from PIL import Image

from tests.faults.machines.reading import Read, numbers_on, visits_on
from tests.faults.printer import ROOT


class Sheet(NamedTuple):
    """A paper as somebody holds it, or as it hangs out of the slot. `whole`: all of one ticket, and nothing else."""

    number: int
    whole: bool
    cut: bool
    read: list[Read]
    visits: list[int]  # to which its codes lead
    rows: int


class Course(NamedTuple):
    """How far the latest ticket has come. `commands`: the bytes at which each begins, and how many it has."""

    bytes: int
    rows: int
    over: bool
    commands: list[tuple[int, int, str]]


class Printer:
    """Answers on a port of its own until `stop`; whatever is killed beside it, it prints what it was given."""

    def __init__(self, process: Process, folder: Path, spec: str, address: str, http: ClientSession) -> None:
        self.spec = spec
        self._process, self._folder, self._address, self._http = process, folder, address, http
        self._seen = 0  # papers that were taken out of the tray
        self._fell = 0

    @classmethod
    async def start(cls, folder: Path, http: ClientSession) -> "Printer":
        """A new one; its papers fall into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        command = ["-m", "kiosk.agent.virtual_printer", "--dir", str(folder), "--port", "0", "--http-port", "0"]
        with (folder / "printer.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable, *command, "--until-eof", stdin=PIPE, stdout=PIPE, stderr=log, cwd=ROOT
            )
        assert process.stdout is not None
        said = json.loads(await process.stdout.readline())
        return cls(process, folder, f"network:127.0.0.1:{said['port']}", f"http://127.0.0.1:{said['http_port']}", http)

    async def stop(self) -> None:
        """Switch it off."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()

    async def wish(self, fault: str | None, **place: int) -> None:
        """This goes wrong from now on, or when the ticket under way has come so far; None: all is well."""
        await self._ask("POST", "/faults", {"fault": fault, **place})

    async def mend(self) -> None:
        """A new roll, a closed cover, current, and no fault."""
        await self.wish(None)

    async def state(self) -> dict[str, Any]:
        """Its sensors, what it holds, and its fault."""
        state: dict[str, Any] = await self._ask("GET", "/state")
        return state

    async def course(self) -> Course:
        """The latest ticket."""
        said = await self._ask("GET", "/ticket")
        commands = [(step["at"], step["bytes"], step["name"]) for step in said["commands"]]
        return Course(said["bytes"], said["rows"], said["over"], commands)

    def fell(self) -> int:
        """How many papers have fallen so far."""
        while self.picture(self._fell + 1).exists():
            self._fell += 1
        return self._fell

    async def take(self, numbers: list[str]) -> list[Sheet]:
        """The papers that fell since the last time, read by somebody who looks for these numbers."""
        fell = (await self._ask("GET", "/papers"))["papers"]
        fresh = [paper for paper in fell if paper["number"] > self._seen]
        self._seen = max([self._seen, *(paper["number"] for paper in fresh)])
        pictures = [self.picture(paper["number"]) for paper in fresh]
        return await asyncio.to_thread(
            lambda: [self._sheet(*both, numbers) for both in zip(fresh, pictures, strict=True)]
        )

    def picture(self, number: int) -> Path:
        """Of a paper that fell."""
        return self._folder / f"{number:04}.png"

    async def hanging(self, numbers: list[str]) -> Sheet | None:
        """What hangs in the slot."""
        said = (await self._ask("GET", "/papers"))["hanging"]
        if said is None:
            return None
        picture = self._folder / "hanging.png"
        async with self._http.get(f"{self._address}/papers/hanging.png") as answer:
            picture.write_bytes(await answer.read())
        return self._sheet(said, picture, numbers)

    def _sheet(self, said: dict[str, Any], picture: Path, numbers: list[str]) -> Sheet:
        with Image.open(picture) as paper:
            read, visits = numbers_on(paper, numbers), visits_on(paper)
        return Sheet(said["number"], said["complete"], said["cut"], read, visits, said["rows"])

    async def _ask(self, method: str, path: str, asked: dict[str, Any] | None = None) -> Any:
        async with self._http.request(method, f"{self._address}{path}", json=asked) as answer:
            said = await answer.json(content_type=None)
            assert answer.status == 200, f"{method} {path} {asked}: {said}"
            return said

"""Agents and servers are killed in the middle of papers; what they wrote down stays, and they are started again."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from random import Random
from time import monotonic
from types import SimpleNamespace as Fact
from typing import NamedTuple

from aiohttp import ClientSession, TCPConnector

from server.models import table
from server.models.print_job import PrintJob
from server.models.visit import Visit
from tests.faults.evidence import facts_of
from tests.faults.machines.agent import RIGHT
from tests.faults.machines.hall import Ground, found
from tests.faults.machines.papers import LanePapers
from tests.faults.machines.printer import Printer
from tests.faults.mortal import Mortal
from tests.faults.printers.campaign import errors_in
from tests.faults.prints_killed.kill import KILLS, Kill, Step, Victim
from tests.faults.prints_killed.memory import AGENT, SERVER, Memory
from tests.faults.prints_killed.place import Place, meet, of_the_server, over_after_s, with_an_agent

LEFT_BEHIND = 0.3  # of the kills leave the press alive
MOST = 4  # tries for each kill that counts
CONFIRMS = {"GISHE_PRINTER_PROFILE": "epson"}


class Size(NamedTuple):
    """How large a campaign is. `halls`: of which the servers are killed, at once; `kiosks`: of which the agents are.

    `agent`, `server`: what stands for `server.cli`.
    """

    agents: int = KILLS
    servers: int = KILLS
    kiosks: int = 3
    halls: int = 2
    at_once: bool = False  # agents and servers at the same time
    agent: tuple[str, ...] = RIGHT
    server: tuple[str, ...] = RIGHT


@dataclass
class HallAfter:
    """What one hall knows when all is over."""

    papers: list[LanePapers]
    visits: list[Fact]
    jobs: list[Fact]


@dataclass
class Killed:
    """What is left of a campaign."""

    kills: list[Kill] = field(default_factory=list)
    halls: list[HallAfter] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    seconds: float = 0.0


Told = Callable[[Victim, int], None]


async def play(folder: Path, seed: int, size: Size, told: Told = lambda _victim, _done: None) -> Killed:
    """All kills of agents in one hall, then those of servers, each in a hall of its own. `told`: how many are done."""
    began, killed = monotonic(), Killed()
    agents = _Agents(folder / "agents", seed, size, killed, told)
    halls = [_Servers(folder / f"hall {n}", seed + n, size, killed, told) for n in range(1, size.halls + 1)]
    of_agents = [agents.play()] if size.agents else []
    of_servers = [hall.play(size.servers // size.halls) for hall in halls] if size.servers else []
    for plays in [of_agents + of_servers] if size.at_once else [of_agents, of_servers]:
        await asyncio.gather(*plays)
    killed.seconds = monotonic() - began
    return killed


class _Agents:
    """One hall, whose kiosks' agents are killed, all at the same time and independently."""

    def __init__(self, folder: Path, seed: int, size: Size, killed: Killed, told: Told) -> None:
        self._folder, self._seed, self._size, self._killed, self._told = folder, seed, size, killed, told

    async def play(self) -> None:
        async with AsyncExitStack() as stack:
            http = await stack.enter_async_context(ClientSession(connector=TCPConnector(limit=0)))
            names = [f"Автомат {n}" for n in range(1, self._size.kiosks + 1)]
            ground = await asyncio.to_thread(found, self._folder / "hall", names)
            server = await asyncio.to_thread(ground.serve, None, self._size.server)
            stack.push_async_callback(asyncio.to_thread, server.wait)
            stack.callback(server.kill)
            places = [
                await stack.enter_async_context(
                    with_an_agent(self._folder / kiosk.name, ground, kiosk, http, self._size.agent, confirms=n != 2)
                )
                for n, kiosk in enumerate(ground.kiosks)
            ]
            known = Memory(ground.database, SERVER)
            share = -(-self._size.agents // len(places))
            await asyncio.gather(*(self._work(place, known, share) for place in places))
            await _after(ground, places, self._killed)

    async def _work(self, place: Place, known: Memory, kills: int) -> None:
        chance = Random(f"{self._seed} {place.name}")  # noqa: S311 to be repeated, no secret
        await place.warm_up()
        done = 0
        for wanted in islice(cycle(place.steps), MOST * kills):
            kill = await self._kill(place, known, wanted, chance)
            self._killed.kills.append(kill)
            done += kill.step is not None
            self._told("agent", sum(k.victim == "agent" for k in self._killed.kills))
            if done >= kills:
                break

    async def _kill(self, place: Place, known: Memory, wanted: Step, chance: Random) -> Kill:
        agent = place.agent
        assert agent is not None
        own = Memory(agent.memory, AGENT)
        visit = await place.begin(wanted)
        await meet(place, own, visit, wanted, chance)
        press_too = chance.random() > LEFT_BEHIND
        agent.kill(press_too=press_too)
        await agent.wait()
        step = own.step(visit)
        await place.printer.mend()
        await agent.start()
        settled_s = await over_after_s(lambda: known.is_over(visit))
        await place.be_quiet()
        await place.be_ready()
        return Kill("agent", place.name, wanted, step, press_too, visit, settled_s)


class _Servers:
    """One hall whose server is killed: over the papers that it prints itself, and over those of an agent."""

    def __init__(self, folder: Path, seed: int, size: Size, killed: Killed, told: Told) -> None:
        self._folder, self._seed, self._size, self._killed, self._told = folder, seed, size, killed, told
        self._server: Mortal | None = None

    async def play(self, kills: int) -> None:
        chance = Random(f"{self._seed} servers")  # noqa: S311 to be repeated, no secret
        async with AsyncExitStack() as stack:
            http = await stack.enter_async_context(ClientSession(connector=TCPConnector(limit=0)))
            ground = await asyncio.to_thread(found, self._folder / "hall", ["Автомат 1"], CONFIRMS)
            own = await Printer.start(self._folder / "own" / "paper", http)
            await self._start(ground, own)
            stack.push_async_callback(self._stop)
            places = [
                await stack.enter_async_context(of_the_server(ground, own, http)),
                await stack.enter_async_context(
                    with_an_agent(self._folder / "kiosk", ground, ground.kiosks[0], http, self._size.agent)
                ),
            ]
            known, done = Memory(ground.database, SERVER), 0
            for place in places:
                await place.warm_up()
            turns = [(place, step) for place in places for step in place.steps]
            for place, wanted in islice(cycle(turns), MOST * kills):
                await place.be_ready()
                kill = await self._kill(ground, own, place, known, wanted, chance)
                self._killed.kills.append(kill)
                self._told("server", sum(k.victim == "server" for k in self._killed.kills))
                done += kill.step is not None
                if done >= kills:
                    break
            await _after(ground, places, self._killed)

    async def _kill(
        self, ground: Ground, own: Printer, place: Place, known: Memory, wanted: Step, chance: Random
    ) -> Kill:
        visit = await place.begin(wanted)
        await meet(place, known, visit, wanted, chance)
        press_too = chance.random() > LEFT_BEHIND
        assert self._server is not None
        self._server.kill(press_too=press_too)
        await asyncio.to_thread(self._server.wait)
        step = known.step(visit)
        await place.printer.mend()
        await self._start(ground, own)
        settled_s = await over_after_s(lambda: known.is_over(visit))
        await place.be_quiet()
        return Kill("server", place.name, wanted, step, press_too, visit, settled_s)

    async def _start(self, ground: Ground, own: Printer) -> None:
        self._server = await asyncio.to_thread(ground.serve, own.spec, self._size.server)

    async def _stop(self) -> None:
        assert self._server is not None
        self._server.kill()
        await asyncio.to_thread(self._server.wait)


async def _after(ground: Ground, places: list[Place], killed: Killed) -> None:
    """All papers, and all that the hall knows."""
    for place in places:
        await place.be_quiet()
        await place.collect()
        place.papers.hanging = await place.printer.hanging(list(place.numbers))
        if place.agent is not None:
            killed.log += errors_in(place.agent.log)
    killed.log += errors_in(ground.folder / "server.log")
    visits, jobs = (facts_of(ground.database, table(of), "id") for of in (Visit, PrintJob))
    killed.halls.append(HallAfter([place.papers for place in places], visits, jobs))

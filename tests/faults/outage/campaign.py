"""Three kiosks, four hours without a network, and what is found when it is back."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

from aiohttp import ClientSession, TCPConnector
from PIL import Image

from server.domain.numbering import label
from server.models import table
from server.models.catalogue import Service
from server.models.event import Event
from server.models.print_job import PrintJob
from server.models.visit import Visit
from tests.faults.evidence import facts_of
from tests.faults.machines.agent import Agent, Machine
from tests.faults.machines.browser import BrowserKiosk, chromium
from tests.faults.machines.hall import Ground, KioskPC, clock, found, nine_oclock
from tests.faults.machines.page import Page
from tests.faults.machines.papers import LanePapers
from tests.faults.machines.printer import Printer
from tests.faults.machines.reading import says_offline
from tests.faults.machines.staff import Staff
from tests.faults.outage.cable import Cable
from tests.faults.outage.evidence import Outage
from tests.faults.outage.in_browser import BrowserStand
from tests.faults.outage.script import Scene, Size, scenes
from tests.faults.outage.stand import Stand
from tests.faults.printer import ROOT
from tests.faults.printers.campaign import errors_in

UPLOADED_S = 90.0  # for what must be there within sixty
PRINTED_S = 30.0
READY_S = 40.0
AFTER_S = 6.0  # visitors come while everything is brought
CALLABLE_S = 1.0


async def play(folder: Path, seed: int, size: Size) -> Outage:
    """From nine o'clock on until the last one is called."""
    return await _Play(folder, seed, size).run()


class _Play:
    """The hall, its network, its kiosks."""

    def __init__(self, folder: Path, seed: int, size: Size) -> None:
        self._folder, self._seed, self._size = folder, seed, size
        self._word = "whole"
        self._start, self._started_at = nine_oclock(), monotonic()
        self._stands: list[Stand] = []

    async def run(self) -> Outage:
        began = monotonic()
        names = [f"Автомат {n}" for n in range(1, len(self._size.agents) + 1)]
        async with AsyncExitStack() as stack:
            http = await stack.enter_async_context(ClientSession(connector=TCPConnector(limit=0)))
            ground = await asyncio.to_thread(found, self._folder / "hall", names, clock(self._start, self._size.speed))
            server = await asyncio.to_thread(ground.serve, None, self._size.server)
            stack.push_async_callback(asyncio.to_thread, server.wait)
            stack.callback(server.kill)
            cable = await Cable.lay(ground.port)
            stack.push_async_callback(cable.remove)
            staff = Staff(http, ground)
            await staff.come()
            stack.push_async_callback(staff.go)
            await self._know_the_time(http, ground)
            await self._set_up(stack, http, ground, cable)
            away = await self._live_through(http, ground, cable)
            found_after = await self._settle(ground, staff, away)
        found_after.seconds = monotonic() - began
        return found_after

    async def _know_the_time(self, http: ClientSession, ground: Ground) -> None:
        """The hall's clock, as its pictures say."""
        headers = {"Authorization": f"Bearer {ground.kiosk_without_agent}"}
        async with http.get(f"{ground.url}/api/v1/lobby", headers=headers) as answer:
            replay = (await answer.json())["replay"]
        self._start, self._started_at = datetime.fromisoformat(replay["hall"]), monotonic()

    def _hall_now(self) -> datetime:
        return self._start + timedelta(seconds=(monotonic() - self._started_at) * self._size.speed)

    async def _set_up(self, stack: AsyncExitStack, http: ClientSession, ground: Ground, cable: Cable) -> None:
        browser = await stack.enter_async_context(chromium()) if self._size.browser else None
        for n, kiosk in enumerate(ground.kiosks):
            kind = BrowserStand if browser and n == 0 else Stand
            stand = await self._stand(stack, http, kiosk, cable, kind, self._size.agents[n])
            self._stands.append(stand)
            if isinstance(stand, BrowserStand) and browser is not None:
                stand.browser = await BrowserKiosk.open(browser, stand.agent.url)
                stack.push_async_callback(stand.browser.close)
                await stand.listen()
        async with asyncio.timeout(READY_S):
            while not all(stand.knows_enough() for stand in self._stands):
                await asyncio.sleep(0.2)

    async def _stand(
        self,
        stack: AsyncExitStack,
        http: ClientSession,
        kiosk: KioskPC,
        cable: Cable,
        kind: type[Stand],
        module: tuple[str, ...],
    ) -> Stand:
        here = self._folder / kiosk.name
        printer = await Printer.start(here / "paper", http)
        stack.push_async_callback(printer.stop)
        agent = Agent(Machine(here / "agent", cable.url, printer.spec, kiosk.code, "auto", module))
        await agent.start()
        stack.push_async_callback(agent.stop)
        page = Page(http, agent.url)
        await page.open()
        stack.push_async_callback(page.close)
        chance = Random(f"{self._seed} {kiosk.name}")  # noqa: S311 to be repeated, no secret
        return kind(kiosk.name, printer, agent, page, chance, self._hall_now, lambda: self._word != "whole")

    async def _live_through(self, http: ClientSession, ground: Ground, cable: Cable) -> "_Away":
        """All scenes, with visitors at every kiosk; a kiosk without an agent is never cut off."""
        near = Page(http, ground.url, ground.kiosk_without_agent)
        chance = Random(f"{self._seed} near")  # noqa: S311 to be repeated, no secret
        stand = Stand(
            "без кабел", self._stands[0].printer, self._stands[0].agent, near, chance, self._hall_now, lambda: False
        )
        coming = [asyncio.create_task(s.visitors(self._size.every_s)) for s in (*self._stands, stand)]
        for scene in scenes(self._seed, self._size):
            await self._play_scene(cable, scene)
        await self._be(cable, "whole")
        back_at, back = self._hall_now(), monotonic()
        bringing = asyncio.create_task(self._uploaded(back))
        await asyncio.sleep(AFTER_S)
        for one in (*self._stands, stand):
            one.open = False
        await asyncio.gather(*coming)
        return _Away(stand, back_at, await bringing)

    async def _play_scene(self, cable: Cable, scene: Scene) -> None:
        await self._be(cable, scene.word)
        if not scene.trouble:
            return await asyncio.sleep(scene.seconds)
        whole = self._size.hours * 3600 / self._size.speed
        share = scene.seconds / whole
        await asyncio.gather(
            asyncio.sleep(scene.seconds),
            *(self._trouble(stand, scene.seconds, share) for stand in self._stands),
        )
        return None

    async def _trouble(self, stand: Stand, seconds: float, share: float) -> None:
        """This stand's part of kills and reloads, at moments of chance."""
        chance = stand.chance
        acts = [(chance.random(), stand.kill_the_agent) for _ in range(_part(self._size.kills, share, chance))]
        acts += [(chance.random(), stand.reload) for _ in range(_part(self._size.reloads, share, chance))]
        passed = 0.0
        for at, act in sorted(acts, key=lambda one: one[0]):
            await asyncio.sleep(max(0.0, (at - passed) * seconds))
            passed = max(at, passed)
            await act()

    async def _be(self, cable: Cable, word: str) -> None:
        self._word = word
        await cable.be(word)

    async def _uploaded(self, back: float) -> float | None:
        """How long after the network's return the server had everything; None: it never had."""
        while any(stand.left() for stand in self._stands):
            if monotonic() > back + UPLOADED_S:
                return None
            await asyncio.sleep(0.05)
        return monotonic() - back

    async def _settle(self, ground: Ground, staff: Staff, away: "_Away") -> Outage:
        """Everybody who waits is called; then of those who were set aside some were served, the others still wait."""
        await self._printed(ground)
        called = await staff.call_everybody()
        parked = [row for row in facts_of(ground.database, table(Visit), "id") if row.state == "parked" and row.offline]
        served = [row.id for row in parked[::5]]
        if served:
            await staff.decide(served, "served")
        await staff.decide(None, "still_waiting")
        later = await staff.call_everybody()
        papers, offline = [], {}
        visits = facts_of(ground.database, table(Visit), "id")
        for stand in self._stands:
            sheets = await self._read(stand, [_number(row) for row in visits])
            papers.append(sheets)
            offline[stand.name] = self._said_offline(stand, sheets)
        stands = [*self._stands, away.near]
        return Outage(
            self._size,
            [tap for stand in stands for tap in stand.given],
            papers,
            offline,
            visits,
            facts_of(ground.database, table(PrintJob), "id"),
            facts_of(ground.database, table(Event), "seq"),
            {row.id: row.code for row in facts_of(ground.database, table(Service), "id")},
            away.uploaded_s,
            [f"{stand.name}: {letter}" for stand in self._stands for letter in stand.letters()],
            called,
            served,
            later,
            sum(stand.killed for stand in self._stands),
            sum(stand.reloaded for stand in self._stands),
            away.back_at,
            [*errors_in(ground.folder / "server.log"), *(e for s in self._stands for e in errors_in(s.agent.log))],
        )

    async def _printed(self, ground: Ground) -> None:
        """Until every job has ended and every printer is quiet."""
        end = monotonic() + PRINTED_S
        while monotonic() < end:
            jobs = facts_of(ground.database, table(PrintJob), "id")
            if all(job.settled_at is not None for job in jobs):
                break
            await asyncio.sleep(0.5)
        await asyncio.sleep(CALLABLE_S)

    async def _read(self, stand: Stand, numbers: Sequence[str]) -> LanePapers:
        shown = {number: visit for tap in stand.given for number, visit in tap.told}
        candidates = sorted({*numbers, *shown})
        papers = LanePapers(stand.name, shown, await stand.printer.take(candidates))
        papers.hanging = await stand.printer.hanging(candidates)
        return papers

    def _said_offline(self, stand: Stand, papers: LanePapers) -> set[int]:
        words = _words()
        said = set()
        for sheet in papers.sheets:
            with Image.open(stand.printer.picture(sheet.number)) as paper:
                if says_offline(paper, words):
                    said.add(sheet.number)
        return said


@dataclass(frozen=True)
class _Away:
    """What the time without a network left to be looked at. `near`: the kiosk that was never cut off."""

    near: Stand
    back_at: datetime
    uploaded_s: float | None


def _part(many: int, share: float, chance: Random) -> int:
    """How many of `many` fall into this share of the time."""
    due = many * share
    return int(due) + (chance.random() < due - int(due))


def _number(row: Any) -> str:
    return label(row.letter, row.digits)


def _words() -> str:
    """What stands on a paper that was issued without the server."""
    words = json.loads((ROOT / "server/translations/ticket.json").read_text("utf-8"))
    return str(words["offline"]["bg"])

"""One kiosk with its printer: a ticket, a fault, the mending, another ticket."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from tests.faults.machines.agent import Agent
from tests.faults.machines.browser import BrowserKiosk
from tests.faults.machines.page import Page
from tests.faults.machines.papers import LanePapers
from tests.faults.machines.printer import Course, Printer, Sheet
from tests.faults.machines.screen import Screen
from tests.faults.machines.staff import WELL, Staff
from tests.faults.printers.run import Run, World
from tests.faults.printers.spots import SLOW, Spot, Way

SERVICE = "A01"
LOOK_S = 0.1
KNOWN_S = 6.0  # for people to see what they should see within five
LONGEST_S = 45.0  # a ticket
AFTER_S = 0.6  # a ticket has ended: for what comes a little later
CLEAR_S = 20.0  # a mended printer must be believed again
HELD_BACK_S = 0.5  # what a printer held comes out as soon as it is mended
RASTER, RESPONSE = "1d76", "1d28"

SAYS = {  # what people see of a fault that lasts; the others leave the printer well
    "refused": "trouble",
    "silent": "trouble",
    "half_open": "trouble",
    "paper_near_end": "low",
    "paper_out": "trouble",
    "paper_out_mid_ticket": "trouble",
    "cover_open": "trouble",
    "cutter_jam": "trouble",
    "overheated": "trouble",
    "unplugged": "trouble",
    "garbage_status": "trouble",
    "mute": "trouble",
}


@dataclass
class Lane:
    """`kiosk`: its name, None where the server itself prints."""

    name: str
    kiosk: str | None
    printer: Printer
    page: Page
    staff: Staff
    agent: Agent | None = None
    browser: BrowserKiosk | None = None
    numbers: dict[str, int] = field(default_factory=dict)
    way: Way = field(init=False)
    usual: Course = field(init=False)  # how long a ticket is, the shortest of those that came out as they should
    papers: LanePapers = field(init=False)

    def __post_init__(self) -> None:
        self.papers = LanePapers(self.name, self.numbers, [])

    async def warm_up(self) -> None:
        """The printer is known to be well, and how long a ticket is."""
        await self._until(lambda: self._paper() in ("ready", "low"), CLEAR_S)
        screen = await self._take()
        await self._until(lambda: screen.settled_at is not None, LONGEST_S)
        self.usual = await self.printer.course()
        asks = any(name == RESPONSE for _, _, name in self.usual.commands)
        self.way = "confirming" if asks else "plain"
        await self.collect()

    async def play(self, spot: Spot) -> Run:
        """One run."""
        run = Run(spot, self.name)
        await self._arm(run)
        screen = await self._tap(run)
        await self._watch(run, screen)
        await self._visitor(run, screen)
        run.sensors = await self.printer.state()
        await self._mend(run)
        if spot.visitor == "again" and screen.told[-1].outcome in ("failed", "unknown") and not run.held:
            run.copies += await self.page.print_again(screen)
            screen.settled_at = None
            await self._until(lambda: screen.settled_at is not None, LONGEST_S)
        run.jobs = list(screen.jobs)
        await self._take_a_clean_one(run)
        fell_at = {n: seen.at for seen in reversed(run.world) for n in range(1, seen.fell + 1)}
        for sheet in await self.collect():
            if sheet.whole and run.number in [read.number for read in sheet.read if not read.copy]:
                run.whole_at = fell_at.get(sheet.number)
        return run

    async def collect(self) -> list[Sheet]:
        """Take the papers out of the tray, whosever they are."""
        fresh = await self.printer.take(list(self.numbers))
        self.papers.sheets += fresh
        return fresh

    async def _arm(self, run: Run) -> None:
        spot = run.spot
        how = {"bytes_per_second": SLOW} if spot.fault == "slow" else {}
        if spot.place == "before":
            run.struck_at = monotonic()
            await self.printer.wish(spot.fault, **how)
            if SAYS.get(spot.fault) == "trouble" and spot.fault not in LATER:
                await self._until(lambda: self._paper() == "trouble", KNOWN_S)
            return
        last = len(self.usual.commands)  # what a ticket says of the wait may have become shorter meanwhile
        command, in_picture = {"at_command": min(spot.at, last)}, {"after_bytes": self._in_picture(spot.at)}
        place = command if spot.place == "command" else in_picture
        await self.printer.wish(spot.fault, **place, **how)

    def _in_picture(self, thousandths: int) -> int:
        pictures = [(at, size) for at, size, name in self.usual.commands if name == RASTER]
        begins, ends = pictures[0][0] + 8, sum(pictures[-1])
        return begins + (ends - begins) * thousandths // 1000

    async def _tap(self, run: Run) -> Screen:
        run.tapped_at = monotonic()
        screen = await self._take(browser=run.spot.browser)
        run.number, run.visit, run.told = screen.number, screen.visit, screen.told
        return screen

    async def _take(self, *, browser: bool = False) -> Screen:
        if browser and self.browser is not None:
            screen = await self.browser.take()
            self.page.screen = screen
        else:
            screen = await self.page.take(SERVICE)
        self.numbers[screen.number] = screen.visit
        return screen

    async def _watch(self, run: Run, screen: Screen) -> None:
        """Until the ticket has ended and people have had the time to see what they should."""
        end = monotonic() + LONGEST_S
        while (now := monotonic()) < end:
            state, course = await self.printer.state(), await self.printer.course()
            self._look(run, now, state, course)
            if run.settled_at is None:
                run.settled_at = _ended_at(screen)
            if run.settled_at is not None and now > run.settled_at + AFTER_S:
                since = max(run.settled_at, run.struck_at or 0.0)
                if run.struck_at is None or now > since + KNOWN_S or self._all_know(run, screen):
                    break
            await asyncio.sleep(LOOK_S)
        run.lobby = list(self.page.lobby)
        run.desk, run.office = list(self.staff.desk[self.kiosk]), list(self.staff.office[self.kiosk])

    def _look(self, run: Run, now: float, state: dict[str, Any], course: Course) -> None:
        seen = World(now, course.bytes, self.printer.fell())
        if not run.world or run.world[-1][1:] != seen[1:]:
            run.world.append(seen)
        if run.struck_at is None and _has_struck(run.spot.fault, state):
            run.struck_at = now - LOOK_S  # since the last look

    def _all_know(self, run: Run, screen: Screen) -> bool:
        wants = SAYS.get(run.spot.fault)
        desk, office = self.staff.desk[self.kiosk], self.staff.office[self.kiosk]
        if wants is None:
            well = screen.told[-1].outcome not in ("failed", "unknown")
            return well or (bool(office) and office[-1].last_number == run.number)
        at_desk = wants == "low" or bool(desk and desk[-1].cause)
        return at_desk and bool(office) and office[-1].state == wants and self._paper() == wants

    def _paper(self) -> str:
        return self.page.lobby[-1].paper if self.page.lobby else "unknown"

    async def _visitor(self, run: Run, screen: Screen) -> None:
        """Whoever says "I have it" says it before the printer is mended."""
        if run.spot.visitor == "holds" and screen.told[-1].outcome in ("failed", "unknown", "late"):
            await self.page.hold(screen.visit)
            run.held = True

    async def _mend(self, run: Run) -> None:
        """Mended, until everybody believes it."""
        run.mended_at = monotonic()
        await self.printer.mend()
        desk, office = self.staff.desk[self.kiosk], self.staff.office[self.kiosk]
        seen: dict[str, Callable[[], bool]] = {
            "kiosk": lambda: self._paper() == "ready",
            "desk": lambda: not desk or desk[-1].cause is None,
            "office": lambda: bool(office) and office[-1].state in WELL,
        }
        waits: list[Awaitable[float | None]] = [self._until(is_clear, CLEAR_S) for is_clear in seen.values()]
        run.cleared = dict(zip(seen, await asyncio.gather(*waits), strict=True))
        await asyncio.sleep(HELD_BACK_S)

    async def _take_a_clean_one(self, run: Run) -> None:
        tapped = monotonic()
        screen = await self._take()
        run.clean, run.clean_visit = screen.number, screen.visit
        run.clean_settled_s = await self._until(lambda: _ended_at(screen) is not None, LONGEST_S, tapped)
        course = await self.printer.course()
        if course.over:
            self.usual = min(self.usual, course, key=lambda ticket: ticket.bytes)

    async def _until(self, holds: Callable[[], bool], seconds: float, since: float | None = None) -> float | None:
        """After how many seconds it held; None: it never did."""
        began = monotonic() if since is None else since
        while not holds():
            if monotonic() > began + seconds:
                return None
            await asyncio.sleep(LOOK_S / 2)
        return monotonic() - began


def _has_struck(fault: str, state: dict[str, Any]) -> bool:
    """Whether it is there; a jam is there once the knife has stuck."""
    there = state["fault"] is not None and state["fault"]["stage"] != "armed"
    return there and (fault != "cutter_jam" or state["cutter"] == "jammed")


LATER = {"mute", "cutter_jam", "paper_out_mid_ticket"}  # seen only over a ticket, or over a question


def _ended_at(screen: Screen) -> float | None:
    """When the page heard how the paper ended; a job that is refused at once has ended with the answer."""
    if screen.settled_at is None and screen.state == "failed":
        return screen.told[-1].at
    return screen.settled_at

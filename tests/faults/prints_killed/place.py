"""A kiosk whose printing is interrupted: its printer, its page, and whoever prints for it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic

from aiohttp import ClientSession

from tests.faults.machines.agent import Agent, Machine
from tests.faults.machines.hall import Ground, KioskPC
from tests.faults.machines.page import Page
from tests.faults.machines.papers import LanePapers
from tests.faults.machines.printer import Printer
from tests.faults.prints_killed.kill import END, END_PACE, LATER_S, PACE, STEPS, Step
from tests.faults.prints_killed.memory import Memory

SERVICE = "A01"
LOOK_S = 0.002
MEET_S = 20.0  # for a paper to come so far
QUIET_S = 60.0  # for the hall to know what became of a paper
STILL_S = 0.3  # a printer that has taken nothing for so long has nothing more to print


@dataclass
class Place:
    """`agent`: None where the server itself prints. `steps`: in which it is interrupted, one after another."""

    name: str
    printer: Printer
    page: Page
    agent: Agent | None = None
    steps: tuple[Step, ...] = STEPS
    numbers: dict[str, int] = field(default_factory=dict)
    whole: int = 0  # bytes of a ticket
    papers: LanePapers = field(init=False)

    def __post_init__(self) -> None:
        self.papers = LanePapers(self.name, self.numbers, [])

    async def warm_up(self) -> None:
        """The printer is known, and how long a ticket is."""
        await self.be_ready()
        screen = await self.page.take(SERVICE)
        self.numbers[screen.number] = screen.visit
        await over_after_s(lambda: screen.settled_at is not None)
        self.whole = (await self.printer.course()).bytes

    async def be_ready(self) -> None:
        """The kiosk believes its printer."""
        await over_after_s(lambda: bool(self.page.lobby) and self.page.lobby[-1].paper in ("ready", "low"))

    async def come_near_the_end(self) -> None:
        """Until the printer has all but the last of the paper, for which it takes its time."""
        end, begun = monotonic() + MEET_S, False
        while monotonic() < end:
            there = (await self.printer.course()).bytes
            begun = begun or there < self.whole - END  # until then the ticket before is seen
            if begun and there >= self.whole - END:
                break
            await asyncio.sleep(LOOK_S * 10)
        await self.printer.wish("slow", bytes_per_second=END_PACE)

    async def begin(self, step: Step) -> int:
        """A ticket is taken while the printer takes its time; answers the visit."""
        await self.printer.wish("slow", bytes_per_second=PACE[step])
        screen = await self.page.take(SERVICE)
        self.numbers[screen.number] = screen.visit
        return screen.visit

    async def be_quiet(self) -> None:
        """Until the printer has taken all that it was sent, and no ticket lies on it."""
        await self.printer.mend()
        before, since = -1, monotonic()
        while monotonic() - since < STILL_S:
            if (now := (await self.printer.course()).bytes) != before:
                before, since = now, monotonic()
            await asyncio.sleep(LOOK_S * 25)

    async def collect(self) -> None:
        """Take the papers out of the tray."""
        self.papers.sheets += await self.printer.take(list(self.numbers))


async def meet(place: Place, memory: Memory, visit: int, step: Step, chance: Random) -> None:
    """Until the paper has come to this step, or past it; and a moment of chance longer, as long as it is there."""
    if step == "sent":
        await place.come_near_the_end()
    end = monotonic() + MEET_S
    while memory.step(visit) != step and not memory.is_over(visit) and monotonic() < end:
        await asyncio.sleep(LOOK_S)
    until = monotonic() + chance.random() * LATER_S[step]
    while memory.step(visit) == step and monotonic() < until:
        await asyncio.sleep(LOOK_S)


async def over_after_s(is_over: Callable[[], bool]) -> float | None:
    """How long it took until it was known; None: it never was."""
    began = monotonic()
    while not is_over():
        if monotonic() > began + QUIET_S:
            return None
        await asyncio.sleep(LOOK_S * 25)
    return monotonic() - began


@asynccontextmanager
async def with_an_agent(
    folder: Path, ground: Ground, kiosk: KioskPC, http: ClientSession, module: tuple[str, ...], *, confirms: bool = True
) -> AsyncIterator[Place]:
    """A kiosk whose paper its agent prints. A printer that never says when a paper is out has ended with `sent`."""
    printer = await Printer.start(folder / "paper", http)
    agent = Agent(
        Machine(folder / "agent", ground.url, printer.spec, kiosk.code, "epson" if confirms else "generic", module)
    )
    await agent.start()
    page = Page(http, agent.url)
    await page.open()
    try:
        yield Place(kiosk.name, printer, page, agent, STEPS if confirms else STEPS[:2])
    finally:
        await page.close()
        await agent.stop()
        await printer.stop()


@asynccontextmanager
async def of_the_server(ground: Ground, printer: Printer, http: ClientSession) -> AsyncIterator[Place]:
    """A kiosk whose paper the server prints."""
    page = Page(http, ground.url, ground.kiosk_without_agent)
    await page.open()
    try:
        yield Place("the hall's own", printer, page, None, STEPS[1:])  # it takes no job before it is drawn
    finally:
        await page.close()
        await printer.stop()

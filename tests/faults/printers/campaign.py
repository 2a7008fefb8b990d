"""Several kiosks of one hall at once, their printers failing one way after another."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from aiohttp import ClientSession, TCPConnector

from server.models import table
from server.models.print_job import PrintJob
from server.models.visit import Visit
from tests.faults.evidence import facts_of
from tests.faults.machines.agent import RIGHT, Agent, Machine
from tests.faults.machines.browser import BrowserKiosk, chromium
from tests.faults.machines.hall import Ground, KioskPC, clock, found, nine_oclock
from tests.faults.machines.page import Page
from tests.faults.machines.printer import Printer
from tests.faults.machines.staff import Staff
from tests.faults.printers.evidence import Campaign
from tests.faults.printers.lane import Lane
from tests.faults.printers.run import Run
from tests.faults.printers.spots import OFFSETS, WAYS, Spot, Way, spots

NOBODYS_S = 60.0  # after the last failure, of the hall's time
ROUNDS_S = 2.5  # of the caretaker
PAGE_LEFT = "ConnectionResetError: Connection lost"  # a page that was closed while its socket was being opened
SHOWN = 600  # characters of a line of a log
PROFILES: dict[Way, str] = {"plain": "generic", "confirming": "auto"}


class Size(NamedTuple):
    """How large a campaign is. `lanes`: kiosks, the last one without an agent, whose paper the server prints itself.

    `each`: every kiosk plays these; else all runs are dealt out. `modules`: what stands for the agents, in turn.
    """

    lanes: int = 8
    offsets: int = OFFSETS
    faults: tuple[str, ...] = ()
    browser: bool = True
    most: int | None = None  # runs
    each: tuple[Spot, ...] = ()
    modules: tuple[tuple[str, ...], ...] = (RIGHT,)
    speed: float = 1.0  # of the hall's clock


async def play(folder: Path, seed: int, size: Size, told: Callable[[int], None] = lambda _done: None) -> Campaign:
    """All runs, then everybody is called. `told`: hears how many runs are done."""
    began = monotonic()
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(ClientSession(connector=TCPConnector(limit=0)))
        names = [f"Автомат {n}" for n in range(1, size.lanes)]
        ground = await asyncio.to_thread(found, folder / "hall", names, clock(nine_oclock(), size.speed))
        own = await Printer.start(folder / "own" / "paper", http)
        stack.push_async_callback(own.stop)
        server = await asyncio.to_thread(ground.serve, own.spec)
        stack.push_async_callback(asyncio.to_thread, server.wait)
        stack.callback(server.kill)
        staff = Staff(http, ground)
        await staff.come()
        stack.push_async_callback(staff.go)
        lanes = []
        for n, kiosk in enumerate(ground.kiosks):
            module = size.modules[n % len(size.modules)]
            here = _lane(folder / f"kiosk {n + 1}", ground, kiosk, staff, http, module, WAYS[n % 2])
            lanes.append(await stack.enter_async_context(here))
        lanes.append(await stack.enter_async_context(_own_lane(ground, own, staff, http)))
        if size.browser:
            await _open_browsers(lanes[:2], stack)
        for lane in lanes:
            await lane.warm_up()
        runs = await _all_runs(lanes, _dealt(lanes, seed, size), told)
        return await _settled(ground, staff, lanes, runs, began, size.speed)


async def _open_browsers(lanes: list[Lane], stack: AsyncExitStack) -> None:
    """One Chromium for these kiosks, a plain and a confirming one."""
    browser = await stack.enter_async_context(chromium())
    for lane in lanes:
        assert lane.agent is not None
        lane.browser = await BrowserKiosk.open(browser, lane.agent.url)
        stack.push_async_callback(lane.browser.close)


def _dealt(lanes: list[Lane], seed: int, size: Size) -> Callable[[Lane], Spot | None]:
    """What a kiosk plays next."""
    if size.each:
        hands = {lane.name: deque(size.each) for lane in lanes}
        return lambda lane: hands[lane.name].popleft() if hands[lane.name] else None
    commands: dict[Way, int] = {lane.way: len(lane.usual.commands) for lane in lanes}
    planned = spots(seed, commands, offsets=size.offsets, faults=size.faults, browser=size.browser)
    waiting = deque(planned[: size.most])
    return lambda lane: _next_for(lane, waiting)


def _next_for(lane: Lane, waiting: deque[Spot]) -> Spot | None:
    """The next run that this kiosk can do; one with a browser leaves to the others what needs none."""
    mine = [spot for spot in waiting if spot.way == lane.way and (not spot.browser or lane.browser is not None)]
    if not mine:
        return None
    spot = next((spot for spot in mine if spot.browser), mine[0])
    waiting.remove(spot)
    return spot


async def _all_runs(lanes: list[Lane], deal: Callable[[Lane], Spot | None], told: Callable[[int], None]) -> list[Run]:
    runs: list[Run] = []

    async def work(lane: Lane) -> None:
        while (spot := deal(lane)) is not None:
            runs.append(await lane.play(spot))
            told(len(runs))

    await asyncio.gather(*(work(lane) for lane in lanes))
    return runs


async def _settled(
    ground: Ground, staff: Staff, lanes: list[Lane], runs: list[Run], began: float, speed: float
) -> Campaign:
    """A minute later: who is passed over, who is called, what lies in the trays."""
    await asyncio.sleep(NOBODYS_S / speed + ROUNDS_S)
    visits = facts_of(ground.database, table(Visit), "id")
    called = await staff.call_everybody()
    for lane in lanes:
        await lane.collect()
        lane.papers.hanging = await lane.printer.hanging(list(lane.numbers))
    jobs = facts_of(ground.database, table(PrintJob), "id")
    log = [line for lane in lanes if lane.browser for line in lane.browser.wrong]
    log += errors_in(ground.folder / "server.log")
    log += [line for lane in lanes if lane.agent for line in errors_in(lane.agent.log)]
    return Campaign(runs, [lane.papers for lane in lanes], visits, jobs, called, log, monotonic() - began)


@asynccontextmanager
async def _lane(
    here: Path, ground: Ground, kiosk: KioskPC, staff: Staff, http: ClientSession, module: tuple[str, ...], way: Way
) -> AsyncIterator[Lane]:
    """A kiosk whose paper its own agent prints."""
    printer = await Printer.start(here / "paper", http)
    agent = Agent(Machine(here / "agent", ground.url, printer.spec, kiosk.code, PROFILES[way], module))
    await agent.start()
    page = Page(http, agent.url)
    await page.open()
    try:
        yield Lane(kiosk.name, kiosk.name, printer, page, staff, agent)
    finally:
        await page.close()
        await agent.stop()
        await printer.stop()


@asynccontextmanager
async def _own_lane(ground: Ground, printer: Printer, staff: Staff, http: ClientSession) -> AsyncIterator[Lane]:
    """A kiosk whose paper the server prints."""
    page = Page(http, ground.url, ground.kiosk_without_agent)
    await page.open()
    try:
        yield Lane("the hall's own", None, printer, page, staff)
    finally:
        await page.close()


def errors_in(log: Path) -> list[str]:
    """The lines that say that something broke; of a traceback its last one."""
    if not log.exists():
        return []
    found, lines = list[str](), iter(log.read_text("utf-8", "replace").splitlines())
    for line in lines:
        if line.startswith("Traceback"):
            line = next((last for last in lines if not last.startswith(" ")), line)
            if line != PAGE_LEFT:
                found.append(line[:SHOWN])
        elif _is_error(line):
            found.append(line[:SHOWN])
    return found


def _is_error(line: str) -> bool:
    try:
        return str(json.loads(line).get("level")) in ("error", "critical")
    except (ValueError, AttributeError):
        return False

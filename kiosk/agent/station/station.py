"""One kiosk's machine: its parts, and what each must tell the others."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

import structlog
from aiohttp import ClientSession, web
from yarl import URL

from kiosk.agent.station import numbers, orders, papers, tickets
from kiosk.agent.station.claiming import Claiming
from kiosk.agent.station.clock import Clock
from kiosk.agent.station.enrolment import Enrolment
from kiosk.agent.station.files import Files
from kiosk.agent.station.giving import Giving
from kiosk.agent.station.hall_time import HallTime
from kiosk.agent.station.keeping import Keeping
from kiosk.agent.station.kept import Kept
from kiosk.agent.station.leasing import Leasing
from kiosk.agent.station.link import SILENT_S, Link
from kiosk.agent.station.nudging import Nudging
from kiosk.agent.station.offline import Offline
from kiosk.agent.station.ordering import Ordering
from kiosk.agent.station.page import Pictures, page
from kiosk.agent.station.passing import Passing
from kiosk.agent.station.press_child import PressChild
from kiosk.agent.station.printer_word import PrinterWord
from kiosk.agent.station.printing import Printing
from kiosk.agent.station.refused import Refused
from kiosk.agent.station.reporting import Reporting
from kiosk.agent.station.server import Server
from kiosk.agent.station.sockets import Sockets
from kiosk.agent.station.store import Store
from kiosk.agent.station.uploading import Uploading
from kiosk.agent.station.visits import Visits
from kiosk.agent.station.work import Part, Work

TIDY_S = 3600.0
PAGES_S = 1.0  # at the end: for requests that are being answered

log = structlog.get_logger()


@dataclass(frozen=True)
class Setup:
    """How one machine is set up. `press`: how the child that prints is started; `screens`: the built page."""

    folder: Path
    enrolment: Enrolment
    press: Sequence[str]
    dots: int
    screens: Path
    host: str = "127.0.0.1"
    port: int = 8070
    silent_s: float = SILENT_S


class Station:
    """All of it. A machine that is enrolled without a kiosk only prints: it has no page and lends no numbers."""

    def __init__(self, setup: Setup, session: ClientSession, clock: Clock) -> None:
        enrolled = setup.enrolment
        kiosk = enrolled.kiosk["token"] if enrolled.kiosk is not None else None
        self._setup, self._clock, self._has_page = setup, clock, kiosk is not None
        self.link = Link(setup.silent_s)
        self.store = store = Store(setup.folder / "agent.db")
        self.time = HallTime(clock)
        self._kept = kept = Kept(store)
        self._server = server = Server(session, URL(enrolled.server), self.link, enrolled.agent["token"], kiosk)
        self.word = PrinterWord(setup.dots, clock, lambda: self._sockets.changed())
        self._press = PressChild(setup.press, self.word.heard, lambda: store.do(papers.broke_off))
        self._reporting = Reporting(store, server)
        self._printing = Printing(
            store,
            self._press,
            self._reporting,
            clock,
            lambda paper: self._sockets.told(paper),
            lambda: self._uploading.wake(),
        )
        self._nudging = Nudging(server)
        self._claiming = Claiming(store, server, self._nudging, self._printing, self._reporting, clock)
        self.keeping = Keeping(server, kept, self.time)
        self.leasing = Leasing(store, server, kept, self.time)
        self._uploading = Uploading(store, server, self.word, clock)
        offline = Offline(kept, self.time, self.word)
        self._sockets = Sockets(server, offline)
        passing = Passing(server)
        giving = Giving(store, offline, kept, self.time, self.word)
        ordering = Ordering(store, passing, self.link, offline, giving, clock, self._wake, self._nudging.nudge.set)
        visits = Visits(store, passing, self.link, offline, kept, giving, self._wake)
        pictures = Pictures(passing, self.link, offline)
        self._page = page(Files(setup.screens), pictures, ordering, visits, passing, self._sockets)

    async def run(self, stop: asyncio.Event, ready: Callable[[str | None], None]) -> None:
        """Work until `stop`. `ready` is told where the page is. Raises Refused."""
        await self.store.open()
        try:
            await self._begin()
            runner = web.AppRunner(self._page, access_log=None, shutdown_timeout=PAGES_S)
            try:
                where = await self._serve(runner) if self._has_page else None
                work = Work(self._press, self._claiming, self._printing, self._reporting, self.link, self._beside())
                await work.run(stop, lambda: ready(where))
            finally:
                await self._sockets.end()
                await runner.cleanup()
        finally:
            await self._press.end()
            await self.store.close()

    async def _begin(self) -> None:
        await self.store.do(papers.after_a_restart)
        await self._kept.load()
        self.keeping.remember()
        self.word.dead_letters = len(await self.store.do(tickets.dead_letters))

    async def _serve(self, runner: web.AppRunner) -> str:
        await runner.setup()
        site = web.TCPSite(runner, self._setup.host, self._setup.port)
        try:
            await site.start()
        except OSError as error:
            raise Refused(f"port {self._setup.port} cannot be used: {error.strerror}") from None
        host, port = runner.addresses[0][:2]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/kiosk"

    def _beside(self) -> dict[str, Part]:
        parts: dict[str, Part] = {
            "the watch over the server": self.link.run,
            "the printer's word": lambda: self.word.run(self._server),
            "reports": self._reporting.run,
            "nudges": self._nudging.run,
            "tidying": self._tidy,
            "the server's return": self._returns,
        }
        if self._has_page:
            parts |= {
                "what is kept": self.keeping.run,
                "numbers on loan": self.leasing.run,
                "offline tickets": self._uploading.run,
                "the page's sockets": self._sockets.run,
            }
        return parts

    async def _returns(self) -> None:
        while True:
            await self.link.until_away()
            log.warning("the server is away")
            await self.link.until_there()
            log.warning("the server is back")
            self.keeping.wake()
            self._nudging.nudge.set()
            self._wake()

    async def _tidy(self) -> None:
        while True:
            await self.store.do(_forget, self._clock)
            await asyncio.sleep(TIDY_S)

    def _wake(self) -> None:
        """There may be something to print, to tell, to bring, to fetch."""
        self._printing.wake()
        self._reporting.wake()
        self._uploading.wake()
        self.leasing.wake()


def _forget(conn: Connection, clock: Clock) -> None:
    now = clock.wall()
    papers.forget_papers(conn, now)
    orders.forget_orders(conn, now)
    tickets.forget_tickets(conn, now)


async def newly_enrolled(folder: Path) -> None:
    """This machine is another kiosk than before: the numbers lent to that one are not its own. Raises Refused."""
    store = Store(folder / "agent.db")
    await store.open()
    await store.do(numbers.void_all)
    await store.close()

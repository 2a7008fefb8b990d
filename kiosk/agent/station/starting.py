"""How the agent is started: enrolled once, set up from its folder, ended by a signal."""

import asyncio
import json
import logging
import signal
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import structlog
from aiohttp import ClientSession
from yarl import URL

from kiosk.agent.station import tickets
from kiosk.agent.station.alone import folder_of_ones_own
from kiosk.agent.station.clock import Clock
from kiosk.agent.station.enrolment import Enrolment, WrongCode, enrolment_in, hashed, keep_enrolment, pair
from kiosk.agent.station.line import address, open_line
from kiosk.agent.station.refused import Refused
from kiosk.agent.station.station import Setup, Station, newly_enrolled

log = structlog.get_logger()


@dataclass(frozen=True)
class Wanted:
    """What the command line asks for."""

    folder: Path
    server: str | None
    code: str | None
    tls_ca: Path | None
    insecure_lan: bool
    host: str
    port: int


async def run(
    wanted: Wanted,
    press: Sequence[str],
    dots: int,
    screens: Path,
    say: Callable[[str], None],
    clock: Clock | None = None,
) -> None:
    """Run until SIGTERM or SIGINT. Raises Refused."""
    folder_of_ones_own(wanted.folder)
    stop = asyncio.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(ending, stop.set)
    async with open_line(wanted.tls_ca) as session:
        enrolment = await enrolled(wanted, session)
        setup = Setup(wanted.folder, enrolment, press, dots, screens, wanted.host, wanted.port)
        station = Station(setup, session, clock or Clock())
        await station.run(stop, lambda where: say(f"The kiosk's page: {where}" if where else "Ready to print."))


async def enrolled(wanted: Wanted, session: ClientSession) -> Enrolment:
    """Who this machine is: as it is kept, or by the code. Raises Refused."""
    known = enrolment_in(wanted.folder)
    where = wanted.server or (known.server if known else None)
    if where is None:
        raise Refused("this machine is not enrolled: start it once with --server and --pair CODE")
    url = address(where, insecure_lan=wanted.insecure_lan)
    if wanted.code is not None and (known is None or known.code != hashed(wanted.code)):
        fresh = await _paired(session, url, wanted.code, known)
        if fresh is not None:
            await newly_enrolled(wanted.folder)
            keep_enrolment(wanted.folder, fresh)
            return fresh
    if known is None:
        raise Refused("this machine is not enrolled: start it once with --pair CODE, of `gishe device pair agent`")
    if str(url) != known.server:
        known = replace(known, server=str(url))
        keep_enrolment(wanted.folder, known)
    return known


async def _paired(session: ClientSession, url: URL, code: str, known: Enrolment | None) -> Enrolment | None:
    """None: this machine stays what it was."""
    try:
        return await pair(session, url, code)
    except Refused as refused:
        if known is None:
            raise
        if isinstance(refused, WrongCode):
            log.warning("the pairing code is wrong or used up; this machine is enrolled already")
        else:
            log.warning("not paired anew", why=str(refused))
        return None


def letters(folder: Path) -> str:
    """The tickets that the server refused, a JSON object a line. Raises Refused."""
    path = folder / "agent.db"
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as conn:
            conn.row_factory = sqlite3.Row
            return "\n".join(json.dumps(letter, ensure_ascii=False) for letter in tickets.dead_letters(conn))
    except sqlite3.Error as error:
        raise Refused(f"{path} cannot be read: {error}") from None


def log_to_stderr() -> None:
    """One JSON line an event, UTC: journald keeps it."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )

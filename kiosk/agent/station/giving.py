"""A number given without the server, or the one that the server gave before it fell silent."""

import sqlite3
from datetime import date, datetime
from typing import Any, NamedTuple

from aiohttp import web

from kiosk.agent.station import orders, papers, tickets
from kiosk.agent.station.hall_time import HallTime, stamp
from kiosk.agent.station.kept import Kept
from kiosk.agent.station.numbers import NoLease
from kiosk.agent.station.offline import NOBODY_KNOWS, Offline
from kiosk.agent.station.orders import Order
from kiosk.agent.station.papers import Paper
from kiosk.agent.station.printer_word import PrinterWord
from kiosk.agent.station.problems import problem
from kiosk.agent.station.store import Store
from kiosk.agent.station.tickets import OfflineTicket
from kiosk.agent.station.wording import paper_of


class Given(NamedTuple):
    """A ticket of ours and its paper."""

    ticket: OfflineTicket
    paper: Paper | None


class Giving:
    """What the kiosk does when nobody answers a request for a ticket."""

    def __init__(self, store: Store, offline: Offline, kept: Kept, time: HallTime, word: PrinterWord) -> None:
        self._store = store
        self._offline = offline
        self._kept = kept
        self._time = time
        self._word = word

    async def server_s(self, order: Order) -> dict[str, Any] | None:
        """The ticket that the server gave for this order: as it answered, or as its paper tells that has begun."""
        ticket, paper = await self._store.do(_server_s, order.key)
        if ticket is None and paper is not None:
            ticket = self._told_by(order, paper)
            await self._store.do(orders.answered, order.key, ticket)
        return ticket if ticket is None or paper is None else ticket | {"print": paper.to_json()}

    async def give(self, order: Order) -> Given | dict[str, Any] | web.Response:
        """A number on loan; a ticket of the server, if its paper has begun meanwhile; or why there is none."""
        letter = self._offline.letter_of(order.service)
        if not self._offline.ready:
            return problem(503, "unreachable", "the server does not answer, and it never said what the hall offers")
        if letter is None:
            return problem(422, "no_such_service", f"the hall does not offer {order.service}")
        opening = self._offline.opening()
        if not opening.open:
            opens_at = stamp(opening.opens_at) if opening.opens_at else None
            return problem(409, "closed", "the hall is closed", opens_at=opens_at)
        now, day = self._time.now(), self._time.today()
        try:
            given = await self._store.do(self._give, order, letter, day, now)
        except NoLease as none:
            return problem(503, "no_lease", str(none))
        return given or await self.server_s(order) or problem(503, "unreachable", "the server does not answer")

    def write_paper(
        self, conn: sqlite3.Connection, ticket: OfflineTicket, *, copy: bool, trouble: str | None
    ) -> Paper | None:
        """Its paper, for the printer; None where the server sent no words for this service."""
        try:
            documents = self._offline.documents_of(ticket.order["service"])
            written = paper_of(self._kept.get("papers"), documents, ticket, self._time.zone, copy=copy)
        except (AttributeError, KeyError, TypeError):
            return None
        wall = self._time.clock.wall()
        return papers.add(conn, ticket.visit, ticket.key, written, wall, copy=copy, cause=trouble)

    def _give(self, conn: sqlite3.Connection, order: Order, letter: str, day: date, now: datetime) -> Given | None:
        """A number of the loan and its paper; None: the server's paper for this order has begun, its number holds."""
        if papers.refuse_of_key(conn, order.key) is not None:
            return None
        ticket = tickets.give(conn, order, letter, day, now)
        return Given(ticket, self.write_paper(conn, ticket, copy=False, trouble=self._word.trouble))

    def _told_by(self, order: Order, paper: Paper) -> dict[str, Any]:
        url = paper.ticket.get("qr_url") or None
        base = (self._kept.get("papers") or {}).get("qr_base")
        token = url.removeprefix(base) if url and base and url.startswith(base) else None
        return {
            "visit": paper.visit,
            "number": paper.ticket["number"],
            "service": order.service,
            "state": "waiting",
            "class": order.visitor_class,
            "ahead": 0,
            "wait": NOBODY_KNOWS,
            "url": url,
            "qr": f"/t/{token}/qr.svg" if token else None,
            "print": None,
            "issued_at": stamp(self._time.now()),
        }


def _server_s(conn: sqlite3.Connection, key: str) -> tuple[dict[str, Any] | None, Paper | None]:
    ticket = orders.answer_of(conn, key)
    paper = papers.begun_of_key(conn, key) if ticket is None else papers.paper_of(conn, ticket["visit"])
    return ticket, paper

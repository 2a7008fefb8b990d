"""A number asked for: from the server while it answers, else from the loan; one key, one number, for ever."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from aiohttp import web

from kiosk.agent.station import orders, papers, tickets
from kiosk.agent.station.hall_time import HallTime, stamp
from kiosk.agent.station.kept import Kept
from kiosk.agent.station.link import Link
from kiosk.agent.station.numbers import NoLease
from kiosk.agent.station.offline import Offline
from kiosk.agent.station.orders import BadOrder, KeyReused, Order
from kiosk.agent.station.papers import Paper
from kiosk.agent.station.passing import Passing, back
from kiosk.agent.station.printer_word import PrinterWord
from kiosk.agent.station.problems import problem, said
from kiosk.agent.station.server import Answer, NoAnswer
from kiosk.agent.station.store import Store
from kiosk.agent.station.tickets import OfflineTicket
from kiosk.agent.station.wording import paper_of

UNKNOWN_WAIT = {"low_min": 0, "high_min": 0}


class Given(NamedTuple):
    """A ticket of ours and its paper."""

    ticket: OfflineTicket
    paper: Paper | None
    fresh: bool


class Ordering:
    """`POST /api/v1/tickets`."""

    def __init__(
        self,
        store: Store,
        passing: Passing,
        link: Link,
        offline: Offline,
        kept: Kept,
        time: HallTime,
        word: PrinterWord,
        given: Callable[[], None],
        queued: Callable[[], None],
    ) -> None:
        """`given`: called when a number was given without the server; `queued`: when the server gave one."""
        self._store = store
        self._passing = passing
        self._link = link
        self._offline = offline
        self._kept = kept
        self._time = time
        self._word = word
        self._given = given
        self._queued = queued
        self._turns: dict[str, tuple[asyncio.Lock, int]] = {}
        self._noting: dict[str, asyncio.Task[None]] = {}

    async def take(self, request: web.Request) -> web.Response:
        """Answer a request for a ticket."""
        try:
            order = Order.read(await request.read())
        except BadOrder as wrong:
            return await self._not_an_order(request, wrong)
        lock, waiting = self._turns.get(order.key, (asyncio.Lock(), 0))
        self._turns[order.key] = (lock, waiting + 1)
        try:
            async with lock:  # a second tap waits for the answer to the first
                return await self._take(request, order)
        finally:
            lock, waiting = self._turns.pop(order.key)
            if waiting > 1:
                self._turns[order.key] = (lock, waiting - 1)

    async def _not_an_order(self, request: web.Request, wrong: BadOrder) -> web.Response:
        """The server says best what is wrong with it."""
        if self._link.away:
            return problem(422, "invalid", str(wrong))
        return await self._passing.pass_on(request)

    async def _take(self, request: web.Request, order: Order) -> web.Response:
        if order.key in self._noting:
            await self._noting[order.key]
        known = await self._store.do(_known, order, self._time.clock.wall())
        if isinstance(known, Given):
            return self._again(order, known)
        if not self._link.away:
            try:
                answer = await self._passing.ask(request, again=True)
            except NoAnswer:
                pass
            else:
                self._note(order, answer)
                if answer.status == 201:
                    self._queued()
                return back(answer)
        if known is KeyReused:  # while the server is there, it decides: it may have forgotten the first request
            return problem(422, "key_reused", "this key asked for another ticket")
        return await self._give(order)

    def _again(self, order: Order, known: Given) -> web.Response:
        if Order.from_json(known.ticket.order).body != order.body:
            return problem(422, "key_reused", "this key asked for another ticket")
        return said(self._offline.ticket(known.ticket, known.paper), 201 if known.fresh else 200)

    def _note(self, order: Order, answer: Answer) -> None:
        """The browser need not wait for it, the next request with this key must."""
        ticket = answer.json() if answer.status in (200, 201) else None
        if isinstance(ticket, dict):
            noting = asyncio.create_task(self._store.do(orders.answered, order.key, ticket))
            self._noting[order.key] = noting
            noting.add_done_callback(lambda _: self._noting.pop(order.key, None))

    async def _give(self, order: Order) -> web.Response:
        """Without the server."""
        before = await self._store.do(_server_s_ticket, order.key)
        if before is not None:
            return said(before)
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
            given = await self._store.do(self._give_number, order, letter, day, now)
        except NoLease as none:
            return problem(503, "no_lease", str(none))
        if isinstance(given, Paper):
            return await self._given_by_the_server(order, given)
        self._given()
        return self._again(order, given)

    def _give_number(
        self, conn: sqlite3.Connection, order: Order, letter: str, day: date, now: datetime
    ) -> Given | Paper:
        """A number of the loan and its paper; or the server's paper for this order, if that has begun to be printed."""
        begun = papers.refuse_of_key(conn, order.key)
        if begun is not None:
            return begun
        ticket = tickets.give(conn, order, letter, day, now)
        paper = self.write_paper(conn, ticket, copy=False, trouble=self._word.trouble)
        return Given(ticket, paper, fresh=True)

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

    async def _given_by_the_server(self, order: Order, paper: Paper) -> web.Response:
        """The server gave a number, and its answer was lost; its paper was not."""
        ticket = await self._store.do(orders.answer_of, order.key) or self._told_by(order, paper)
        await self._store.do(orders.answered, order.key, ticket)
        return said(ticket | {"print": paper.to_json()}, 201)

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
            "wait": UNKNOWN_WAIT,
            "url": url,
            "qr": f"/t/{token}/qr.svg" if token else None,
            "print": None,
            "issued_at": stamp(self._time.now()),
        }


def _known(conn: sqlite3.Connection, order: Order, now: datetime) -> Given | type[KeyReused] | None:
    """Our own ticket for this key; else the order is remembered."""
    ticket = tickets.ticket_of_key(conn, order.key)
    if ticket is not None:
        return Given(ticket, papers.paper_of(conn, ticket.visit), fresh=False)
    try:
        orders.remember(conn, order, now)
    except KeyReused:
        return KeyReused
    return None


def _server_s_ticket(conn: sqlite3.Connection, key: str) -> dict[str, Any] | None:
    """What the server answered to this key, and how its paper is now."""
    ticket = orders.answer_of(conn, key)
    if ticket is None:
        return None
    paper = papers.paper_of(conn, ticket["visit"])
    return ticket if paper is None else ticket | {"print": paper.to_json()}

"""A number asked for: from the server while it answers, else from the loan; one key, one number, for ever."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import datetime

import structlog
from aiohttp import web

from kiosk.agent.station import orders, papers, tickets
from kiosk.agent.station.clock import Clock
from kiosk.agent.station.giving import Given, Giving
from kiosk.agent.station.link import Link
from kiosk.agent.station.offline import Offline
from kiosk.agent.station.orders import BadOrder, KeyReused, Order
from kiosk.agent.station.passing import Passing, back
from kiosk.agent.station.problems import problem, said
from kiosk.agent.station.server import Answer, NoAnswer
from kiosk.agent.station.store import Store

log = structlog.get_logger()


class Ordering:
    """`POST /api/v1/tickets`."""

    def __init__(
        self,
        store: Store,
        passing: Passing,
        link: Link,
        offline: Offline,
        giving: Giving,
        clock: Clock,
        given: Callable[[], None],
        queued: Callable[[], None],
    ) -> None:
        """`given`: called when a number was given without the server; `queued`: when the server gave one."""
        self._store = store
        self._passing = passing
        self._link = link
        self._offline = offline
        self._giving = giving
        self._clock = clock
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
        try:
            known = await self._store.do(_known, order, self._clock.wall())
        except sqlite3.Error:  # a full disk is no reason to send anybody away while the server is there
            log.exception("an order cannot be kept")
            return await self._passing.pass_on(request)
        if isinstance(known, Given):
            return self._ours(order, known, 200)
        if not self._link.away:
            try:
                answer = await self._passing.ask(request, again=True)
            except NoAnswer:
                pass
            else:
                self._note(order, answer)
                return back(answer)
        if known is KeyReused:  # while the server is there, it decides: it may have forgotten the first request
            return problem(422, "key_reused", "this key asked for another ticket")
        return await self._alone(order)

    async def _alone(self, order: Order) -> web.Response:
        before = await self._giving.server_s(order)
        if before is not None:
            return said(before)
        given = await self._giving.give(order)
        if isinstance(given, Given):
            self._given()
            return self._ours(order, given, 201)
        return given if isinstance(given, web.Response) else said(given)

    def _ours(self, order: Order, given: Given, status: int) -> web.Response:
        if Order.from_json(given.ticket.order).body != order.body:
            return problem(422, "key_reused", "this key asked for another ticket")
        return said(self._offline.ticket(given.ticket, given.paper), status)

    def _note(self, order: Order, answer: Answer) -> None:
        """The browser need not wait for it, the next request with this key must."""
        ticket = answer.json() if answer.status in (200, 201) else None
        if not isinstance(ticket, dict):
            return
        noting = asyncio.create_task(self._store.do(orders.answered, order.key, ticket))
        self._noting[order.key] = noting
        noting.add_done_callback(lambda _: self._noting.pop(order.key, None))
        self._queued()


def _known(conn: sqlite3.Connection, order: Order, now: datetime) -> Given | type[KeyReused] | None:
    """Our own ticket for this key; else the order is remembered."""
    ticket = tickets.ticket_of_key(conn, order.key)
    if ticket is not None:
        return Given(ticket, papers.paper_of(conn, ticket.visit))
    try:
        orders.remember(conn, order, now)
    except KeyReused:
        return KeyReused
    return None

"""Tickets shown, held and printed again: those given here by this machine while the server does not know them."""

import sqlite3
from collections.abc import Callable
from io import BytesIO
from typing import Any, NamedTuple

from aiohttp import web

from kiosk.agent.station import orders, papers, tickets
from kiosk.agent.station.giving import Giving
from kiosk.agent.station.kept import Kept
from kiosk.agent.station.link import Link
from kiosk.agent.station.offline import Offline, visit_shown
from kiosk.agent.station.papers import Paper
from kiosk.agent.station.passing import SAFE, Passing, back
from kiosk.agent.station.problems import problem, said
from kiosk.agent.station.server import NoAnswer
from kiosk.agent.station.store import Store
from kiosk.agent.station.tickets import OfflineTicket
from kiosk.agent.station.wording import address_of


class Known(NamedTuple):
    """What this machine knows of a visit: its own ticket or the one that the server gave, and its last paper."""

    own: OfflineTicket | None
    server_s: dict[str, Any] | None
    paper: Paper | None


class Visits:
    """`/api/v1/visits/{id}` and below, and the code that leads a phone to a ticket."""

    def __init__(
        self,
        store: Store,
        passing: Passing,
        link: Link,
        offline: Offline,
        kept: Kept,
        giving: Giving,
        changed: Callable[[], None],
    ) -> None:
        """`changed`: called when there is something to print or to tell."""
        self._store = store
        self._passing = passing
        self._link = link
        self._offline = offline
        self._kept = kept
        self._giving = giving
        self._changed = changed

    async def show(self, request: web.Request) -> web.Response:
        """`GET /visits/{id}`."""
        known = await self._known(request)
        if not self._is_ours(known):
            try:
                return back(await self._passing.ask(request))
            except NoAnswer:
                pass
        if known.own is not None:
            ticket = self._offline.ticket(known.own, known.paper) | {"lang": known.own.order["lang"]}
            return said(visit_shown(ticket, known.paper))
        if known.server_s is not None:
            return said(visit_shown(known.server_s, known.paper))
        return problem(503, "unreachable", "the server does not answer")

    async def hold(self, request: web.Request) -> web.Response:
        """`POST /visits/{id}/held`: the visitor said "I have it"."""
        known = await self._known(request)
        if known.own is None or not self._is_ours(known):
            return await self._passing.pass_on(request)
        await self._store.do(tickets.hold, known.own.visit)
        self._changed()
        return said({"visit": known.own.visit, "number": known.own.number, "state": "waiting", "unheld": False})

    async def print_again(self, request: web.Request) -> web.Response:
        """`POST /visits/{id}/prints`: a copy, on request."""
        known = await self._known(request)
        if known.own is None or not self._is_ours(known):
            return await self._passing.pass_on(request)
        paper = await self._store.do(self._giving.write_paper, known.own, copy=True, trouble=None)
        if paper is None:
            return problem(409, "no_paper", "there are no words for this paper")
        self._changed()
        return said(paper.to_json(), 201)

    async def code(self, request: web.Request) -> web.Response:
        """`GET /t/{token}/qr.svg`."""
        ticket = await self._store.do(tickets.ticket_of_token, request.match_info["token"])
        address = None if ticket is None else address_of(self._kept.get("papers") or {}, ticket)
        if address is None:
            return await self._passing.pass_on(request)
        return web.Response(
            body=_drawn(address),
            content_type="image/svg+xml",
            headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"},
        )

    async def other(self, request: web.Request) -> web.Response:
        """Anything else of the API: the server's alone."""
        if self._link.away and request.method in SAFE:
            return problem(503, "unreachable", "the server does not answer")
        return await self._passing.pass_on(request)

    def _is_ours(self, known: Known) -> bool:
        """Whether this machine answers: for its own tickets until the server has them, and while the server is away."""
        if known.own is not None and known.own.home is None:
            return True
        return self._link.away and (known.own or known.server_s) is not None

    async def _known(self, request: web.Request) -> Known:
        visit = request.match_info["visit"]
        if not visit.isdecimal() or len(visit) > 15:
            return Known(None, None, None)
        return await self._store.do(_known, int(visit))


def _known(conn: sqlite3.Connection, visit: int) -> Known:
    own = tickets.ticket_of_visit(conn, visit)
    server_s = None if own is not None else orders.answer_about(conn, visit)
    return Known(own, server_s, papers.paper_of(conn, visit))


def _drawn(address: str) -> bytes:
    import segno  # 7 MB that are needed only while the server is away

    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=3, scale=1, omitsize=True)
    return drawn.getvalue()

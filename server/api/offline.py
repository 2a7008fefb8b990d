"""Kiosks without the server: numbers lent to them beforehand, and the tickets they gave of these."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Literal

from flask import Response, request

from server import __version__
from server.api.answers import outcomes, said
from server.api.asked import DecisionAsked, LeaseAsked, OfflineGiven
from server.api.blueprint import api
from server.api.jobs import agent
from server.api.permissions import NotPermitted, me
from server.api.shown import Decided, Lent, LentNumber, OfflinePapers, TakenIn
from server.hall.catalogue import catalogue_now
from server.hall.deciding import decide
from server.hall.leasing import lend
from server.hall.offline import OfflineTicket, take_in
from server.hall.tokens import visit_token
from server.models.visit import VisitState
from server.papers import offline_papers
from server.running import Running, running

FATES: Mapping[VisitState, Literal["in_line", "parked"]] = {
    VisitState.WAITING: "in_line",
    VisitState.CALLED: "in_line",
    VisitState.SERVING: "in_line",
    VisitState.PARKED: "parked",
}  # told again later it may have gone on; all else has ended


def kiosk() -> int:
    """The kiosk of the agent that asks. Raises NotPermitted where it stands in none."""
    found = agent().kiosk_id
    if found is None:
        raise NotPermitted("this agent stands in no kiosk")
    return found


@api.post("/leases", responses=outcomes({200: Lent}, 409))
def lend_numbers(body: LeaseAsked) -> Response:
    """The next 200 numbers of the kiosk's own thousand, for today or ahead; the same key gets the same ones again."""
    run, hall = running(), me().hall
    with run.store.unit(hall, run.clock.now) as work:
        lent = lend(work, kiosk(), body.key, ahead=body.ahead)
    numbers = [LentNumber(digits=digits, visit=visit, token=_token(run, visit)) for digits, visit in lent.numbers]
    return said(Lent(date=lent.date.isoformat(), numbers=numbers))


@api.get("/offline-papers", responses=outcomes({200: OfflinePapers, 304: None}))
def show_offline_papers() -> Response:
    """Every paper this kiosk may have to print alone, without number and time. 304: what it has (If-None-Match)."""
    run, hall = running(), me().hall
    known = f"{__version__} {run.relay.latest(hall).epoch} {catalogue_now(run.store, hall).version}"
    tag = sha256(f"{known} {run.settings.public_url}".encode()).hexdigest()[:16]
    unchanged = request.if_none_match.contains(tag)
    answer = Response(status=304) if unchanged else said(OfflinePapers(**offline_papers(run, hall)))
    answer.set_etag(tag)
    return answer


@api.post("/offline-tickets", responses=outcomes({200: TakenIn}, 409))
def take_in_ticket(body: OfflineGiven) -> Response:
    """A ticket that was given without the server; the same one again changes nothing."""
    run, hall = running(), me().hall
    given = OfflineTicket(
        visit=body.visit,
        digits=body.digits,
        service=body.service,
        lang=body.lang,
        key=body.key,
        issued_at=body.issued_at,
        visitor_class=body.visitor_class,
        needs=body.needs,
        call_in=body.call_in,
        documents=body.documents,
        paper=(body.paper.state, body.paper.cause) if body.paper is not None else None,
        held=body.held,
    )
    with run.store.unit(hall, run.clock.now) as work:
        taken = take_in(work, agent().id, kiosk(), given)
    shown = TakenIn(visit=taken.visit, number=taken.number, state=taken.state, fate=FATES.get(taken.state, "closed"))
    return said(shown)


@api.post("/offline-tickets/decisions", responses=outcomes({200: Decided}))
def decide_offline(body: DecisionAsked) -> Response:
    """What became of tickets that were given without the server and are parked: still waiting, or already served."""
    run, who = running(), me()
    assert who.staff is not None
    with run.store.unit(who.hall, run.clock.now) as work:
        visits = decide(work, who.staff.id, body.visits, still_waiting=body.decision == "still_waiting")
    return said(Decided(visits=visits))


def _token(run: Running, visit: int) -> str | None:
    if run.settings.public_url is None:
        return None
    return visit_token(run.settings.secret.get_secret_value(), visit)

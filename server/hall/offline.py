"""Tickets that a kiosk gave while the server was away: taken into the line, or set aside (see `deciding`)."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import bindparam, insert, select, update

from server.domain.calling import promise_of, whole_second
from server.domain.errors import Refusal
from server.domain.journal import stamp
from server.domain.lifecycle import MOVES, Step, after
from server.domain.numbering import label
from server.hall.catalogue import Offer, catalogue_of
from server.hall.days import DAY, HallClosed, open_day
from server.hall.holding import hold
from server.hall.issuing import LAST_DAYS, KeyReused, NoSuchService, TicketRequest
from server.hall.leasing import lease_of, present_day
from server.hall.moving import CLOSE_STAGE, VISIT, VISIT_BY_ID, move, open_stage
from server.hall.printing import JOB, settle
from server.models import Found
from server.models.event import EventKind
from server.models.print_job import PrintState
from server.models.visit import CallIn, Need, VisitClass, VisitState
from server.store import Unit

STILL_HERE = timedelta(minutes=10)  # given so long ago at most: whoever holds it waits

DAY_OF = select(DAY.c.id).where(DAY.c.hall_id == bindparam("hall"), DAY.c.date == bindparam("date"))
OF_KEY = select(VISIT).where(
    VISIT.c.hall_id == bindparam("hall"),
    VISIT.c.key == bindparam("key"),
    VISIT.c.day_id.in_(bindparam("days", expanding=True)),
)


class NotLent(Refusal):
    """This number was not lent to this kiosk with this visit, or for a day that has not come."""

    code: ClassVar[str] = "not_lent"


@dataclass(frozen=True)
class OfflineTicket:
    """A ticket as the kiosk gave it. `paper`: how its printing ended, state and cause; None: no paper."""

    visit: int
    digits: int
    service: str
    lang: str
    key: str
    issued_at: datetime
    visitor_class: VisitClass = VisitClass.ORDINARY
    needs: Sequence[Need] = ()
    call_in: CallIn = CallIn.MINE
    documents: Mapping[str, bool] = field(default_factory=dict)
    paper: tuple[str, str | None] | None = None
    held: bool = False


class OnDay(NamedTuple):
    """A service day, and whether it is over."""

    id: int
    over: bool


@dataclass(frozen=True)
class TakenIn:
    """Where the ticket is now."""

    visit: int
    number: str
    state: VisitState


def take_in(work: Unit, agent: int, kiosk: int, given: OfflineTicket) -> TakenIn:
    """Take over a ticket that a kiosk gave alone; the same one again changes nothing.

    Given at most ten minutes ago it waits by its arrival; an older one is parked, since nobody knows whether its
    holder is still there; one of a day that is over is closed. Raises NotLent, NoSuchService, KeyReused.
    """
    known = work.conn.execute(VISIT_BY_ID, {"hall": work.hall, "visit": given.visit}).one_or_none()
    if known is not None:
        if known.digits != given.digits or known.device_id != kiosk:
            raise KeyReused("this visit is another ticket")
        return _taken(known)
    lease = lease_of(work, kiosk, given.digits, given.visit)
    if lease is None:
        raise NotLent(f"the number {given.digits} was not lent to this kiosk with this visit")
    service = next((s for s in catalogue_of(work).services if s.code == given.service), None)
    if service is None:
        raise NoSuchService(f"the hall never offered {given.service}")
    if lease.date > present_day(work):
        raise NotLent(f"the number {given.digits} was lent for {lease.date}, and that day has not come")
    at = min(max(given.issued_at, lease.at, _begins(work, lease.date)), work.now)  # a kiosk's clock may be wrong
    day = _day(work, lease.date, at)
    key = _key(work, kiosk, given, day.id)
    seq = work.record(
        EventKind.VISIT_ISSUED,
        visit=given.visit,
        number=label(service.group.letter, given.digits),
        group=service.group.letter,
        service=service.code,
        visitor_class=given.visitor_class.value,
        lang=given.lang,
        origin="offline",
        issued_at=stamp(at),
        day=lease.date.isoformat(),
        promise_s=promise_of(service.target_s, given.visitor_class),
        ahead=0,
    )
    work.conn.execute(insert(VISIT).values(**_row(work, kiosk, given, service, day.id, at, key, seq)))
    open_stage(work, given.visit, VisitState.WAITING, service.id, seq, began_at=at)
    _paper(work, agent, given, at)
    fresh = work.conn.execute(VISIT_BY_ID, {"hall": work.hall, "visit": given.visit}).one()
    if day.over:
        return _taken(fresh, _close(work, fresh))
    if given.held:
        hold(work, given.visit)
    if work.now - at > STILL_HERE:
        return _taken(fresh, move(work, fresh, Step.PARK, EventKind.VISIT_PARKED, offline=True))
    return _taken(fresh)


def _begins(work: Unit, day: date) -> datetime:
    return datetime.combine(day, time(), catalogue_of(work).hours.zone)


def _key(work: Unit, kiosk: int, given: OfflineTicket, day: int) -> str:
    """The key it stands under: its own, unless the server gave another number for the same tap before.

    The kiosk never heard of that one, so nobody holds it: it is withdrawn.
    """
    days = {day, *work.conn.execute(LAST_DAYS, {"hall": work.hall}).scalars()}
    same = work.conn.execute(OF_KEY, {"hall": work.hall, "key": given.key, "days": sorted(days)}).all()
    for ghost in same:
        nobodys = ghost.device_id == kiosk and not (ghost.offline or ghost.held)
        if nobodys and ghost.day_id == work.day_id and ghost.state in MOVES[Step.WITHDRAW]:
            move(work, ghost, Step.WITHDRAW, EventKind.VISIT_WITHDRAWN, offline=True)
    return given.key if not same else f"offline {given.visit}"


def _day(work: Unit, of: date, at: datetime) -> OnDay:
    """The service day of a ticket of this date. One whose date has come is opened by it, as by any other ticket."""
    today = catalogue_of(work).hours.day_of(work.now)
    if of == today and (work.day is None or work.day < of):
        with suppress(HallClosed):
            open_day(work)
    if work.day == of and work.day_id is not None:
        return OnDay(work.day_id, over=False)
    known: int | None = work.conn.execute(DAY_OF, {"hall": work.hall, "date": of}).scalar_one_or_none()
    if known is None:  # a day on which the server was away from beginning to end
        row = {"hall_id": work.hall, "date": of, "opened_at": at, "closed_at": work.now}
        known = int(work.conn.execute(insert(DAY).values(**row).returning(DAY.c.id)).scalar_one())
    return OnDay(known, over=True)


def _row(
    work: Unit, kiosk: int, given: OfflineTicket, service: Offer, day: int, at: datetime, key: str, seq: int
) -> dict[str, Any]:
    asked = TicketRequest(
        service=given.service,
        lang=given.lang,
        key=given.key,
        visitor_class=given.visitor_class,
        call_in=given.call_in,
        documents=given.documents,
    )
    return {
        "id": given.visit,
        "hall_id": work.hall,
        "day_id": day,
        "group_id": service.group.id,
        "service_id": service.id,
        "letter": service.group.letter,
        "digits": given.digits,
        "state": VisitState.WAITING,
        "visitor_class": given.visitor_class,
        "reference_at": whole_second(at),
        "promise_s": promise_of(service.target_s, given.visitor_class),
        "issued_at": at,
        "offline": True,
        "ahead": 0,
        "gap_s": 0.0,
        "lang": given.lang,
        "call_in": given.call_in,
        "needs": sorted(given.needs),
        "documents": {code: have for code, have in given.documents.items() if code in service.documents},
        "key": key,
        "key_body": asked.body,
        "device_id": kiosk,
        "last_seq": seq,
    }


def _paper(work: Unit, agent: int, given: OfflineTicket, at: datetime) -> None:
    if given.paper is None:
        return
    row = {
        "hall_id": work.hall,
        "visit_id": given.visit,
        "agent_id": agent,
        "state": PrintState.SENDING,
        "copy_of": False,
        "asked_at": at,
    }
    job = int(work.conn.execute(insert(JOB).values(**row).returning(JOB.c.id)).scalar_one())
    state, cause = given.paper
    settle(work, job, PrintState(state), cause)


def _close(work: Unit, visit: Found) -> VisitState:
    """Of a day that is over: nobody waits for it any more, but it was there."""
    state = after(VisitState(visit.state), Step.CLOSE)
    before = {"state": str(visit.state)}
    seq = work.record(EventKind.VISIT_CLOSED, visit=visit.id, state=state.value, before=before, offline=True)
    work.conn.execute(CLOSE_STAGE, {"visit": visit.id, "at": work.now, "by_seq": seq})
    gone = {"state": state, "needs": None, "note": None, "last_seq": seq}
    work.conn.execute(update(VISIT).where(VISIT.c.id == visit.id).values(**gone))
    return state


def _taken(visit: Found, state: VisitState | None = None) -> TakenIn:
    return TakenIn(visit.id, label(visit.letter, visit.digits), state or VisitState(visit.state))

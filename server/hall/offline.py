"""Tickets that a kiosk gave while the server was away: taken into the line, or set aside until somebody decides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import Connection, bindparam, insert, select, update

from server.domain.calling import promise_of, whole_second
from server.domain.errors import Refusal
from server.domain.journal import stamp
from server.domain.lifecycle import MOVES, Step
from server.domain.numbering import label
from server.hall.catalogue import Offer, catalogue_of
from server.hall.days import DAY, HallClosed, open_day
from server.hall.desks import did_by
from server.hall.issuing import KNOWN, LAST_DAYS, KeyReused, NoSuchService
from server.hall.leasing import lease_of
from server.hall.line import AHEAD
from server.hall.moving import STAGE, VISIT, VISIT_BY_ID, move, open_stage
from server.hall.printing import JOB
from server.models import Found
from server.models.event import EventKind
from server.models.print_job import PrintState
from server.models.visit import AT_DESK_OR_ASIDE, CallIn, Need, VisitClass, VisitState
from server.store import Unit

STILL_HERE = timedelta(minutes=10)  # given so long ago at most: whoever holds it waits

PARKED_OFFLINE = (
    select(VISIT)
    .where(VISIT.c.hall_id == bindparam("hall"), VISIT.c.day_id == bindparam("day"), AT_DESK_OR_ASIDE)
    .where(VISIT.c.state == VisitState.PARKED, VISIT.c.offline)
    .order_by(VISIT.c.issued_at, VISIT.c.id)
)
DAY_OF = select(DAY.c.id).where(DAY.c.hall_id == bindparam("hall"), DAY.c.date == bindparam("date"))


class NotLent(Refusal):
    """This number was not lent to this kiosk with this visit."""

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


@dataclass(frozen=True)
class TakenIn:
    """Where the ticket is now."""

    visit: int
    number: str
    state: VisitState


def take_in(work: Unit, kiosk: int, given: OfflineTicket) -> TakenIn:
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
    at = max(min(given.issued_at, work.now), lease.at)  # a kiosk's clock may be wrong
    ghost = _withdraw_ghost(work, given.key)
    day, over = _day(work, lease.date, at)
    key = given.key if not ghost else f"offline {given.visit}"
    work.conn.execute(insert(VISIT).values(**_row(work, kiosk, given, service, day, at, key)))
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
    work.conn.execute(update(VISIT).where(VISIT.c.id == given.visit).values(last_seq=seq))
    open_stage(work, given.visit, VisitState.WAITING, service.id, seq, began_at=at)
    _paper(work, given)
    fresh = work.conn.execute(VISIT_BY_ID, {"hall": work.hall, "visit": given.visit}).one()
    if over:
        return TakenIn(given.visit, label(fresh.letter, fresh.digits), _close(work, fresh))
    if work.now - at > STILL_HERE:
        state = move(work, fresh, Step.PARK, EventKind.VISIT_PARKED, offline=True)
        return TakenIn(given.visit, label(fresh.letter, fresh.digits), state)
    return _taken(fresh)


def decide(work: Unit, staff: int, visits: Iterable[int] | None, *, still_waiting: bool) -> list[int]:
    """What became of parked offline tickets (None: of all): back into the line by arrival, or already served."""
    parked = work.conn.execute(PARKED_OFFLINE, {"hall": work.hall, "day": work.day_id}).all()
    wanted = None if visits is None else set(visits)
    decided = [visit for visit in parked if wanted is None or visit.id in wanted]
    did = did_by(work, staff)
    for visit in decided:
        if still_waiting:
            move(work, visit, Step.RETURN, EventKind.VISIT_RETURNED, changes={"calls": 0}, offline=True, **did)
        else:
            move(work, visit, Step.SERVED_OFFLINE, EventKind.VISIT_CLOSED, offline=True, **did)
    return [visit.id for visit in decided]


def offline_parked(conn: Connection, hall: int, day: int | None) -> Sequence[Found]:
    """Offline tickets that wait for somebody's decision, the oldest first."""
    return conn.execute(PARKED_OFFLINE, {"hall": hall, "day": day}).all()


def _withdraw_ghost(work: Unit, key: str) -> bool:
    """The server had given a number for the same tap, and the kiosk never heard of it: nobody holds that one."""
    days = work.conn.execute(LAST_DAYS, {"hall": work.hall}).scalars().all()
    ghost = work.conn.execute(KNOWN, {"hall": work.hall, "key": key, "days": days}).first()
    if ghost is None:
        return False
    if ghost.day_id == work.day_id and VisitState(ghost.state) in MOVES[Step.WITHDRAW]:
        move(work, ghost, Step.WITHDRAW, EventKind.VISIT_WITHDRAWN, offline=True)
    return True


def _day(work: Unit, of: date, at: datetime) -> tuple[int, bool]:
    """The service day of a ticket of this date, and whether it is over."""
    if work.day == of and work.day_id is not None:
        return work.day_id, False
    if work.day_id is None and catalogue_of(work).hours.day_of(work.now) == of:
        try:
            return open_day(work), False
        except HallClosed:
            pass
    known: int | None = work.conn.execute(DAY_OF, {"hall": work.hall, "date": of}).scalar_one_or_none()
    if known is None:  # a day on which the server was away from beginning to end
        row = {"hall_id": work.hall, "date": of, "opened_at": at, "closed_at": work.now}
        known = int(work.conn.execute(insert(DAY).values(**row).returning(DAY.c.id)).scalar_one())
    return known, True


def _row(
    work: Unit, kiosk: int, given: OfflineTicket, service: Offer, day: int, at: datetime, key: str
) -> dict[str, Any]:
    ahead = work.conn.execute(
        select(AHEAD.label("n")), {"hall": work.hall, "day": day, "group": service.group.id}
    ).scalar_one()
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
        "held": given.held,
        "offline": True,
        "ahead": ahead,
        "gap_s": 0.0,
        "lang": given.lang,
        "call_in": given.call_in,
        "needs": sorted(given.needs),
        "documents": {code: have for code, have in given.documents.items() if code in service.documents},
        "key": key,
        "key_body": "offline",
        "device_id": kiosk,
    }


def _paper(work: Unit, given: OfflineTicket) -> None:
    if given.paper is None:
        return
    state, cause = given.paper
    row = {
        "hall_id": work.hall,
        "visit_id": given.visit,
        "state": PrintState(state),
        "cause": cause,
        "copy_of": False,
        "asked_at": work.now,
        "settled_at": work.now,
    }
    job = work.conn.execute(insert(JOB).values(**row).returning(JOB.c.id)).scalar_one()
    work.record(EventKind.PRINT_SETTLED, visit=given.visit, job=job, state=state, cause=cause)


def _close(work: Unit, visit: Found) -> VisitState:
    """Of a day that is over: nobody waits for it any more, but it was there."""
    before = {"state": visit.state}
    seq = work.record(
        EventKind.VISIT_CLOSED, visit=visit.id, state=VisitState.CLOSED.value, before=before, offline=True
    )
    work.conn.execute(
        update(STAGE)
        .where(STAGE.c.visit_id == visit.id, STAGE.c.ended_at.is_(None))
        .values(ended_at=work.now, ended_seq=seq)
    )
    gone = {"state": VisitState.CLOSED, "needs": None, "note": None, "last_seq": seq}
    work.conn.execute(update(VISIT).where(VISIT.c.id == visit.id).values(**gone))
    return VisitState.CLOSED


def _taken(visit: Found) -> TakenIn:
    return TakenIn(visit.id, label(visit.letter, visit.digits), VisitState(visit.state))

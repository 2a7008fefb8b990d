"""Offline tickets that came in so late that somebody must say whether their holders are still there."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, and_, bindparam, select

from server.domain.lifecycle import Step
from server.hall.desks import did_by
from server.hall.moving import VISIT, move
from server.models import Found
from server.models.event import EventKind
from server.models.visit import AT_DESK_OR_ASIDE, VisitState
from server.store import Unit

# One that a clerk has set aside since bears that counter: it waits for something else than a decision.
UNDECIDED = and_(VISIT.c.state == VisitState.PARKED, VISIT.c.offline, VISIT.c.counter_id.is_(None))
PARKED_OFFLINE = (
    select(VISIT)
    .where(VISIT.c.hall_id == bindparam("hall"), VISIT.c.day_id == bindparam("day"), AT_DESK_OR_ASIDE, UNDECIDED)
    .order_by(VISIT.c.issued_at, VISIT.c.id)
)


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

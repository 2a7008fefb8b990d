"""A visitor's own ticket, found by the link on the paper."""

from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, select

from server.domain.lifecycle import ENDED, RETURN_S
from server.domain.numbering import label
from server.domain.steady import hall_time
from server.hall.boards import wait_of
from server.hall.catalogue import read_catalogue
from server.hall.line import line_of_group
from server.hall.rating import RIGHT
from server.models import table
from server.models.device import Lease
from server.models.hall import Hall
from server.models.visit import Visit, VisitState
from server.running import Running

HALL, VISIT, LEASE = table(Hall), table(Visit), table(Lease)

# The one that lent a visit begins last before it, or nearly so where several halls were lent to at once.
BEFORE = (
    select(LEASE.c.first, LEASE.c.visits)
    .where(LEASE.c.first_visit <= bindparam("visit"))
    .order_by(LEASE.c.first_visit.desc())
    .limit(4)
)


def ticket_state(run: Running, visit: int) -> dict[str, Any] | None:
    """Everything the phone may know of this visit; None if it is gone."""
    with run.store.look() as conn:
        v = conn.execute(select(VISIT).where(VISIT.c.id == visit)).one_or_none()
        if v is None:
            return None
        it = conn.execute(select(HALL.c.last_at, HALL.c.catalogue_version).where(HALL.c.id == v.hall_id)).one()
        house = read_catalogue(run.store.memo, conn, v.hall_id, it.catalogue_version)
        right = conn.execute(select(RIGHT.c.visit_id).where(RIGHT.c.visit_id == v.id)).first() is not None
        now = hall_time(run.clock.now(), it.last_at)
        ahead = 0
        if v.state == VisitState.WAITING:
            line = line_of_group(conn, v.hall_id, v.day_id, now).get(v.group_id, [])
            ahead = next((place for place, row in enumerate(line) if row.id == v.id), len(line))
    group = house.group_by_id(v.group_id)
    wait = wait_of(ahead, run.gaps(v.hall_id).get(group.letter, 0.0))
    until = v.called_at + timedelta(seconds=RETURN_S) if v.state == VisitState.ABSENT and v.called_at else None
    may_return = until is not None and not v.came_back and now <= until
    return {
        "visit_state": str(v.state),
        "number": label(v.letter, v.digits),
        "letter": group.letter,
        "service": dict(house.service_by_id(v.service_id).name),
        "hall": house.slug,
        "hall_name": dict(house.name),
        "counter": house.counter_by_id(v.counter_id).number if v.counter_id else None,
        "ahead": ahead,
        "wait": wait.model_dump() if v.state == VisitState.WAITING else None,
        "staffed": run.relay.latest(v.hall_id).staffed(group.letter),
        "lang": v.lang,
        "can_rate": right and v.state == VisitState.FINISHED,
        "can_return": may_return,
        "return_until": until,
        "issued_at": v.issued_at,
        "hall_id": v.hall_id,
        "nobodys": not v.held and v.state not in ENDED,
    }


def lent_number(run: Running, visit: int) -> int | None:
    """The digits of a number that was given without the server and of which the server has not heard yet."""
    with run.store.look() as conn:
        for lease in conn.execute(BEFORE, {"visit": visit}):
            if visit in lease.visits:
                return int(lease.first) + int(lease.visits.index(visit))
    return None

"""Who holds a number: a ticket whose paper certainly failed, and that nobody confirmed, is not called.

`held`: somebody said that they have the number, at the kiosk, at a desk, or by opening it on a phone.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, exists, false, or_, select, update

from server.hall.desks import did_by
from server.hall.moving import STAGE, VISIT, visit_of
from server.hall.printing import JOB
from server.models import Found
from server.models.event import EventKind
from server.models.print_job import FAILED_JOB, PrintState
from server.models.visit import VisitState
from server.store import Unit

PATIENCE = timedelta(seconds=60)  # from the failure of the paper
LOOKED_BACK = timedelta(hours=24)  # a service day is no longer

_failed = (
    select(JOB.c.visit_id)
    .where(JOB.c.hall_id == bindparam("hall"), FAILED_JOB)
    .where(JOB.c.settled_at <= bindparam("until"), JOB.c.settled_at > bindparam("since"))
    .distinct()
    .subquery()
)
# Another paper may have come out, may yet come, or has failed only just now.
_perhaps_printed = exists().where(
    JOB.c.visit_id == VISIT.c.id, or_(JOB.c.state != PrintState.FAILED, JOB.c.settled_at > bindparam("until"))
)
# Whoever was at a desk, or was seen by one in any way, is there: only a first stretch of waiting still runs.
_dealt_with = exists().where(STAGE.c.visit_id == VISIT.c.id, STAGE.c.ended_at.is_not(None))
NOBODYS = (
    select(VISIT.c.id)
    .join(_failed, _failed.c.visit_id == VISIT.c.id)
    .where(
        VISIT.c.day_id == bindparam("day"),
        VISIT.c.state == VisitState.WAITING,
        VISIT.c.held == false(),
        VISIT.c.unheld == false(),
        ~_perhaps_printed,
        ~_dealt_with,
    )
    .order_by(VISIT.c.id)
)


def hold(work: Unit, visit_id: int, staff: int | None = None) -> Found:
    """Somebody has this number: "I have it" at the kiosk, "here" at a desk, its page opened on a phone."""
    visit = visit_of(work, visit_id)
    if not visit.held or visit.unheld:
        work.conn.execute(update(VISIT).where(VISIT.c.id == visit.id).values(held=True, unheld=False))
        work.record(EventKind.VISIT_HELD, visit=visit.id, **did_by(work, staff), was_unheld=visit.unheld)
    return visit


def has_its_number(work: Unit, visit: Found) -> bool:
    """Whether somebody has said so of this visit, or one of its papers may have come out, or may yet come."""
    printed = select(JOB.c.id).where(JOB.c.visit_id == visit.id, JOB.c.state != PrintState.FAILED).limit(1)
    return bool(visit.held) or work.conn.execute(printed).first() is not None


def drop_the_unheld(work: Unit) -> list[int]:
    """Whose paper failed a minute ago, and who has not been heard since: the rule passes them over."""
    gone = list(work.conn.execute(NOBODYS, _since(work.hall, work.day_id, work.now)).scalars())
    for visit in gone:
        work.conn.execute(update(VISIT).where(VISIT.c.id == visit).values(unheld=True))
        work.record(EventKind.VISIT_UNHELD, visit=visit)
    return gone


def somebody_is_unheld(conn: Connection, hall: int, day: int | None, now: datetime) -> bool:
    """Whether there is anybody to drop: asked once a second, without a write."""
    return conn.execute(NOBODYS.limit(1), _since(hall, day, now)).first() is not None


def _since(hall: int, day: int | None, now: datetime) -> dict[str, Any]:
    return {"hall": hall, "day": day, "until": now - PATIENCE, "since": now - LOOKED_BACK}

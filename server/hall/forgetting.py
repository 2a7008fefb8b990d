"""What the hall forgets by itself. Nothing of it is recorded: the journal never knew it."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from server.clock import wall
from server.domain.lifecycle import RETURN_S
from server.models import table
from server.models.rating import Comment
from server.models.staff import ClerkAlias, Staff
from server.models.visit import AT_DESK_OR_ASIDE, Call, CallKind, Visit, VisitState
from server.store import Unit

VISIT, CALL, COMMENT, ALIAS, STAFF = table(Visit), table(Call), table(Comment), table(ClerkAlias), table(Staff)

ALIAS_YEARS = 1  # after its own: whoever did something in December is known until the next one

_gone = (
    VISIT.c.hall_id == bindparam("hall"),
    VISIT.c.day_id == bindparam("day"),
    AT_DESK_OR_ASIDE,
    VISIT.c.state == VisitState.ABSENT,
    VISIT.c.called_at < bindparam("before"),
    or_(VISIT.c.needs.is_not(None), VISIT.c.note.is_not(None)),
)
GONE = select(VISIT.c.id).where(*_gone).limit(1)
FORGET_GONE = update(VISIT).where(*_gone).values(needs=None, note=None)
GIVEN = select(CALL.c.id, CALL.c.why).where(
    CALL.c.hall_id == bindparam("hall"), CALL.c.day_id == bindparam("day"), CALL.c.kind == CallKind.GIVEN
)


def somebody_is_gone(conn: Connection, hall: int, day: int | None, now: datetime) -> bool:
    """Whether there is somebody to forget who missed their call and came back too late, or not at all."""
    return conn.execute(GONE, _too_late(hall, day, now)).first() is not None


def forget_the_gone(work: Unit) -> None:
    """Needs and notes of those who are absent for good: their visits have ended, though nobody ended them."""
    work.conn.execute(FORGET_GONE, _too_late(work.hall, work.day_id, work.now))


def forget_reasons(work: Unit) -> None:
    """What clerks wrote when they called somebody by hand; that it was an exception stays."""
    for call in work.conn.execute(GIVEN, {"hall": work.hall, "day": work.day_id}).all():
        work.conn.execute(update(CALL).where(CALL.c.id == call.id).values(why=call.why | {"exception": True}))


def forget_the_old(work: Unit) -> None:
    """Comments after their time, and whom a clerk's alias stood for a year after the alias was last used."""
    work.conn.execute(delete(COMMENT).where(COMMENT.c.purge_after < wall().date()))
    staff = select(STAFF.c.id).where(STAFF.c.hall_id == work.hall)
    work.conn.execute(delete(ALIAS).where(ALIAS.c.staff_id.in_(staff), ALIAS.c.year < work.now.year - ALIAS_YEARS))


def _too_late(hall: int, day: int | None, now: datetime) -> dict[str, object]:
    return {"hall": hall, "day": day, "before": now - timedelta(seconds=RETURN_S)}

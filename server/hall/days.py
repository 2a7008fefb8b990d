"""The service day: a row, opened by the first thing that happens on a date, closed once after hours."""

from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, delete, func, insert, select, update

from server.domain.errors import Refusal
from server.domain.lifecycle import Step
from server.hall.catalogue import Catalogue, catalogue_of
from server.hall.forgetting import forget_reasons
from server.hall.moving import VISIT, move
from server.hall.rating import count_the_day
from server.models import table
from server.models.event import EventKind
from server.models.hall import Counter, Desk, Hall, ServiceDay
from server.models.visit import VisitState
from server.store import Unit

HALL, DAY, DESK, COUNTER = table(Hall), table(ServiceDay), table(Desk), table(Counter)

DAY_OF = select(DAY).where(DAY.c.hall_id == bindparam("hall"), DAY.c.date == bindparam("date"))
OPEN_DAY = insert(DAY).returning(DAY.c.id)
SET_DAY = update(HALL).where(HALL.c.id == bindparam("hall")).values(day_id=bindparam("to_id"), day=bindparam("to_day"))


class HallClosed(Refusal):
    """No tickets now; `opens_at` says when again."""

    code = "closed"


def open_day(work: Unit) -> int:
    """The service day of now, opened if this is its first event. Raises HallClosed once it was closed.

    A clock that is set back over midnight does not end the day that has begun: nobody loses a number by it. A day
    that only a wrong clock closed, before it began or later than now, goes on.
    """
    date = catalogue_of(work).hours.day_of(work.now)
    if work.day_id is not None and work.day is not None and work.day >= date:
        return work.day_id
    if work.day_id is not None:
        close_day(work)
    known = work.conn.execute(DAY_OF, {"hall": work.hall, "date": date}).one_or_none()
    if known is None:
        opened = {"hall_id": work.hall, "date": date, "opened_at": work.now}
        work.day_id = work.conn.execute(OPEN_DAY, opened).scalar_one()
    elif known.closed_at > work.now or catalogue_of(work).hours.day_of(known.closed_at) < date:
        work.conn.execute(update(DAY).where(DAY.c.id == known.id).values(closed_at=None))
        work.day_id = known.id
    else:
        raise HallClosed("the service day is closed", opens_at=catalogue_of(work).hours.opens_at(work.now))
    work.day = date
    work.conn.execute(SET_DAY, {"hall": work.hall, "to_id": work.day_id, "to_day": date})
    work.record(EventKind.DAY_OPENED, day=date.isoformat())
    return int(work.day_id)


def close_day(work: Unit) -> int:
    """End the open service day: whoever is still in it is closed, desks are left. Answers how many were closed."""
    if work.day_id is None:
        return 0
    left = work.conn.execute(
        select(VISIT).where(
            VISIT.c.hall_id == work.hall,
            VISIT.c.day_id == work.day_id,
            VISIT.c.state.in_((VisitState.WAITING, VisitState.PARKED, VisitState.CALLED, VisitState.SERVING)),
        )
    ).all()
    for visit in left:
        move(work, visit, Step.CLOSE, EventKind.VISIT_CLOSED)
    for desk in work.conn.execute(
        select(COUNTER.c.number).join(DESK, DESK.c.counter_id == COUNTER.c.id).where(COUNTER.c.hall_id == work.hall)
    ).all():
        work.record(EventKind.SIGNED_OFF, counter=desk.number)
    work.conn.execute(
        delete(DESK).where(DESK.c.counter_id.in_(select(COUNTER.c.id).where(COUNTER.c.hall_id == work.hall)))
    )
    gone = VISIT.c.hall_id == work.hall, VISIT.c.day_id == work.day_id, VISIT.c.state == VisitState.ABSENT
    work.conn.execute(update(VISIT).where(*gone).values(needs=None, note=None))
    forget_reasons(work)
    ratings = count_the_day(work)
    issued = work.conn.execute(
        select(func.count()).select_from(VISIT).where(VISIT.c.hall_id == work.hall, VISIT.c.day_id == work.day_id)
    ).scalar_one()
    work.conn.execute(update(DAY).where(DAY.c.id == work.day_id).values(closed_at=work.now))
    work.conn.execute(SET_DAY, {"hall": work.hall, "to_id": None, "to_day": None})
    assert work.day is not None
    work.record(EventKind.DAY_CLOSED, day=work.day.isoformat(), issued=issued, closed=len(left), ratings=ratings)
    work.day_id = work.day = None
    return len(left)


def day_is_over(house: Catalogue, day: date, now: datetime) -> bool:
    """Whether the open day should be closed now: a later date has begun, or it is long enough after closing time.

    A day that a wrong clock opened ahead of its date ends with the hours of the date it is.
    """
    date = house.hours.day_of(now)
    if date > day:
        return True
    ends = house.hours.ends_at(date)
    return not house.hours.always and ends is not None and now >= ends + timedelta(minutes=house.overrun_min)

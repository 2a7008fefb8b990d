"""A rating that cannot be traced: a right that is used up, a box without times, a table by the day."""

import hmac
import secrets
from collections import Counter as Tally
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from random import SystemRandom

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from server.domain.errors import Refusal
from server.domain.masking import masked
from server.models import Found, table
from server.models.rating import (
    Comment,
    Rating,
    RatingBox,
    RatingChannel,
    RatingRight,
    RatingWeek,
)
from server.models.visit import Visit, VisitState
from server.store import Unit

RIGHT, BOX, RATING, WEEK = table(RatingRight), table(RatingBox), table(Rating), table(RatingWeek)
COMMENT, VISIT = table(Comment), table(Visit)

PAD = timedelta(seconds=60)
EDIT_FOR = timedelta(seconds=60)  # how long something may be added to a rating
COMMENT_KEPT = timedelta(days=90)
BOX_SIZE = 5  # ratings are counted so many at a time, in random order

_this_process = secrets.token_bytes(32)  # written nowhere, gone when the process ends

RIGHT_OF = select(RIGHT).where(RIGHT.c.hall_id == bindparam("hall"), RIGHT.c.visit_id == bindparam("visit"))
RIGHT_AT = (
    select(RIGHT.c.visit_id, RIGHT.c.pad_until, VISIT.c.letter, VISIT.c.digits, VISIT.c.lang)
    .join(VISIT, VISIT.c.id == RIGHT.c.visit_id)
    .where(RIGHT.c.hall_id == bindparam("hall"), RIGHT.c.counter_id == bindparam("counter"))
    .order_by(RIGHT.c.given_at.desc())
    .limit(1)
)


class AlreadyRated(Refusal):
    """The right to rate this visit is used up, expired, or was never given."""

    code = "already_rated"


@dataclass(frozen=True)
class Rated:
    """A rating just given: the random key of its row, for a change within a minute."""

    key: str


def grant_right(work: Unit, visit: Found, counter_id: int, clerk: str, wall: datetime) -> None:
    """A finished visit may be rated once. One that was finished before keeps what is left of its right."""
    until = wall + PAD
    if visit.was_finished:
        where = {"group_id": visit.group_id, "counter_id": counter_id, "clerk": clerk, "given_at": work.now}
        work.conn.execute(update(RIGHT).where(RIGHT.c.visit_id == visit.id).values(pad_until=until, **where))
        return
    work.conn.execute(
        insert(RIGHT).values(
            visit_id=visit.id,
            hall_id=work.hall,
            group_id=visit.group_id,
            counter_id=counter_id,
            clerk=clerk,
            given_at=work.now,
            pad_until=until,
        )
    )


def right_of(work: Unit, visit_id: int) -> Found | None:
    """The right to rate this visit, while there is one."""
    return work.conn.execute(RIGHT_OF, {"hall": work.hall, "visit": visit_id}).one_or_none()


def hall_of_rating(conn: Connection, key: str) -> int | None:
    """The hall a rating was given in."""
    for where in (BOX, RATING):
        hall: int | None = conn.execute(select(where.c.hall_id).where(where.c.id == key)).scalar_one_or_none()
        if hall is not None:
            return hall
    return None


def rate(work: Unit, visit_id: int, score: int, channel: RatingChannel, wall: datetime) -> Rated:
    """Count one rating: the right goes, the score falls into the box. Raises AlreadyRated.

    The pad may ask for 60 seconds (`wall` clock), the phone until the day is closed. Nothing here is recorded
    in the journal: with times and visits it would lead back to the person.
    """
    right = right_of(work, visit_id)
    finished = work.conn.execute(select(VISIT.c.state).where(VISIT.c.id == visit_id)).scalar_one_or_none()
    if right is None or finished != VisitState.FINISHED:
        raise AlreadyRated("this visit cannot be rated, or it was rated already")
    if channel is RatingChannel.PAD and wall > right.pad_until:
        raise AlreadyRated("the minute to rate at the counter is over")
    work.conn.execute(delete(RIGHT).where(RIGHT.c.visit_id == visit_id))
    key = secrets.token_urlsafe(16)
    row = {"hall_id": work.hall, "group_id": right.group_id, "channel": channel, "score": score}
    work.conn.execute(insert(BOX).values(id=key, introduced=None, **row))
    if right.clerk is not None:
        _count_week(work, right.clerk, score)
    if (
        work.conn.execute(select(func.count()).select_from(BOX).where(BOX.c.hall_id == work.hall)).scalar_one()
        >= BOX_SIZE
    ):
        _empty_box(work)
    return Rated(key)


def amend(work: Unit, key: str, introduced: bool | None, comment: str | None) -> bool:
    """Add to a rating what was asked after it; False when there is no such rating. The key moved with the row.

    No row leads from a comment to its score: the comment's id is made of the rating's with a secret that only this
    process knows, so that a comment sent twice is one comment. Sent again to a server that has started anew within
    that minute, it is two. And where a day has a single rating and a single comment, anybody can guess.
    """
    found = False
    for where in (BOX, RATING):
        if introduced is None:
            found = found or work.conn.execute(select(where.c.id).where(where.c.id == key)).first() is not None
        else:
            changed = work.conn.execute(
                update(where).where(where.c.id == key, where.c.hall_id == work.hall).values(introduced=introduced)
            )
            found = found or changed.rowcount > 0
    if found and comment and comment.strip() and work.day is not None:
        own = hmac.new(_this_process, key.encode(), sha256).hexdigest()[:32]
        work.conn.execute(delete(COMMENT).where(COMMENT.c.id == own))
        row = {"day": work.day, "text": masked(comment.strip()), "purge_after": work.day + COMMENT_KEPT}
        work.conn.execute(insert(COMMENT).values(id=own, hall_id=work.hall, **row))
    return found


def count_the_day(work: Unit) -> int:
    """At the day's close: rights expire, the box is emptied whatever it holds. Answers the day's ratings.

    Ratings of groups with under five finished visits that day are pooled: alone they would point at somebody.
    """
    finished = work.conn.execute(
        select(VISIT.c.group_id, func.count().label("n"))
        .where(VISIT.c.hall_id == work.hall, VISIT.c.day_id == work.day_id, VISIT.c.state == VisitState.FINISHED)
        .group_by(VISIT.c.group_id)
    )
    big = {row.group_id for row in finished if row.n >= BOX_SIZE}
    work.conn.execute(delete(RIGHT).where(RIGHT.c.hall_id == work.hall))
    _empty_box(work)
    today = RATING.c.hall_id == work.hall, RATING.c.day == work.day
    small = update(RATING).where(*today, RATING.c.group_id.not_in(big)).values(group_id=None)
    work.conn.execute(small)
    return int(work.conn.execute(select(func.count()).select_from(RATING).where(*today)).scalar_one())


def _empty_box(work: Unit) -> None:
    rows = [row._asdict() for row in work.conn.execute(select(BOX).where(BOX.c.hall_id == work.hall))]
    if not rows:
        return
    SystemRandom().shuffle(rows)
    work.conn.execute(insert(RATING), [{**row, "day": work.day} for row in rows])
    work.conn.execute(delete(BOX).where(BOX.c.hall_id == work.hall))
    # Nothing is recorded: an entry has a time, and the pad is tapped within a minute of the visit's end.


def _count_week(work: Unit, clerk: str, score: int) -> None:
    assert work.day is not None, "rights end with the day"
    year, week, _ = work.day.isocalendar()
    upsert = (sqlite.insert if work.conn.dialect.name == "sqlite" else postgresql.insert)(WEEK)
    work.conn.execute(
        upsert.values(
            hall_id=work.hall, clerk=clerk, week=f"{year}-W{week:02}", score=score, given=1
        ).on_conflict_do_update(index_elements=["hall_id", "clerk", "week", "score"], set_={"given": WEEK.c.given + 1})
    )


def ratings_of(conn: Connection, hall: int, day: date | None) -> list[int]:
    """How many counted ratings of the day gave 1, 2, 3, 4 and 5."""
    tally: Tally[int] = Tally()
    for row in conn.execute(
        select(RATING.c.score, func.count().label("n"))
        .where(RATING.c.hall_id == hall, RATING.c.day == day)
        .group_by(RATING.c.score)
    ):
        tally[row.score] = row.n
    return [tally[score] for score in range(1, 6)]

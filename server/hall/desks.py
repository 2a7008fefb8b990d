"""Who sits where: signing on at a counter, pausing, signing off."""

import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from server.domain.errors import Refusal
from server.hall.catalogue import Place, catalogue_of
from server.hall.days import open_day
from server.models import table
from server.models.event import EventKind
from server.models.hall import Desk
from server.models.staff import ClerkAlias, Staff
from server.models.visit import Visit
from server.store import Unit

DESK, STAFF, ALIAS, VISIT = table(Desk), table(Staff), table(ClerkAlias), table(Visit)

DESK_OF = (
    select(DESK.c.counter_id, DESK.c.paused, STAFF.c.competences)
    .join(STAFF, STAFF.c.id == DESK.c.staff_id)
    .where(DESK.c.staff_id == bindparam("staff"))
)
CLERK_AT = (
    select(STAFF.c.competences)
    .join(DESK, DESK.c.staff_id == STAFF.c.id)
    .where(DESK.c.counter_id == bindparam("counter"))
)
ALIAS_OF = select(ALIAS.c.alias).where(ALIAS.c.staff_id == bindparam("staff"), ALIAS.c.year == bindparam("year"))


PAUSES = frozenset({"break", "meeting", "technical"})


class NoDesk(Refusal):
    """The clerk is not signed on at a counter."""

    code = "no_desk"


class NoSuchCounter(Refusal):
    """The hall has no counter of this number."""

    code = "not_found"


class Paused(Refusal):
    """The desk is paused: resume first."""

    code = "paused"


@dataclass(frozen=True)
class AtDesk:
    """A clerk at a counter, as the journal may know them."""

    place: Place
    staff: int
    clerk: str
    competences: frozenset[str]
    paused: str | None

    @property
    def did(self) -> dict[str, Any]:
        """Who did it, as `move` wants to know it."""
        return {"counter": self.place.number, "counter_id": self.place.id, "clerk": self.clerk}


def desk_of(work: Unit, staff: int) -> AtDesk:
    """The desk this clerk is signed on at. Raises NoDesk."""
    row = work.conn.execute(DESK_OF, {"staff": staff}).one_or_none()
    if row is None:
        raise NoDesk("sign on at a counter first")
    place = catalogue_of(work).counter_by_id(row.counter_id)
    return AtDesk(place, staff, alias_of(work, staff), frozenset(row.competences), row.paused)


def did_by(work: Unit, staff: int | None) -> dict[str, Any]:
    """Who did something away from a visit at a desk, as the journal may know them: nobody, if no staff did it."""
    if staff is None:
        return {}
    try:
        at = desk_of(work, staff)
    except NoDesk:
        return {"clerk": alias_of(work, staff)}
    return {"counter": at.place.number, "clerk": at.clerk}


def sign_on(work: Unit, staff: int, number: int) -> Place:
    """The clerk takes this counter: leaves another one, takes over from whoever was here, open visit included."""
    place = catalogue_of(work).counter(number)
    if place is None:
        raise NoSuchCounter(f"there is no counter {number}")
    open_day(work)
    mine = work.conn.execute(DESK_OF, {"staff": staff}).one_or_none()
    if mine is not None and mine.counter_id == place.id:
        return place
    if mine is not None:
        sign_off(work, staff)
    before = work.conn.execute(select(DESK.c.staff_id).where(DESK.c.counter_id == place.id)).scalar_one_or_none()
    if before is not None:
        sign_off(work, before)
    work.conn.execute(insert(DESK).values(counter_id=place.id, staff_id=staff, since=work.now))
    work.record(EventKind.SIGNED_ON, counter=number, clerk=alias_of(work, staff))
    drop_wishes(work, place)
    return place


def clerk_may_serve(work: Unit, place: Place, service: int) -> bool:
    """Whether the counter can call this service as it is staffed now; an empty one is judged by its groups alone."""
    row = work.conn.execute(CLERK_AT, {"counter": place.id}).one_or_none()
    house = catalogue_of(work)
    if row is None:
        return house.service_by_id(service).group.letter in place.serves
    return service in house.callable_by(place, frozenset(row.competences))


def drop_wishes(work: Unit, place: Place) -> None:
    """Whoever was sent to this counter, but not to this clerk, is left to all others: nobody else would call them."""
    here = VISIT.c.hall_id == work.hall, VISIT.c.day_id == work.day_id, VISIT.c.wanted_counter_id == place.id
    for visit in work.conn.execute(select(VISIT.c.id, VISIT.c.service_id).where(*here)).all():
        if not clerk_may_serve(work, place, visit.service_id):
            work.conn.execute(update(VISIT).where(VISIT.c.id == visit.id).values(wanted_counter_id=None))
            work.record(EventKind.WISH_DROPPED, visit=visit.id, counter=place.number)


def sign_off(work: Unit, staff: int) -> None:
    """The clerk leaves the counter; an open visit stays there for whoever signs on next."""
    at = desk_of(work, staff)
    work.conn.execute(delete(DESK).where(DESK.c.staff_id == staff))
    work.record(EventKind.SIGNED_OFF, counter=at.place.number, clerk=at.clerk)


def pause(work: Unit, staff: int, reason: str) -> None:
    """The desk calls nobody for a while."""
    at = desk_of(work, staff)
    if at.paused != reason:
        work.conn.execute(update(DESK).where(DESK.c.staff_id == staff).values(paused=reason))
        kept = reason if reason in PAUSES else "other"  # what else the clerk said is nobody's business in ten years
        work.record(EventKind.PAUSED, counter=at.place.number, clerk=at.clerk, reason=kept)


def resume(work: Unit, staff: int) -> None:
    """The desk is back."""
    at = desk_of(work, staff)
    if at.paused is not None:
        work.conn.execute(update(DESK).where(DESK.c.staff_id == staff).values(paused=None))
        work.record(EventKind.RESUMED, counter=at.place.number, clerk=at.clerk)


def alias_of(work: Unit, staff: int) -> str:
    """The clerk's name in the journal this year; made when it is first needed."""
    year = work.now.year
    known: str | None = work.memo.get(("alias", staff, year))
    if known is not None:
        return known
    alias = work.conn.execute(ALIAS_OF, {"staff": staff, "year": year}).scalar_one_or_none()
    if alias is None:
        alias = "c-" + secrets.token_hex(4)
        work.conn.execute(insert(ALIAS).values(alias=alias, staff_id=staff, year=year))
        return alias  # remembered once it is committed and read again
    work.memo[("alias", staff, year)] = alias
    return str(alias)

"""Lost papers: a visitor at a kiosk says for what and when they took a number; somebody of the staff confirms it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from sqlalchemy import Connection, bindparam, insert, select, union_all, update

from server.domain.errors import Refusal
from server.hall.catalogue import catalogue_of
from server.hall.desks import did_by
from server.hall.holding import hold
from server.hall.issuing import NoSuchService
from server.hall.moving import VISIT, NoSuchVisit, visit_of
from server.hall.printing import Way, ask_copy
from server.models import Found, table
from server.models.device import Device
from server.models.event import EventKind
from server.models.lost_paper import OPEN_SEARCH, LostPaper, SearchState
from server.models.visit import AT_DESK_OR_ASIDE, IN_LINE, VisitState
from server.store import Unit

LOST, DEVICE = table(LostPaper), table(Device)

LASTS = timedelta(minutes=5)
ABOUT = timedelta(minutes=30)  # memory is worth so much, before and after
AT_A_KIOSK, AT_A_DESK = 8, 24  # tickets that it may be: whoever talks with the person can look through more
HERE = (VisitState.WAITING, VisitState.CALLED, VisitState.PARKED, VisitState.ABSENT)

OPEN = (
    select(LOST, DEVICE.c.name.label("kiosk"))
    .join(DEVICE, DEVICE.c.id == LOST.c.device_id)
    .where(LOST.c.hall_id == bindparam("hall"), OPEN_SEARCH)
    .order_by(LOST.c.id)
)
FOUND_AT = select(LOST.c.id).where(LOST.c.visit_id == bindparam("visit"), LOST.c.device_id == bindparam("kiosk"))
BY_ID = select(LOST).where(LOST.c.hall_id == bindparam("hall"), LOST.c.id == bindparam("search"))
_ticket = select(VISIT.c.id, VISIT.c.letter, VISIT.c.digits, VISIT.c.issued_at, VISIT.c.state).where(
    VISIT.c.hall_id == bindparam("hall"),
    VISIT.c.day_id == bindparam("day"),
    VISIT.c.service_id == bindparam("service"),
)
_aside = VISIT.c.state.in_((VisitState.CALLED, VisitState.PARKED, VisitState.ABSENT))
# Two small indexes instead of everybody who came today.
LIKELY = union_all(_ticket.where(IN_LINE), _ticket.where(AT_DESK_OR_ASIDE, _aside))


class NoSuchSearch(Refusal):
    """Nobody looks for a number under this id."""

    code: ClassVar[str] = "not_found"


class SearchEnded(Refusal):
    """The search was ended before."""

    code: ClassVar[str] = "wrong_state"


@dataclass(frozen=True)
class Search:
    """Somebody who looks for their number, and which it may be, the likeliest first."""

    id: int
    kiosk: str
    service: int
    about_at: datetime
    asked_at: datetime
    candidates: Sequence[Found]


def look_for(work: Unit, kiosk: int, service: str, about_at: datetime, lang: str) -> int:
    """Somebody at this kiosk has lost their paper. A kiosk has one search at a time. Raises NoSuchService."""
    offer = catalogue_of(work).service(service)
    if offer is None:
        raise NoSuchService(f"the hall does not offer {service}")
    for before in work.conn.execute(OPEN.where(LOST.c.device_id == kiosk), {"hall": work.hall}).all():
        _end(work, before)
    row = {
        "hall_id": work.hall,
        "device_id": kiosk,
        "service_id": offer.id,
        "about_at": about_at,
        "lang": lang,
        "asked_at": work.now,
        "state": SearchState.OPEN,
    }
    search = int(work.conn.execute(insert(LOST).values(**row).returning(LOST.c.id)).scalar_one())
    work.record(EventKind.PAPER_LOST, search=search, service=service)
    return search


def searches(conn: Connection, hall: int, day: int | None) -> list[Search]:
    """Everybody who looks for their number now."""
    return [
        Search(
            row.id,
            row.kiosk,
            row.service_id,
            row.about_at,
            row.asked_at,
            likely(conn, hall, day, row.service_id, row.about_at, AT_A_KIOSK),
        )
        for row in conn.execute(OPEN, {"hall": hall})
    ]


def likely(
    conn: Connection, hall: int, day: int | None, service: int, about_at: datetime | None, most: int
) -> Sequence[Found]:
    """Tickets of this service that the lost one may be, the likeliest first; no idea when: the latest first."""
    here = conn.execute(LIKELY, {"hall": hall, "day": day, "service": service}).all()
    if about_at is None:
        return sorted(here, key=lambda visit: (visit.issued_at, visit.id), reverse=True)[:most]
    near = [visit for visit in here if abs(visit.issued_at - about_at) <= ABOUT]
    return sorted(near, key=lambda visit: (abs(visit.issued_at - about_at), visit.id))[:most]


def found(work: Unit, staff: int, search_id: int, visit_id: int, way: Way | None) -> Found:
    """Somebody of the staff says which number it is: it is held, and a copy comes out at the kiosk.

    Raises NoSuchSearch, SearchEnded, NoSuchVisit.
    """
    search = search_of(work.conn, work.hall, search_id)
    if search.state != SearchState.OPEN:
        raise SearchEnded("this search has ended")
    visit = visit_of(work, visit_id)
    if visit.day_id != work.day_id or visit.state not in HERE:
        raise NoSuchVisit(f"visit {visit_id} is over")
    work.conn.execute(update(LOST).where(LOST.c.id == search.id).values(state=SearchState.FOUND, visit_id=visit.id))
    work.record(EventKind.PAPER_FOUND, visit=visit.id, search=search.id, **did_by(work, staff))
    hold(work, visit.id, staff)
    if way is not None:
        ask_copy(work, visit.id, way)
    return visit


def was_found_at(conn: Connection, kiosk: int, visit_id: int) -> bool:
    """Whether this number was looked for at this kiosk, and found."""
    return conn.execute(FOUND_AT, {"kiosk": kiosk, "visit": visit_id}).first() is not None


def end_search(work: Unit, search_id: int, staff: int | None = None) -> None:
    """The visitor went away, or nobody knows the number. One that has ended stays as it is. Raises NoSuchSearch."""
    search = search_of(work.conn, work.hall, search_id)
    if search.state == SearchState.OPEN:
        _end(work, search, staff)


def end_old_searches(work: Unit) -> None:
    """Nobody stands at a kiosk for that long."""
    for search in work.conn.execute(OPEN, {"hall": work.hall}).all():
        if work.now - search.asked_at > LASTS:
            _end(work, search)


def a_search_is_old(conn: Connection, hall: int, now: datetime) -> bool:
    """Whether there is one to be ended."""
    return any(now - row.asked_at > LASTS for row in conn.execute(OPEN, {"hall": hall}))


def search_of(conn: Connection, hall: int, search_id: int) -> Found:
    """A search's row. Raises NoSuchSearch."""
    row = conn.execute(BY_ID, {"hall": hall, "search": search_id}).one_or_none()
    if row is None:
        raise NoSuchSearch(f"nobody looks for a number under {search_id}")
    return row


def _end(work: Unit, search: Found, staff: int | None = None) -> None:
    work.conn.execute(update(LOST).where(LOST.c.id == search.id).values(state=SearchState.ENDED))
    work.record(EventKind.PAPER_FOUND, search=search.id, **did_by(work, staff))

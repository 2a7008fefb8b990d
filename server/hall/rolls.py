"""The emergency roll: numbers printed beforehand for a time in which nothing works, and what became of them.

A roll is a kiosk without a machine: it has a thousand of its own. Its numbers are lent once and for all, whatever the
day on which they are given away; a number belongs to a service day only when the office has registered it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import Connection, bindparam, insert, select, update

from server.domain.errors import Refusal
from server.domain.lifecycle import Step
from server.hall.catalogue import catalogue_of
from server.hall.deciding import decide
from server.hall.issuing import NoSuchService
from server.hall.leasing import THOUSANDS, Exhausted, present_day, take_visits
from server.hall.moving import VISIT, VISIT_BY_ID, move
from server.hall.offline import OfflineTicket, TakenIn, take_in
from server.hall.pairing import add_device
from server.models import Found, table
from server.models.device import Device, DeviceKind, Lease
from server.models.event import EventKind
from server.models.visit import VisitState
from server.store import Unit

DEVICE, LEASE = table(Device), table(Lease)

NAME = "Резервна ролка"
MOST = 120  # numbers at a time

_kiosks = select(DEVICE.c.id, DEVICE.c.name, DEVICE.c.thousand).where(
    DEVICE.c.hall_id == bindparam("hall"), DEVICE.c.kind == DeviceKind.KIOSK, DEVICE.c.revoked_at.is_(None)
)
ROLLS = _kiosks.where(DEVICE.c.name.startswith(NAME), DEVICE.c.thousand.is_not(None)).order_by(DEVICE.c.id)
TAKEN = _kiosks.where(DEVICE.c.thousand.is_not(None))
_leases = (
    select(LEASE)
    .join(DEVICE, DEVICE.c.id == LEASE.c.device_id)
    .where(LEASE.c.hall_id == bindparam("hall"), DEVICE.c.kind == DeviceKind.KIOSK, DEVICE.c.name.startswith(NAME))
)
OF_ROLLS = _leases.order_by(LEASE.c.id.desc())
BY_ID = _leases.where(LEASE.c.id == bindparam("lease"))
BY_KEY = _leases.where(LEASE.c.key == bindparam("key"))
LAST_OF = select(LEASE).where(LEASE.c.device_id == bindparam("device")).order_by(LEASE.c.first.desc()).limit(1)
LATELY = (
    select(VISIT.c.letter, VISIT.c.digits, VISIT.c.service_id, VISIT.c.issued_at, VISIT.c.state)
    .join(DEVICE, DEVICE.c.id == VISIT.c.device_id)
    .where(VISIT.c.hall_id == bindparam("hall"), VISIT.c.day_id == bindparam("day"), DEVICE.c.name.startswith(NAME))
    .order_by(VISIT.c.last_seq.desc())
    .limit(30)
)


class NotOfARoll(Refusal):
    """No roll of this hall has this number."""

    code: ClassVar[str] = "not_lent"


class OtherLetter(Refusal):
    """The number was printed for another group than the service's."""

    code: ClassVar[str] = "invalid"


class RegisteredBefore(Refusal):
    """What became of this number was said before."""

    code: ClassVar[str] = "wrong_state"


@dataclass(frozen=True)
class Sheets:
    """Numbers of a group that were printed together. `numbers`: digits and visit of each."""

    id: int
    letter: str
    printed_at: datetime
    numbers: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Thousand:
    """A thousand a roll may have, and how many numbers are left in it."""

    thousand: int
    left: int


def thousands(conn: Connection, hall: int) -> list[Thousand]:
    """Those that rolls have already and that have numbers left, then those that no kiosk has, the highest first."""
    rolls = conn.execute(ROLLS, {"hall": hall}).all()
    begun = [Thousand(roll.thousand, roll.thousand * 1000 + 1000 - _next(conn, roll)) for roll in rolls]
    taken = {kiosk.thousand for kiosk in conn.execute(TAKEN, {"hall": hall})}
    free = [Thousand(n, 999) for n in reversed(THOUSANDS) if n not in taken]
    return [one for one in begun if one.left > 0] + free


def print_sheets(work: Unit, letter: str, count: int, thousand: int, key: str) -> Sheets:
    """The next numbers of a roll, for a group's tickets; the same key gives the same again. Raises Exhausted."""
    key = f"roll {letter} {key}"
    known = work.conn.execute(BY_KEY, {"hall": work.hall, "key": key}).one_or_none()
    if known is not None:
        return _sheets(known)
    roll = _roll(work, thousand)
    first = _next(work.conn, roll)
    count = min(count, MOST, thousand * 1000 + 1000 - first)
    if count <= 0:
        raise Exhausted("all the numbers of this thousand are printed")
    visits = take_visits(work, count)
    row = {
        "hall_id": work.hall,
        "device_id": roll.id,
        "date": present_day(work),
        "first": first,
        "first_visit": visits[0],
        "visits": visits,
        "key": key,
        "at": work.now,
    }
    lease = work.conn.execute(insert(LEASE).values(**row).returning(LEASE)).one()
    work.record(EventKind.NUMBERS_LEASED, device=roll.id, day=row["date"].isoformat(), first=first, count=count)
    return _sheets(lease)


def printed_sheets(conn: Connection, hall: int) -> list[Sheets]:
    """All that were ever printed, the latest first."""
    return [_sheets(lease) for lease in conn.execute(OF_ROLLS, {"hall": hall})]


def sheets_of(conn: Connection, hall: int, sheets: int) -> Sheets | None:
    """Those with this id."""
    lease = conn.execute(BY_ID, {"hall": hall, "lease": sheets}).one_or_none()
    return None if lease is None else _sheets(lease)


def registered_today(conn: Connection, hall: int, day: int | None) -> Sequence[Found]:
    """The latest of this day's."""
    return conn.execute(LATELY, {"hall": hall, "day": day}).all()


def register(work: Unit, staff: int, digits: int, service: str, given_at: datetime, *, still_waiting: bool) -> TakenIn:
    """Somebody got this number today. Raises NotOfARoll, NoSuchService, OtherLetter, RegisteredBefore."""
    lease = next((one for one in work.conn.execute(OF_ROLLS, {"hall": work.hall}) if _has(one, digits)), None)
    if lease is None:
        raise NotOfARoll(f"no roll has the number {digits}")
    offer = catalogue_of(work).service(service)
    if offer is None:
        raise NoSuchService(f"the hall does not offer {service}")
    letter = _sheets(lease).letter
    if offer.group.letter != letter:
        raise OtherLetter(f"the number was printed for group {letter}", letter=letter)
    visit = lease.visits[digits - lease.first]
    if work.conn.execute(VISIT_BY_ID, {"hall": work.hall, "visit": visit}).one_or_none() is not None:
        raise RegisteredBefore(f"the number {digits} is known already")
    # Lent for no day in particular: it is of the day on which it was given away.
    work.conn.execute(update(LEASE).where(LEASE.c.id == lease.id).values(date=present_day(work)))
    given = OfflineTicket(visit, digits, service, "bg", f"roll {visit}", given_at, held=True)
    taken = take_in(work, lease.device_id, lease.device_id, given)
    if taken.state == VisitState.WAITING and not still_waiting:
        row = work.conn.execute(VISIT_BY_ID, {"hall": work.hall, "visit": visit}).one()
        move(work, row, Step.PARK, EventKind.VISIT_PARKED, offline=True)
    if taken.state in (VisitState.PARKED, VisitState.WAITING):
        decide(work, staff, [visit], still_waiting=still_waiting)
    after = work.conn.execute(VISIT_BY_ID, {"hall": work.hall, "visit": visit}).one()
    return TakenIn(visit, taken.number, VisitState(after.state))


def _roll(work: Unit, thousand: int) -> Found:
    """The roll that has this thousand; made if no kiosk has it. Raises Exhausted."""
    rolls = work.conn.execute(ROLLS, {"hall": work.hall}).all()
    known = next((roll for roll in rolls if roll.thousand == thousand), None)
    if known is not None:
        return known
    taken = {kiosk.thousand for kiosk in work.conn.execute(TAKEN, {"hall": work.hall})}
    if thousand not in THOUSANDS or thousand in taken:
        raise Exhausted(f"the thousand {thousand} belongs to a kiosk")
    name = NAME if not rolls else f"{NAME} {len(rolls) + 1}"
    device = add_device(work, DeviceKind.KIOSK, name)
    work.conn.execute(update(DEVICE).where(DEVICE.c.id == device).values(thousand=thousand))
    return next(roll for roll in work.conn.execute(ROLLS, {"hall": work.hall}) if roll.id == device)


def _next(conn: Connection, roll: Found) -> int:
    last = conn.execute(LAST_OF, {"device": roll.id}).one_or_none()
    return int(roll.thousand) * 1000 + 1 if last is None else last.first + len(last.visits)


def _has(lease: Found, digits: int) -> bool:
    return bool(lease.first <= digits < lease.first + len(lease.visits))


def _sheets(lease: Found) -> Sheets:
    letter = lease.key.split(" ", 2)[1]
    return Sheets(lease.id, letter, lease.at, tuple(enumerate(lease.visits, lease.first)))

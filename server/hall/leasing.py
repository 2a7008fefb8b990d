"""Numbers lent to a kiosk: what it may give while the server is away, each with the visit it will become."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from sqlalchemy import bindparam, func, insert, select, text, update

from server.domain.errors import Refusal
from server.domain.numbering import OFFLINE
from server.hall.catalogue import catalogue_of
from server.hall.issuing import KeyReused
from server.models import Found, table
from server.models.device import Device, DeviceKind, Lease
from server.models.event import EventKind
from server.store import Unit

DEVICE, LEASE = table(Device), table(Lease)

AT_A_TIME = 200
THOUSANDS = range(OFFLINE.start // 1000, OFFLINE.stop // 1000)

KNOWN = select(LEASE).where(LEASE.c.hall_id == bindparam("hall"), LEASE.c.key == bindparam("key"))
# By the thousand and not by the kiosk: it may have been another's this morning, one that was taken out of service.
LAST_OF = select(func.max(LEASE.c.first)).where(
    LEASE.c.hall_id == bindparam("hall"),
    LEASE.c.date == bindparam("date"),
    LEASE.c.first > bindparam("start"),
    LEASE.c.first < bindparam("start") + 1000,
)
# A kiosk's leases take visits one after another: the one that lent a visit is the last to begin before it.
LEASED = (
    select(LEASE)
    .where(LEASE.c.device_id == bindparam("kiosk"), LEASE.c.first_visit <= bindparam("visit"))
    .where(LEASE.c.hall_id == bindparam("hall"))
    .order_by(LEASE.c.first_visit.desc())
    .limit(1)
)
# Visits' ids come from the database's own counter; these are taken out of it, so that no other visit gets one.
TAKE_SQLITE = text("UPDATE sqlite_sequence SET seq = seq + :n WHERE name = 'visit' RETURNING seq")
BEGIN_SQLITE = text("INSERT INTO sqlite_sequence (name, seq) VALUES ('visit', :n)")
TAKE_POSTGRESQL = text("SELECT nextval(pg_get_serial_sequence('visit', 'id')) FROM generate_series(1, :n)")


class Exhausted(Refusal):
    """The kiosk has no number left to be lent today, or the hall no thousand for another kiosk."""

    code: ClassVar[str] = "exhausted"


@dataclass(frozen=True)
class Lent:
    """Numbers of one day: the digits and the visit of each."""

    date: date
    numbers: tuple[tuple[int, int], ...]


def lend(work: Unit, kiosk: int, key: str, *, ahead: bool = False) -> Lent:
    """The next numbers of the kiosk's own thousand, for the present date; the same key gets the same again.

    `ahead`: for the next day that the hall opens, on which the server may be away from the beginning. Raises
    Exhausted, and KeyReused where the key is another kiosk's.
    """
    known = work.conn.execute(KNOWN, {"hall": work.hall, "key": key}).one_or_none()
    if known is not None:
        if known.device_id != kiosk:
            raise KeyReused("this key got numbers for another kiosk")
        return _lent(known)
    day = _next_day(work) if ahead else present_day(work)
    start = _thousand(work, kiosk) * 1000
    last = work.conn.execute(LAST_OF, {"hall": work.hall, "date": day, "start": start}).scalar()
    first = start + 1 if last is None else last + AT_A_TIME
    count = min(AT_A_TIME, start + 1000 - first)
    if count <= 0:
        raise Exhausted("all the numbers of this kiosk's thousand were lent today")
    visits = take_visits(work, count)
    row = {
        "hall_id": work.hall,
        "device_id": kiosk,
        "date": day,
        "first": first,
        "first_visit": visits[0],
        "visits": visits,
        "key": key,
        "at": work.now,
    }
    work.conn.execute(insert(LEASE).values(**row))
    work.record(EventKind.NUMBERS_LEASED, device=kiosk, day=day.isoformat(), first=first, count=count)
    return Lent(day, tuple(enumerate(visits, first)))


def lease_of(work: Unit, kiosk: int, digits: int, visit: int) -> Found | None:
    """The lease that lent this number with this visit to this kiosk."""
    facts = {"hall": work.hall, "kiosk": kiosk, "visit": visit}
    lease = work.conn.execute(LEASED, facts).one_or_none()
    if lease is None or (digits, visit) not in _lent(lease).numbers:
        return None
    return lease


def _lent(lease: Found) -> Lent:
    return Lent(lease.date, tuple(enumerate(lease.visits, lease.first)))


def present_day(work: Unit) -> date:
    """The date of tickets that are given now: a clock that is set back over midnight does not end the day."""
    today = catalogue_of(work).hours.day_of(work.now)
    return today if work.day is None else max(today, work.day)


def _next_day(work: Unit) -> date:
    day = catalogue_of(work).hours.next_day(present_day(work))
    if day is None:
        raise Exhausted("the hall does not open again")
    return day


def _thousand(work: Unit, kiosk: int) -> int:
    """The kiosk's thousand, given to it when it first asks. Raises Exhausted when all are taken."""
    mine = work.conn.execute(select(DEVICE.c.thousand).where(DEVICE.c.id == kiosk)).scalar_one()
    if mine is not None:
        return int(mine)
    others = select(DEVICE.c.thousand).where(
        DEVICE.c.hall_id == work.hall, DEVICE.c.kind == DeviceKind.KIOSK, DEVICE.c.revoked_at.is_(None)
    )
    taken = set(work.conn.execute(others).scalars())
    free = [thousand for thousand in THOUSANDS if thousand not in taken]
    if not free:
        raise Exhausted(f"only {len(THOUSANDS)} kiosks of a hall can give numbers while the server is away")
    work.conn.execute(update(DEVICE).where(DEVICE.c.id == kiosk).values(thousand=free[0]))
    return free[0]


def take_visits(work: Unit, n: int) -> list[int]:
    """Ids that no other visit gets, in their order."""
    if work.conn.dialect.name != "sqlite":
        return sorted(work.conn.execute(TAKE_POSTGRESQL, {"n": n}).scalars())
    last = work.conn.execute(TAKE_SQLITE, {"n": n}).scalar_one_or_none()
    if last is None:
        work.conn.execute(BEGIN_SQLITE, {"n": n})
        last = n
    return list(range(last - n + 1, last + 1))

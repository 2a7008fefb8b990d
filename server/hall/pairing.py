"""Devices: adding one, and the code that pairs a browser or a machine with it."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import bindparam, delete, insert, select

from server.clock import wall
from server.domain.errors import Refusal
from server.hall.catalogue import catalogue_of
from server.models import Found, table
from server.models.device import Device, DeviceKind, PairingCode
from server.models.event import EventKind
from server.store import Store, Unit

DEVICE, CODE = table(Device), table(PairingCode)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: nothing that looks like something else
LENGTH = 8  # 40 bits
CODE_FOR = timedelta(minutes=10)

# Deleting is what uses a code up: of many at once, one gets the row.
USE_CODE = delete(CODE).where(CODE.c.code == bindparam("code"), CODE.c.many_times.is_(False)).returning(CODE)
KEPT_CODE = select(CODE).where(CODE.c.code == bindparam("code"), CODE.c.many_times)


class WrongCode(Refusal):
    """The code is unknown, used or too old."""

    code = "wrong_code"


class NoCounter(Refusal):
    """A desk or a pad stands at a counter that the hall has."""

    code = "invalid"


def add_device(work: Unit, kind: DeviceKind, name: str, counter: int | None = None) -> int:
    """Add a machine; desks and pads need their counter's number. Raises NoCounter."""
    place = catalogue_of(work).counter(counter) if counter is not None else None
    if place is None and (counter is not None or kind in (DeviceKind.COUNTER, DeviceKind.PAD)):
        raise NoCounter(f"a {kind} needs a counter of the hall")
    row = {"hall_id": work.hall, "kind": kind, "name": name, "counter_id": place.id if place else None}
    device = int(work.conn.execute(insert(DEVICE).values(**row).returning(DEVICE.c.id)).scalar_one())
    work.record(EventKind.DEVICE_ADDED, device=device, device_kind=kind.value, counter=counter)
    return device


def new_code(work: Unit, device: int, *, many_times: bool = False) -> str:
    """A pairing code for this device: once and for ten minutes; the demo's as often as wanted."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    expires = None if many_times else wall() + CODE_FOR
    row = {"code": _hashed(code), "device_id": device, "expires_at": expires, "many_times": many_times}
    work.conn.execute(insert(CODE).values(**row))
    return code


def redeem(store: Store, code: str, clock: Callable[[], datetime]) -> Found:
    """The device a code pairs with; the code is used up, the journal told. Raises WrongCode."""
    device = _used(store, code)
    with store.unit(device.hall_id, clock) as work:
        work.record(EventKind.DEVICE_PAIRED, device=device.id)
    return device


def _used(store: Store, code: str) -> Found:
    with store.writing() as conn:
        known = {"code": _hashed(code)}
        row = conn.execute(USE_CODE, known).one_or_none() or conn.execute(KEPT_CODE, known).one_or_none()
        if row is None or (row.expires_at is not None and row.expires_at < wall()):
            raise WrongCode("the code is unknown, used or older than ten minutes")
        return conn.execute(select(DEVICE).where(DEVICE.c.id == row.device_id)).one()


def _hashed(code: str) -> str:
    plain = code.replace("-", "").replace(" ", "").upper()
    return sha256(plain.translate(str.maketrans("OIL", "011")).encode()).hexdigest()

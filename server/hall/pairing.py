"""Devices: adding one, and the code that pairs a browser or a machine with it."""

import secrets
from datetime import timedelta
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
WRONG = "the code is unknown, used or older than ten minutes"

HALL_OF_CODE = (
    select(DEVICE.c.hall_id).join(CODE, CODE.c.device_id == DEVICE.c.id).where(CODE.c.code == bindparam("code"))
)
# Deleting is what uses a code up: of many at once, one gets the row.
USE_CODE = delete(CODE).where(CODE.c.code == bindparam("code"), CODE.c.many_times.is_(False)).returning(CODE)
KEPT_CODE = select(CODE).where(CODE.c.code == bindparam("code"), CODE.c.many_times)


class WrongCode(Refusal):
    """The code is unknown, used or too old."""

    code = "wrong_code"


class NoCounter(Refusal):
    """A desk or a pad stands at a counter that the hall has."""

    code = "invalid"


def add_device(work: Unit, kind: DeviceKind, name: str, counter: int | None = None, kiosk: int | None = None) -> int:
    """Add a machine; desks and pads need their counter's number, an agent may stand in a kiosk. Raises NoCounter."""
    place = catalogue_of(work).counter(counter) if counter is not None else None
    if place is None and (counter is not None or kind in (DeviceKind.COUNTER, DeviceKind.PAD)):
        raise NoCounter(f"a {kind} needs a counter of the hall")
    row = {
        "hall_id": work.hall,
        "kind": kind,
        "name": name,
        "counter_id": place.id if place else None,
        "kiosk_id": kiosk,
    }
    device = int(work.conn.execute(insert(DEVICE).values(**row).returning(DEVICE.c.id)).scalar_one())
    work.record(EventKind.DEVICE_ADDED, device=device, device_kind=kind.value, counter=counter)
    return device


def kiosk_named(work: Unit, name: str) -> int:
    """The kiosk of this name; added where there is none."""
    known: int | None = work.conn.execute(
        select(DEVICE.c.id)
        .where(DEVICE.c.hall_id == work.hall, DEVICE.c.kind == DeviceKind.KIOSK, DEVICE.c.name == name)
        .where(DEVICE.c.revoked_at.is_(None))
    ).scalar()
    return known if known is not None else add_device(work, DeviceKind.KIOSK, name)


def kiosk_of(work: Unit, kiosk: int) -> Found:
    """A kiosk's row."""
    return work.conn.execute(select(DEVICE).where(DEVICE.c.hall_id == work.hall, DEVICE.c.id == kiosk)).one()


def new_code(work: Unit, device: int, *, many_times: bool = False) -> str:
    """A pairing code for this device: once and for ten minutes; the demo's as often as wanted."""
    work.conn.execute(delete(CODE).where(CODE.c.expires_at < wall()))  # nobody needs those any more
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    expires = None if many_times else wall() + CODE_FOR
    row = {"code": _hashed(code), "device_id": device, "expires_at": expires, "many_times": many_times}
    work.conn.execute(insert(CODE).values(**row))
    return code


def hall_of_code(store: Store, code: str) -> int:
    """The hall of the device that this code is for. Raises WrongCode."""
    with store.look() as conn:
        hall: int | None = conn.execute(HALL_OF_CODE, {"code": _hashed(code)}).scalar_one_or_none()
    if hall is None:
        raise WrongCode(WRONG)
    return hall


def redeem(work: Unit, code: str) -> Found:
    """The device a code pairs with; the code is used up, the journal told. Raises WrongCode.

    The device's new key belongs into the same transaction: else a crash leaves a used code and no device.
    """
    known = {"code": _hashed(code)}
    row = work.conn.execute(USE_CODE, known).one_or_none() or work.conn.execute(KEPT_CODE, known).one_or_none()
    if row is None or (row.expires_at is not None and row.expires_at < wall()):
        raise WrongCode(WRONG)
    device = work.conn.execute(select(DEVICE).where(DEVICE.c.id == row.device_id, DEVICE.c.hall_id == work.hall)).one()
    work.record(EventKind.DEVICE_PAIRED, device=device.id)
    return device


def _hashed(code: str) -> str:
    plain = code.replace("-", "").replace(" ", "").upper()
    return sha256(plain.translate(str.maketrans("OIL", "011")).encode()).hexdigest()

"""Who asks: a paired device, a signed-in person, or both; by bearer token or by the browser's cookies."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import g, request
from sqlalchemy import bindparam, select

from server.clock import wall
from server.cookies import asked_device, device_key, held_devices, staff_key
from server.keys import hashed
from server.models import table
from server.models.device import Device, DeviceKind, DeviceToken
from server.models.staff import Staff, StaffSession
from server.running import Running, running

DEVICE, TOKEN, STAFF, SESSION = table(Device), table(DeviceToken), table(Staff), table(StaffSession)

DEVICE_BY_TOKEN = (
    select(DEVICE.c.id, DEVICE.c.hall_id, DEVICE.c.kind, DEVICE.c.name, DEVICE.c.counter_id, DEVICE.c.kiosk_id)
    .join(TOKEN, TOKEN.c.device_id == DEVICE.c.id)
    .where(TOKEN.c.token == bindparam("token"), DEVICE.c.revoked_at.is_(None))
)
STAFF_BY_TOKEN = (
    select(STAFF.c.id, STAFF.c.hall_id, STAFF.c.login, STAFF.c.name, STAFF.c.roles, SESSION.c.ends_at)
    .join(SESSION, SESSION.c.staff_id == STAFF.c.id)
    .where(SESSION.c.token == bindparam("token"), STAFF.c.active)
)


@dataclass(frozen=True)
class PairedDevice:
    """A machine of the hall."""

    id: int
    kind: DeviceKind
    name: str
    counter_id: int | None
    kiosk_id: int | None = None  # of an agent


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in: in this session (its key's hash), until then."""

    id: int
    login: str
    name: str
    roles: tuple[str, ...]
    session: str
    until: datetime


@dataclass(frozen=True)
class Actor:
    """Who asks. `by_cookie`: the browser vouches, so the page that asks must be ours."""

    hall: int
    device: PairedDevice | None = None
    staff: Person | None = None
    by_cookie: bool = False

    @property
    def roles(self) -> frozenset[str]:
        """Everything this actor is: the device's kind and the person's roles."""
        device = {str(self.device.kind)} if self.device else set()
        return frozenset(device | set(self.staff.roles if self.staff else ()))


def actor() -> Actor | None:
    """Who makes this request; None: nobody we know. Whatever a kiosk's machine asks is a sign of life."""
    if "actor" not in g:
        run = running()
        g.actor = found = _actor_of_request(run)
        if found is not None and found.device is not None and found.device.kind == DeviceKind.AGENT:
            run.seen.notice((found.hall, found.device.id))
    return g.actor  # type: ignore[no-any-return]


def actor_of_socket(run: Running, auth: Mapping[str, Any]) -> Actor | None:
    """Who opens this socket: `auth` has a token, or the id of the device whose cookie the browser holds.

    A kiosk's own machine puts its token into the handshake, as into every other request that it passes on.
    """
    token = auth.get("token")
    if isinstance(token, str) and token:
        return actor_by_token(run, token)
    bearer = _bearer()
    if bearer is not None:
        return actor_by_token(run, bearer)
    return _actor_by_cookies(run, str(auth.get("device") or ""))


def actor_by_token(run: Running, token: str) -> Actor | None:
    """The device or person a token belongs to."""
    facts = {"token": hashed(token)}
    with run.store.look() as conn:
        device = conn.execute(DEVICE_BY_TOKEN, facts).one_or_none()
        if device is not None:
            paired = PairedDevice(device.id, device.kind, device.name, device.counter_id, device.kiosk_id)
            return Actor(device.hall_id, paired)
        staff = conn.execute(STAFF_BY_TOKEN, facts).one_or_none()
    if staff is None or staff.ends_at < wall():
        return None
    return Actor(
        staff.hall_id,
        staff=Person(staff.id, staff.login, staff.name, tuple(staff.roles), facts["token"], staff.ends_at),
    )


def same_origin() -> bool:
    """Whether a page of ours makes this request."""
    origin = request.headers.get("Origin")
    if origin == "null":  # a page without referrer says so of itself, and so does a stranger's frame
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    if origin is not None:
        return origin.partition("://")[2] == request.host
    return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")


def staff_token() -> str | None:
    """The token of the session that makes this request."""
    return _bearer() or staff_key(asked_device())


def cookie_devices(run: Running, kind: str) -> list[tuple[PairedDevice, Actor]]:
    """The devices of a kind whose cookies this browser holds."""
    found = []
    for device in held_devices():
        actor = _actor_by_cookies(run, device)
        if actor is not None and actor.device is not None and actor.device.kind == kind:
            found.append((actor.device, actor))
    return found


def _actor_of_request(run: Running) -> Actor | None:
    token = _bearer()
    if token is not None:
        return actor_by_token(run, token)
    found = _actor_by_cookies(run, asked_device())
    return None if found is None else replace(found, by_cookie=True)


def _actor_by_cookies(run: Running, device: str) -> Actor | None:
    found = None
    held = device_key(device)
    if held:
        found = actor_by_token(run, held)
    staff = staff_key(device)
    signed_in = actor_by_token(run, staff) if staff else None
    if found is None:
        return signed_in
    if signed_in is not None and signed_in.hall == found.hall:
        return replace(found, staff=signed_in.staff)
    return found


def _bearer() -> str | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() or None if kind.lower() == "bearer" else None

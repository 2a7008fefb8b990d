"""Staff: who they are, and their passwords."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NewType

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import bindparam, insert, select

from server.domain.errors import Refusal
from server.models import Found, table
from server.models.event import EventKind
from server.models.staff import Staff
from server.store import Store, Unit

STAFF = table(Staff)
PasswordHash = NewType("PasswordHash", str)
ROLES = ("clerk", "supervisor", "manager", "administrator")
SHORTEST_PASSWORD = 12

# argon2id, 64 MiB, 3 passes: about 130 ms; two at once at most, and a short line before them, each with a thread in
# hand: so signing in cannot starve the hall.
_hasher = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)
_hashing = threading.Semaphore(2)
LONGEST_LINE = 16
LONGEST_QUEUE_S = 3
_line = threading.Semaphore(LONGEST_LINE)
_nobody = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b4dWA"

BY_LOGIN = select(STAFF).where(STAFF.c.login == bindparam("login"))


class WrongLogin(Refusal):
    """Login and password do not belong together; which of them is wrong is not said."""

    code = "wrong_login"


class TooMany(Refusal):
    """Too many people sign in at this moment."""

    code = "too_many"


class BadStaff(Refusal):
    """This person cannot be added."""

    code = "invalid"


def hash_password(password: str) -> PasswordHash:
    """What is kept of a password. It takes a tenth of a second: before a transaction, never in it.

    Raises BadStaff for a short one.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise BadStaff(f"a password has at least {SHORTEST_PASSWORD} characters")
    with _hashing:
        return PasswordHash(_hasher.hash(password))


def add_staff(
    work: Unit, *, login: str, name: str, password: PasswordHash, roles: list[str], competences: list[str]
) -> int:
    """Add a person. Raises BadStaff for a login that is taken or an unknown role."""
    if unknown := set(roles) - set(ROLES):
        raise BadStaff(f"unknown roles: {', '.join(sorted(unknown))}; there are {', '.join(ROLES)}")
    if work.conn.execute(BY_LOGIN, {"login": login}).first() is not None:
        raise BadStaff(f"the login {login} is taken")
    row: dict[str, Any] = {
        "hall_id": work.hall,
        "login": login,
        "name": name,
        "password": password,
        "roles": roles,
        "competences": competences,
        "active": True,
    }
    staff = int(work.conn.execute(insert(STAFF).values(**row).returning(STAFF.c.id)).scalar_one())
    work.record(EventKind.STAFF_ADDED, staff=staff, roles=roles)
    return staff


def check_password(store: Store, login: str, password: str) -> Found:
    """The person with this login and password; takes the same time for logins that do not exist.

    Raises WrongLogin, and TooMany while others are being checked: signing in must not starve the hall.
    """
    with store.look() as conn:
        row = conn.execute(BY_LOGIN, {"login": login}).one_or_none()
    try:
        with _turn():
            _hasher.verify(row.password if row is not None else _nobody, password)
    except (VerificationError, InvalidHashError):
        raise WrongLogin("login or password is wrong") from None
    if row is None or not row.active:
        raise WrongLogin("login or password is wrong")
    return row


@contextmanager
def _turn() -> Iterator[None]:
    """One's turn to be checked. Raises TooMany at once where the line is long, and after a while where it stands."""
    if not _line.acquire(blocking=False):
        raise TooMany("many people are signing in; try again in a moment", retry_after=2)
    try:
        if not _hashing.acquire(timeout=LONGEST_QUEUE_S):
            raise TooMany("many people are signing in; try again in a moment", retry_after=2)
        try:
            yield
        finally:
            _hashing.release()
    finally:
        _line.release()

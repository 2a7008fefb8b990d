"""Numbers on loan: each may be given to one visitor, on one day, without asking the server."""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

KEPT_DAYS = 40  # how long a used number is remembered


class NoLease(Exception):
    """No number is left that may be given today."""


class Number(NamedTuple):
    """One of them. `token`: of the ticket's own page; None: the hall has no public address."""

    digits: int
    visit: int
    token: str | None


class Lease(NamedTuple):
    """How a day's loan stands: how many numbers are left, and how many are lent at a time."""

    left: int
    size: int


def keep_lease(conn: sqlite3.Connection, day: date, numbers: Iterable[Mapping[str, Any]]) -> None:
    """Numbers for a day; those that we have already stay as they are."""
    rows = [(day.isoformat(), n["digits"], n["visit"], n.get("token")) for n in numbers]
    conn.executemany("INSERT OR IGNORE INTO lease_number (date, digits, visit, token) VALUES (?, ?, ?, ?)", rows)
    conn.execute("INSERT OR REPLACE INTO lease VALUES (?, ?)", (day.isoformat(), len(rows)))


def lease_of(conn: sqlite3.Connection, day: date) -> Lease | None:
    """The day's loan; None: none was fetched."""
    lease = conn.execute("SELECT * FROM lease WHERE date = ?", (day.isoformat(),)).fetchone()
    if lease is None:
        return None
    count = "SELECT COUNT(*) FROM lease_number WHERE date = ? AND NOT used"
    return Lease(conn.execute(count, (day.isoformat(),)).fetchone()[0], lease["size"])


def lent_after(conn: sqlite3.Connection, day: date) -> bool:
    """Whether there are numbers for a day to come."""
    later = "SELECT 1 FROM lease_number WHERE date > ? LIMIT 1"
    return conn.execute(later, (day.isoformat(),)).fetchone() is not None


def take_number(conn: sqlite3.Connection, day: date) -> Number:
    """The next one, never to be given again. Raises NoLease."""
    row = conn.execute(
        "UPDATE lease_number SET used = 1 WHERE rowid = ("
        "  SELECT rowid FROM lease_number WHERE date = :day AND NOT used"
        "  AND digits > (SELECT COALESCE(MAX(digits), -1) FROM lease_number WHERE date = :day AND used)"
        "  ORDER BY digits LIMIT 1) RETURNING digits, visit, token",
        {"day": day.isoformat()},
    ).fetchone()
    if row is None:
        raise NoLease("no number is left that may be given without the server")
    return Number(*row)


def void_before(conn: sqlite3.Connection, day: date) -> None:
    """Numbers of past days are void."""
    conn.execute("DELETE FROM lease_number WHERE date < ? AND NOT used", (day.isoformat(),))
    old = (day - timedelta(days=KEPT_DAYS)).isoformat()
    conn.execute("DELETE FROM lease_number WHERE date < ?", (old,))
    conn.execute("DELETE FROM lease WHERE date < ?", (old,))


def void_all(conn: sqlite3.Connection) -> None:
    """This machine is another kiosk now: what was lent to the former one is not its own."""
    conn.execute("DELETE FROM lease_number WHERE NOT used")
    conn.execute("DELETE FROM lease")

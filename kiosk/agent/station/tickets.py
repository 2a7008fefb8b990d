"""Tickets given while the server is away: kept until the server has them, and those it refused for ever."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from kiosk.agent.station import papers
from kiosk.agent.station.numbers import take_number
from kiosk.agent.station.orders import Order

KEPT = timedelta(days=40)
NEEDED = timedelta(days=1)
OPEN = "uploaded IS NULL AND NOT refused"


@dataclass(frozen=True)
class OfflineTicket:
    """One of them. `order`: as it was asked, without the needs once the server has it. `home`: the server has it."""

    seq: int
    key: str
    date: date
    digits: int
    number: str
    visit: int
    token: str | None
    order: Mapping[str, Any]
    issued_at: datetime
    held: bool
    home: Mapping[str, Any] | None


class Upload(NamedTuple):
    """A ticket for the server, and what became of its paper."""

    ticket: OfflineTicket
    paper: papers.Paper | None


def give(conn: sqlite3.Connection, order: Order, letter: str, day: date, now: datetime) -> OfflineTicket:
    """The next number on loan for this order. Raises NoLease."""
    number = take_number(conn, day)
    row = (
        order.key,
        day.isoformat(),
        number.digits,
        f"{letter} {number.digits:03}",
        number.visit,
        number.token,
        json.dumps(order.to_json(), ensure_ascii=False),
        now.isoformat(),
    )
    made = conn.execute(
        "INSERT INTO offline_ticket (key, date, digits, number, visit, token, asked, issued_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *",
        row,
    ).fetchone()
    return _ticket(made)


def ticket_of_key(conn: sqlite3.Connection, key: str) -> OfflineTicket | None:
    """The ticket that we gave for this key."""
    return _one(conn, "SELECT * FROM offline_ticket WHERE key = ?", key)


def ticket_of_visit(conn: sqlite3.Connection, visit: int) -> OfflineTicket | None:
    """The ticket that we gave, by its visit."""
    return _one(conn, "SELECT * FROM offline_ticket WHERE visit = ?", visit)


def ticket_of_token(conn: sqlite3.Connection, token: str) -> OfflineTicket | None:
    """The ticket that we gave, by the link to its page."""
    return _one(conn, "SELECT * FROM offline_ticket WHERE token = ?", token)


def hold(conn: sqlite3.Connection, visit: int) -> None:
    """The visitor said "I have it"."""
    conn.execute("UPDATE offline_ticket SET held = 1 WHERE visit = ? AND held = 0", (visit,))


def next_upload(conn: sqlite3.Connection) -> Upload | None:
    """The ticket that the server should have next: by age, those it broke over last. Its paper must be over."""
    row = conn.execute(
        f"SELECT * FROM offline_ticket t WHERE {OPEN}"  # noqa: S608 ours
        " AND NOT EXISTS (SELECT 1 FROM paper WHERE paper.visit = t.visit AND NOT paper.over)"
        " ORDER BY tries, seq LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    return Upload(_ticket(row), papers.paper_of(conn, row["visit"]))


def uploaded(conn: sqlite3.Connection, ticket: OfflineTicket, answer: Mapping[str, Any]) -> None:
    """The server has it: what the visitor needs for this visit is no business of this machine any more."""
    conn.execute(
        "UPDATE offline_ticket SET uploaded = ?, asked = json_set(asked, '$.needs', json('[]')) WHERE seq = ?",
        (json.dumps(answer, ensure_ascii=False), ticket.seq),
    )
    if ticket.held:
        told_held(conn, ticket.visit)


def broke(conn: sqlite3.Connection, seq: int) -> None:
    """The server could not take it; the others need not wait for it."""
    conn.execute("UPDATE offline_ticket SET tries = tries + 1 WHERE seq = ?", (seq,))


def refuse(
    conn: sqlite3.Connection, seq: int, body: Mapping[str, Any], status: int, answer: str, now: datetime
) -> None:
    """The server will never take it: a letter that somebody has to read, kept for ever."""
    conn.execute("UPDATE offline_ticket SET refused = 1 WHERE seq = ?", (seq,))
    letter = (json.dumps(body, ensure_ascii=False), status, answer, now.isoformat())
    conn.execute("INSERT INTO dead_letter (body, status, answer, at) VALUES (?, ?, ?, ?)", letter)


def dead_letters(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """What the server refused, with its answers."""
    rows = conn.execute("SELECT * FROM dead_letter ORDER BY id")
    return [dict(row) | {"body": json.loads(row["body"])} for row in rows]


def next_held(conn: sqlite3.Connection) -> int | None:
    """A visit that the server has, of which it does not know that the visitor has the number."""
    row = conn.execute("SELECT visit FROM offline_ticket WHERE uploaded IS NOT NULL AND held = 1 LIMIT 1").fetchone()
    return None if row is None else int(row["visit"])


def told_held(conn: sqlite3.Connection, visit: int) -> None:
    """The server knows."""
    conn.execute("UPDATE offline_ticket SET held = 2 WHERE visit = ?", (visit,))


def forget_tickets(conn: sqlite3.Connection, now: datetime) -> None:
    """The server has had them for weeks; what somebody needed on a day long gone is nobody's business."""
    old, gone = (now - KEPT).isoformat(), (now - NEEDED).isoformat()
    conn.execute("DELETE FROM offline_ticket WHERE uploaded IS NOT NULL AND issued_at < ?", (old,))
    conn.execute("UPDATE dead_letter SET body = json_set(body, '$.needs', json('[]')) WHERE at < ?", (gone,))
    conn.execute(
        "UPDATE offline_ticket SET asked = json_set(asked, '$.needs', json('[]')) WHERE refused AND issued_at < ?",
        (gone,),
    )


def _one(conn: sqlite3.Connection, query: str, fact: object) -> OfflineTicket | None:
    row = conn.execute(query, (fact,)).fetchone()
    return None if row is None else _ticket(row)


def _ticket(row: sqlite3.Row) -> OfflineTicket:
    return OfflineTicket(
        row["seq"],
        row["key"],
        date.fromisoformat(row["date"]),
        row["digits"],
        row["number"],
        row["visit"],
        row["token"],
        json.loads(row["asked"]),
        datetime.fromisoformat(row["issued_at"]),
        bool(row["held"]),
        json.loads(row["uploaded"]) if row["uploaded"] else None,
    )

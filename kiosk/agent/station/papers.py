"""Papers that are ours to print, and what became of them; each step is on the disk before the next one is taken."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

WAITS = timedelta(seconds=60)  # for so long a visitor may still stand there
KEPT = timedelta(days=2)

# A job of the server for an order that we gave another number meanwhile: that paper must not come out.
VOID = "EXISTS (SELECT 1 FROM offline_ticket t WHERE t.key = paper.key AND t.visit <> paper.visit)"


class Job(NamedTuple):
    """A job as the server gave it. `key`: of the request that the ticket was issued for."""

    job: int
    visit: int
    key: str | None
    copy: bool
    ticket: Mapping[str, Any]


class Paper(NamedTuple):
    """A paper. `job`: the server's; None: our own, of a ticket given offline."""

    id: int
    job: int | None
    visit: int
    ticket: dict[str, Any]
    taken_at: datetime
    state: str
    cause: str | None

    @property
    def name(self) -> int:
        """What the API calls it: a job of our own is a negative number, so that it is none of the server's."""
        return self.job if self.job is not None else -self.id

    def to_json(self) -> dict[str, Any]:
        """As the API words it."""
        state = "queued" if self.state == "claimed" and self.job is None else self.state
        return {"job": self.name, "state": state, "cause": self.cause}


class Report(NamedTuple):
    """What the server has yet to hear."""

    id: int
    job: int
    state: str
    cause: str | None
    mm: float | None
    last: bool

    def to_json(self) -> dict[str, Any]:
        """As the API takes it."""
        said = {"state": self.state, "cause": self.cause, "mm": self.mm, "last": self.last}
        return {name: fact for name, fact in said.items() if fact is not None}


def take(conn: sqlite3.Connection, job: Job, now: datetime) -> int | None:
    """A job of the server is ours now; None: it was ours before. What became of it then, the server hears again."""
    row = (job.job, job.visit, job.key, job.copy, _text(job.ticket), now.isoformat())
    made = conn.execute(
        "INSERT OR IGNORE INTO paper (job, visit, key, copy, ticket, taken_at, state)"
        " VALUES (?, ?, ?, ?, ?, ?, 'claimed') RETURNING id",
        row,
    ).fetchone()
    if made is not None:
        return int(made["id"])
    known = "SELECT * FROM paper WHERE job = ? AND visit = ? AND key IS ? AND over"
    row = conn.execute(known, (job.job, job.visit, job.key)).fetchone()
    if row is not None and conn.execute("SELECT 1 FROM report WHERE job = ?", (job.job,)).fetchone() is None:
        _report(conn, job.job, row["state"], row["cause"], row["mm"], last=True)
    return None


def add(
    conn: sqlite3.Connection,
    visit: int,
    key: str,
    ticket: Mapping[str, Any],
    now: datetime,
    *,
    copy: bool,
    cause: str | None,
) -> Paper:
    """A paper of our own. `cause`: why it will not come out, if that is known already."""
    state = "claimed" if cause is None else "failed"
    row = (visit, key, copy, _text(ticket), now.isoformat(), state, cause, cause is not None)
    made = conn.execute(
        "INSERT INTO paper (visit, key, copy, ticket, taken_at, state, cause, over)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *",
        row,
    ).fetchone()
    return _paper(made)


def next_waiting(conn: sqlite3.Connection, now: datetime) -> Paper | None:
    """The oldest that has not begun; those that nobody waits for any more are over."""
    while True:
        row = conn.execute(
            f"SELECT *, {VOID} AS void FROM paper WHERE NOT over AND state = 'claimed' ORDER BY id LIMIT 1"  # noqa: S608 ours
        ).fetchone()
        if row is None:
            return None
        paper = _paper(row)
        if not row["void"] and timedelta(0) <= now - paper.taken_at <= WAITS:
            return paper
        settle(conn, paper.id, "failed", "too_late")


def begin(conn: sqlite3.Connection, paper: int) -> bool | int:
    """The first byte is about to go out: written down before. False: it must not. A number: of the server's report."""
    row = conn.execute(
        f"UPDATE paper SET state = 'sending' WHERE id = ? AND NOT over AND state = 'claimed' AND NOT ({VOID})"  # noqa: S608 ours
        " RETURNING job",
        (paper,),
    ).fetchone()
    if row is None:
        return False
    return True if row["job"] is None else _report(conn, row["job"], "sending", None, None, last=False)


def settle(
    conn: sqlite3.Connection,
    paper: int,
    state: str,
    cause: str | None = None,
    mm: float | None = None,
    *,
    over: bool = True,
) -> Paper | None:
    """What became of it. `over`: nothing more will be heard. None: it was over before."""
    row = conn.execute(
        "UPDATE paper SET state = ?, cause = ?, mm = ?, over = ? WHERE id = ? AND NOT over RETURNING *",
        (state, cause, mm, over, paper),
    ).fetchone()
    if row is None:
        return None
    if row["job"] is not None:
        _report(conn, row["job"], state, cause, mm, last=over)
    return _paper(row)


def after_a_restart(conn: sqlite3.Connection) -> None:
    """Of what was under way when the agent ended, nobody knows whether it came out; what the printer took, it took."""
    for row in conn.execute("SELECT id, state FROM paper WHERE NOT over AND state IN ('sending', 'sent')").fetchall():
        if row["state"] == "sending":
            settle(conn, row["id"], "unknown", "restart")
        else:
            settle(conn, row["id"], "sent")


def broke_off(conn: sqlite3.Connection) -> bool:
    """Whether the printer may hold a part of the last paper: nobody knows that all of it came out."""
    last = "SELECT state FROM paper WHERE state IN ('sending', 'unknown', 'sent', 'confirmed') ORDER BY id DESC LIMIT 1"
    row = conn.execute(last).fetchone()
    return row is not None and row["state"] in ("sending", "unknown")


def begun_of_key(conn: sqlite3.Connection, key: str) -> Paper | None:
    """The server's paper for this key, if it has begun: then the visitor may have the server's number in hand."""
    row = conn.execute(
        "SELECT * FROM paper WHERE key = ? AND job IS NOT NULL AND NOT copy"
        " AND state <> 'claimed' AND cause IS NOT 'too_late' LIMIT 1",
        (key,),
    ).fetchone()
    return None if row is None else _paper(row)


def refuse_of_key(conn: sqlite3.Connection, key: str) -> Paper | None:
    """Another number is about to be given for this key: the server's paper for it is off.

    Unless it has begun: then it is answered, and no other number may be given.
    """
    begun = begun_of_key(conn, key)
    if begun is None:
        for row in conn.execute(
            "SELECT id FROM paper WHERE key = ? AND job IS NOT NULL AND NOT over", (key,)
        ).fetchall():
            settle(conn, row["id"], "failed", "too_late")
    return begun


def paper_of(conn: sqlite3.Connection, visit: int) -> Paper | None:
    """The last paper of a visit."""
    row = conn.execute("SELECT * FROM paper WHERE visit = ? ORDER BY id DESC LIMIT 1", (visit,)).fetchone()
    return None if row is None else _paper(row)


def unreported(conn: sqlite3.Connection) -> Report | None:
    """The oldest word that the server has not taken."""
    row = conn.execute("SELECT * FROM report ORDER BY id LIMIT 1").fetchone()
    return (
        None if row is None else Report(row["id"], row["job"], row["state"], row["cause"], row["mm"], bool(row["last"]))
    )


def reported(conn: sqlite3.Connection, report: int) -> None:
    """The server has taken it."""
    conn.execute("DELETE FROM report WHERE id = ?", (report,))


def forget_papers(conn: sqlite3.Connection, now: datetime) -> None:
    """What was printed days ago is not asked for any more."""
    conn.execute(
        "DELETE FROM paper WHERE over AND taken_at < ? AND visit NOT IN ("
        " SELECT visit FROM offline_ticket WHERE uploaded IS NULL AND NOT refused)",
        ((now - KEPT).isoformat(),),
    )


def _report(conn: sqlite3.Connection, job: int, state: str, cause: str | None, mm: float | None, *, last: bool) -> int:
    made = conn.execute(
        "INSERT INTO report (job, state, cause, mm, last) VALUES (?, ?, ?, ?, ?) RETURNING id",
        (job, state, cause, mm, last),
    )
    return int(made.fetchone()["id"])


def _paper(row: sqlite3.Row) -> Paper:
    taken_at = datetime.fromisoformat(row["taken_at"]).astimezone(UTC)
    ticket = json.loads(row["ticket"])
    return Paper(row["id"], row["job"], row["visit"], ticket, taken_at, row["state"], row["cause"])


def _text(ticket: Mapping[str, Any]) -> str:
    return json.dumps(ticket, ensure_ascii=False)

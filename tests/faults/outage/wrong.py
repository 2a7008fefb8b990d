"""Agents that look reasonable and are wrong: each is planted to show that an outage can find something.

`python -m tests.faults.outage.wrong BUG kiosk-agent …`
"""

import sqlite3
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from kiosk.agent.station import papers
from kiosk.agent.station.hall_time import HallTime
from kiosk.agent.station.server import Answer
from kiosk.agent.station.uploading import Uploading
from server.cli import main
from tests.faults.wrong_server import plant


def forgets_after_a_restart_what_it_gave() -> None:
    """What was given is known to the process alone: the next one begins with the first number of the loan."""
    whole = papers.after_a_restart

    def forgetful(conn: sqlite3.Connection) -> None:
        conn.execute("DELETE FROM offline_ticket")
        conn.execute("UPDATE lease_number SET used = 0")
        whole(conn)

    plant(papers, "after_a_restart", forgetful)


def drops_what_is_refused() -> None:
    """A 4xx will not get better, so the ticket is put away."""
    plant(Answer, "refuses", property(lambda self: 400 <= self.status < 500))

    def away(conn: sqlite3.Connection, seq: int) -> None:
        conn.execute("UPDATE offline_ticket SET uploaded = '{}' WHERE seq = ?", (seq,))

    async def bury(self: Uploading, seq: int, *_letter: Any) -> None:
        await self._store.do(away, seq)

    plant(Uploading, "_bury", bury)


def prints_whatever_the_server_sends() -> None:
    """A job is a job, whatever number the kiosk gave meanwhile."""
    plant(papers, "VOID", "0")
    plant(papers, "refuse_of_key", lambda _conn, _key: None)


def lives_by_its_own_clock() -> None:
    """What time it is, this machine knows."""

    def now(self: HallTime) -> datetime:
        return self.clock.wall()

    plant(HallTime, "now", now)


BUGS: Mapping[str, Callable[[], None]] = {
    bug.__name__: bug
    for bug in (
        drops_what_is_refused,
        forgets_after_a_restart_what_it_gave,
        lives_by_its_own_clock,
        prints_whatever_the_server_sends,
    )
}

if __name__ == "__main__":
    BUGS[sys.argv.pop(1)]()
    main()

"""Agents that look reasonable and are wrong: each is planted to show that the kills can find something.

`python -m tests.faults.prints_killed.wrong BUG kiosk-agent …`; wrong servers are those of tests.faults.wrong_server.
"""

import sqlite3
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from kiosk.agent.station import papers
from kiosk.agent.station.press_child import PressChild, Said
from server.cli import main
from tests.faults.wrong_server import plant


def prints_again_after_a_restart() -> None:
    """Whatever was under way is printed once more."""

    def all_again(conn: sqlite3.Connection) -> None:
        conn.execute("UPDATE paper SET state = 'claimed' WHERE NOT over AND state IN ('sending', 'sent')")

    plant(papers, "after_a_restart", all_again)


def forgets_what_it_had_taken() -> None:
    """Jobs that were taken and not begun are gone with the process."""
    whole = papers.after_a_restart

    def forgetful(conn: sqlite3.Connection) -> None:
        conn.execute("UPDATE paper SET over = 1 WHERE state = 'claimed'")
        whole(conn)

    plant(papers, "after_a_restart", forgetful)


def leaves_what_broke_off() -> None:
    """What hangs out of the printer is left there."""

    def careless(_conn: sqlite3.Connection) -> bool:
        return False

    plant(papers, "broke_off", careless)


def says_sent_before_it_prints() -> None:
    """A paper is settled as sent, then printed: whatever happens to it in between, nobody hears of it."""
    whole = PressChild.print

    async def go() -> bool:
        return True

    async def optimistic(self: PressChild, number: int, ticket: Mapping[str, Any], _may_go: Any) -> AsyncIterator[Said]:
        yield Said("sent", None, None, last=True)
        async for _ in whole(self, number, ticket, go):
            pass

    plant(PressChild, "print", optimistic)


BUGS: Mapping[str, Callable[[], None]] = {
    bug.__name__: bug
    for bug in (
        forgets_what_it_had_taken,
        leaves_what_broke_off,
        prints_again_after_a_restart,
        says_sent_before_it_prints,
    )
}

if __name__ == "__main__":
    BUGS[sys.argv.pop(1)]()
    main()

"""Agents that look reasonable and are wrong: each is planted to show that the kills can find something.

`python -m tests.faults.prints_killed.wrong BUG kiosk-agent …`; wrong servers are those of tests.faults.wrong_server.
"""

import sqlite3
import sys
from collections.abc import Callable, Mapping

from kiosk.agent.station import papers
from server.cli import main
from tests.faults.printers.wrong import says_sent_before_it_prints
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


BUGS: Mapping[str, Callable[[], None]] = {
    bug.__name__: bug for bug in (forgets_what_it_had_taken, prints_again_after_a_restart, says_sent_before_it_prints)
}

if __name__ == "__main__":
    BUGS[sys.argv.pop(1)]()
    main()

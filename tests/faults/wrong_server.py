"""Servers that look reasonable and are wrong: each is planted to show that the rounds can fail.

`python -m tests.faults.wrong_server BUG serve --port N`.
"""

import sys
import threading
from collections import Counter as Tally
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, update

from server import press
from server.api import tickets
from server.cli import main
from server.domain.numbering import number_at
from server.hall import issuing, serving
from server.hall.desks import AtDesk
from server.hall.issuing import TicketRequest
from server.hall.printing import JOB, Claimed, Way, queue_paper, settle
from server.models.print_job import PrintState
from server.store import Store, Unit

TOGETHER = 8  # transactions that the hasty server commits at once


def plant(where: object, name: str, wrong: object) -> None:
    """Put the wrong thing where the right one stood."""
    setattr(where, name, wrong)


def answers_before_it_commits() -> None:
    """One commit for several units of work: quick, and what was answered meanwhile is gone with the process."""
    whole, made, hasty = Store.writing, count(1), threading.local()

    @contextmanager
    def writing(self: Store) -> Iterator[Connection]:
        if not getattr(hasty, "now", False):
            with self._locked():
                if self._kept is not None:
                    self._kept.commit()
            with whole(self) as conn:
                yield conn
            return
        with self._locked():
            conn = self._kept = self._kept or self._writer.connect()
            if not conn.in_transaction():
                conn.begin()
            with conn.begin_nested():
                yield conn
            if next(made) % TOGETHER == 0:
                conn.commit()

    @contextmanager
    def unit(self: Store, hall: int, clock: Callable[[], datetime]) -> Iterator[Unit]:
        hasty.now = True
        try:
            with careful(self, hall, clock) as work:
                yield work
        finally:
            hasty.now = False

    careful = Store.unit
    plant(Store, "writing", writing)
    plant(Store, "unit", unit)


def forgets_the_key_of_a_ticket() -> None:
    """A request that is repeated is a new one."""

    def forgetful(**asked: Any) -> TicketRequest:
        return TicketRequest(**asked | {"key": str(uuid4())})

    plant(tickets, "TicketRequest", forgetful)


def forgets_the_key_of_a_press() -> None:
    """Next that is pressed again calls the next one, or says that the desk is busy."""

    def never(work: Unit, at: AtDesk, key: str) -> None:
        """No press is known."""

    plant(serving, "_called_before", never)


def prints_again_after_a_restart() -> None:
    """Whatever was under way is printed once more."""

    def all_again(work: Unit) -> None:
        under_way = JOB.c.hall_id == work.hall, JOB.c.state == PrintState.SENDING
        work.conn.execute(update(JOB).where(*under_way).values(state=PrintState.QUEUED))

    plant(press, "forget_claims", all_again)


def tells_the_journal_later() -> None:
    """The change is committed, then what is told of it: between the two the journal knows nothing."""
    whole = Store.unit

    @contextmanager
    def unit(self: Store, hall: int, clock: Callable[[], datetime]) -> Iterator[Unit]:
        with whole(self, hall, clock) as work:
            yield work
            work.conn.exec_driver_sql("COMMIT")
            work.conn.exec_driver_sql("BEGIN IMMEDIATE")

    plant(Store, "unit", unit)


def says_sent_before_it_prints() -> None:
    """A job is settled as sent, then printed: nobody hears of the paper that was not."""
    whole = press.Press._print

    def optimistic(self: press.Press, hall: int, job: Claimed) -> press.Ended | None:
        with self.run.store.unit(hall, self.run.clock.now) as work:
            settle(work, job.job, PrintState.SENT)
        return whole(self, hall, job)

    plant(press.Press, "_print", optimistic)


def asks_for_paper_afterwards() -> None:
    """The ticket is committed, then its job: between the two it has none, and never will."""

    def afterwards(work: Unit, visit: int, way: Way) -> int:
        recorded = work.write_journal()
        assert recorded
        work.events.clear()
        work.conn.exec_driver_sql("COMMIT")
        work.conn.exec_driver_sql("BEGIN IMMEDIATE")
        return queue_paper(work, visit, way)

    plant(issuing, "queue_paper", afterwards)


def counts_numbers_in_memory() -> None:
    """What numbers were given is known to the process alone."""
    given: Tally[int] = Tally()

    def in_memory(first: int, last: int, _index: int, stride: int) -> int:
        given[first] += 1
        return number_at(first, last, given[first] - 1, stride)

    plant(issuing, "number_at", in_memory)


BUGS: Mapping[str, Callable[[], None]] = {
    bug.__name__: bug
    for bug in (
        answers_before_it_commits,
        asks_for_paper_afterwards,
        counts_numbers_in_memory,
        forgets_the_key_of_a_press,
        forgets_the_key_of_a_ticket,
        prints_again_after_a_restart,
        says_sent_before_it_prints,
        tells_the_journal_later,
    )
}

if __name__ == "__main__":
    BUGS[sys.argv.pop(1)]()
    main()

"""How SQLite finds what the hall asks for: by index, however many visits there ever were."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from server.hall import boards, figures, public
from server.hall.days import close_day
from server.hall.deciding import decide, offline_parked
from server.hall.desks import sign_on
from server.hall.forecasting import gaps
from server.hall.forgetting import forget_the_gone, forget_the_old, somebody_is_gone
from server.hall.giving_up import give_up, open_jobs
from server.hall.holding import drop_the_unheld, hold, somebody_is_unheld
from server.hall.losing import a_search_is_old, end_old_searches, end_search, found, likely, look_for
from server.hall.own_printer import broke_off
from server.hall.printing import Way, ask_copy, claim, forget_claims, job_waits, paper_of, progress, settle
from server.hall.rating import amend
from server.hall.serving import absent, call_given, finish, recall, start
from server.hall.transferring import come_back, park, reclassify, transfer, withdraw
from server.hall.undoing import undo
from server.models.print_job import PrintState
from server.public.ticket import BEFORE
from tests.cast import TheHall
from tests.paper import Alone, Machine, a_machine, printer_says

GROWING = {
    *("visit", "stage", "call", "event", "print_job", "lease", "lost_paper"),
    *("number_series", "service_day", "rating", "rating_week"),
}
SCAN = re.compile(r"SCAN (\w+)")


@contextmanager
def watched(hall: TheHall) -> Iterator[dict[str, Any]]:
    """Collects every statement and one set of its parameters."""
    seen: dict[str, Any] = {}

    def note(_conn: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        seen.setdefault(statement, parameters[0] if many else parameters)

    engines = {hall.store._writer, hall.store._reader}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)


def plan(hall: TheHall, statement: str, parameters: Any) -> list[str]:
    """What SQLite would do."""
    with hall.store.look() as conn:
        return [row.detail for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]


@pytest.fixture
def door(hall: TheHall) -> Machine:
    """A kiosk with its agent; whoever adds a machine may take their time."""
    return a_machine(hall)


def everything(hall: TheHall, door: Machine) -> None:
    """Every verb once, and every picture."""
    visit = hall.finished(paper=True)
    key = hall.rate(visit)
    hall.do(amend, key, True, "благодаря")
    hall.issue(key="tap")
    hall.issue(key="tap")
    visit = hall.next().visit
    hall.do(recall, hall.vera, visit)
    hall.do(absent, hall.vera, visit)
    hall.do(come_back, visit)
    hall.do(call_given, hall.vera, "A 002", "по изключение", hall.key())
    hall.do(undo, hall.vera, visit)
    hall.next()
    hall.do(transfer, hall.vera, visit, counter=2)
    hall.next(hall.omar)
    hall.do(start, hall.omar, visit)
    hall.do(reclassify, hall.omar, visit, "A05")
    hall.do(park, hall.omar, visit)
    hall.do(withdraw, visit)
    job = hall.do(claim)
    assert job is not None
    hall.do(progress, job.job, PrintState.SENDING)
    hall.do(settle, job.job, PrintState.SENT)
    hall.do(ask_copy, job.visit)
    hall.do(forget_claims)
    with hall.store.look() as conn:
        broke_off(conn, hall.id)
    paper_of(hall.store, job.visit)
    hall.do(sign_on, hall.lili, 3)
    last = hall.called()
    hall.do(start, hall.vera, last)
    hall.do(finish, hall.vera, last)
    without_paper(hall, door)
    without_server(hall, door)
    shot = hall.shot()
    for place in shot.house.counters:
        boards.desk(shot, hall.clock, place, hall.vera)
    figures.today(hall.store, hall.id, shot, hall.clock, how_is=lambda _: "never", own=True, insecure_lan=False)
    public.live(hall.store, hall.id, shot, gaps(hall.store, hall.id), hall.clock.now())
    assert not hall.do(lambda work: somebody_is_gone(work.conn, work.hall, work.day_id, work.now))
    hall.do(forget_the_gone)
    hall.do(close_day)
    hall.do(forget_the_old)


def without_paper(hall: TheHall, door: Machine) -> None:
    """Agents, printers, and people whose paper did not come."""
    loose = hall.cast.devices["agent"]
    printer_says(hall, door.agent)
    printer_says(hall, None)
    visit = hall.issue().visit
    hall.do(ask_copy, visit, Way(door.agent))
    hall.do(claim, loose, anybodys=True)
    hall.do(claim, door.agent)
    with hall.store.look() as conn:
        assert job_waits(conn, hall.id, door.agent)
        jobs = open_jobs(conn, hall.id)
    hall.do(give_up, jobs)
    hall.do(drop_the_unheld)
    hall.do(hold, visit)
    day = hall.shot().day_id
    for end in (lambda work, search: found(work, hall.vera, search, visit, None), end_search):
        search = hall.do(look_for, door.kiosk, "A01", hall.clock.now(), "bg")
        hall.shot()
        hall.do(end, search)
    with hall.store.look() as conn:
        likely(conn, hall.id, day, 1, None, 24)
        a_search_is_old(conn, hall.id, hall.clock.now())
        somebody_is_unheld(conn, hall.id, day, hall.clock.now())
    hall.do(end_old_searches)


def without_server(hall: TheHall, door: Machine) -> None:
    """Numbers lent, given, told."""
    alone = Alone(hall, door)
    alone.gave(paper=("failed", "paper_out"), held=True)
    alone.gave(key=alone.hall.key())
    hall.clock.advance(minutes=11)
    alone.gave(ago=timedelta(minutes=11))
    with hall.store.look() as conn:
        assert offline_parked(conn, hall.id, hall.shot().day_id)
        conn.execute(BEFORE, {"visit": 1}).all()
    hall.do(decide, hall.cast.staff["rosa"], None, still_waiting=False)


def test_nothing_the_hall_does_reads_through_a_table_that_grows(hall: TheHall, door: Machine) -> None:
    with watched(hall) as seen:
        everything(hall, door)
    assert len(seen) > 60
    scans = {}
    for statement, parameters in seen.items():
        if statement.lstrip("(").startswith(("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")):
            found = set(SCAN.findall("\n".join(plan(hall, statement, parameters)))) & GROWING
            if found:
                scans[statement] = plan(hall, statement, parameters)
    assert scans == {}


@pytest.mark.parametrize(
    ("needle", "index"),
    [
        ("row_number() OVER (PARTITION BY visit.service_id, visit.promise_s", "ix_visit_line"),  # HEADS, LINE
        ("visit.wanted_counter_id, count(*) AS n", "ix_visit_line"),  # COUNTS
        ("INSERT INTO visit (hall_id", "ix_visit_line"),  # AHEAD
        ("state IN ('called', 'serving')", "ux_visit_open_at_counter"),  # OPEN_HERE
        ("state IN ('called', 'serving', 'parked', 'absent')", "ix_visit_aside"),  # AT_DESKS
        ('visit."key" = ?', "hall_id=? AND day_id=? AND key=?"),
        ("visit.letter = ?", "hall_id=? AND day_id=? AND letter=? AND digits=?"),
        ('call."key" = ?', "hall_id=? AND day_id=? AND key=?"),
        ("settled_at IS NULL", "ix_print_job_open"),  # NEXT, TAKEN, OPEN
        ("state = 'failed'", "ix_print_job_failed"),  # NOBODYS
        ("state = 'open'", "ix_lost_paper_open"),  # OPEN
        ("UNION ALL SELECT visit.id", "ix_visit_line"),  # LIKELY
        ("UNION ALL SELECT visit.id", "ix_visit_aside"),  # LIKELY
        ("lease.device_id = ? AND lease.first_visit <= ?", "ix_lease_visits"),  # LEASED
        ("WHERE lease.first_visit <= ?", "ix_lease_first_visit"),  # BEFORE
        ("AND unheld", "ix_visit_unheld"),  # UNHELD
        ("FROM rating \nWHERE rating.hall_id = ? AND rating.day = ?", "ix_rating_day"),  # of the office, at the close
        ("UPDATE rating SET group_id", "ix_rating_day"),
    ],
    ids=[
        *("line", "counts", "ahead", "open here", "at the desks", "visit's key", "number", "call's key", "paper"),
        *("failed papers", "searches", "candidates in line", "candidates aside", "lease", "lent visit", "unheld"),
        *("ratings", "pooled ratings"),
    ],
)
def test_the_living_day_is_found_by_its_own_index(hall: TheHall, door: Machine, needle: str, index: str) -> None:
    with watched(hall) as seen:
        everything(hall, door)
    found = {statement: "\n".join(plan(hall, statement, p)) for statement, p in seen.items() if needle in statement}
    assert found, f"nobody asked: {needle}"
    assert [statement for statement, how in found.items() if index not in how] == []

"""What the machine writes down, step by step, and what it makes of it after a restart."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.agent.station import numbers, orders, papers, tickets
from kiosk.agent.station.numbers import NoLease
from kiosk.agent.station.orders import KeyReused, Order
from kiosk.agent.station.papers import Job
from kiosk.agent.station.store import SCHEMA

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)
JOB = Job(7, 70, "k", False, {"number": "A 042"})


@pytest.fixture
def memory() -> Iterator[sqlite3.Connection]:
    conn = sqlite3.connect(":memory:", isolation_level=None)
    conn.row_factory = sqlite3.Row
    conn.executescript(SCHEMA)
    yield conn
    conn.close()


def order(key: str = "k", **more: str) -> Order:
    return Order(more.get("service", "A01"), "bg", "ordinary", ("sight",), "mine", {}, key)


def taken(memory: sqlite3.Connection, job: Job = JOB, at: datetime = NOW) -> int:
    paper = papers.take(memory, job, at)
    assert paper is not None
    return paper


def reports(memory: sqlite3.Connection) -> list[tuple[str, bool]]:
    told = []
    while (report := papers.unreported(memory)) is not None:
        told.append((report.state, report.last))
        papers.reported(memory, report.id)
    return told


def lend(memory: sqlite3.Connection, first: int = 5001, count: int = 3, day: date = DAY) -> None:
    rows = [{"digits": first + n, "visit": first + n, "token": None} for n in range(count)]
    numbers.keep_lease(memory, day, rows)


def test_every_step_of_a_paper_is_told_in_order(memory: sqlite3.Connection) -> None:
    paper = taken(memory)
    assert papers.begin(memory, paper) is not False
    papers.settle(memory, paper, "sent", over=False)
    papers.settle(memory, paper, "confirmed", mm=99.0)
    assert papers.settle(memory, paper, "failed") is None
    assert reports(memory) == [("sending", False), ("sent", False), ("confirmed", True)]


def test_what_was_being_sent_at_a_restart_is_unknown_and_what_was_sent_is_sent(memory: sqlite3.Connection) -> None:
    sending, sent = taken(memory), taken(memory, JOB._replace(job=8))
    for paper in (sending, sent):
        papers.begin(memory, paper)
    papers.settle(memory, sent, "sent", over=False)
    reports(memory)
    papers.after_a_restart(memory)
    assert reports(memory) == [("unknown", True), ("sent", True)]
    assert papers.next_waiting(memory, NOW) is None


@pytest.mark.parametrize(
    ("ends", "hangs"), [([], False), (["sent"], False), (["unknown"], True), (["unknown", "confirmed"], False)]
)
def test_the_last_paper_that_was_begun_tells_whether_a_part_of_it_hangs(
    ends: list[str], hangs: bool, memory: sqlite3.Connection
) -> None:
    for number, end in enumerate(ends):
        paper = taken(memory, JOB._replace(job=number + 1))
        papers.begin(memory, paper)
        assert papers.broke_off(memory)
        papers.settle(memory, paper, end)
    failed = taken(memory, JOB._replace(job=99))
    papers.settle(memory, failed, "failed", "paper_out")  # nothing of it was sent
    assert papers.broke_off(memory) == hangs


@pytest.mark.parametrize(("seconds", "printed"), [(0, True), (60, True), (61, False), (-1, False)])
def test_what_was_only_taken_is_printed_while_somebody_may_wait(
    seconds: int, printed: bool, memory: sqlite3.Connection
) -> None:
    taken(memory)
    papers.after_a_restart(memory)
    paper = papers.next_waiting(memory, NOW + timedelta(seconds=seconds))
    assert (paper is not None) == printed
    assert reports(memory) == ([] if printed else [("failed", True)])


def test_a_job_that_comes_again_is_not_printed_again_but_told_again(memory: sqlite3.Connection) -> None:
    paper = taken(memory)
    assert papers.take(memory, JOB, NOW) is None
    assert reports(memory) == []
    papers.begin(memory, paper)
    papers.settle(memory, paper, "sent")
    reports(memory)
    assert papers.take(memory, JOB, NOW) is None
    assert reports(memory) == [("sent", True)]


def test_a_server_that_was_restored_may_use_a_jobs_number_again(memory: sqlite3.Connection) -> None:
    papers.settle(memory, taken(memory), "sent")
    assert papers.take(memory, JOB._replace(visit=71, key="other"), NOW) is not None


def test_a_number_is_given_once(memory: sqlite3.Connection) -> None:
    lend(memory)
    given = [tickets.give(memory, order(f"k{n}"), "A", DAY, NOW).digits for n in range(3)]
    assert given == [5001, 5002, 5003]
    lend(memory)  # the same answer again
    with pytest.raises(NoLease):
        tickets.give(memory, order("k3"), "A", DAY, NOW)


def test_numbers_go_upward_whatever_comes_in_which_order(memory: sqlite3.Connection) -> None:
    lend(memory, first=5201)
    assert tickets.give(memory, order("k1"), "A", DAY, NOW).digits == 5201
    lend(memory, first=5001)
    assert tickets.give(memory, order("k2"), "A", DAY, NOW).digits == 5202


def test_numbers_of_another_day_are_not_given(memory: sqlite3.Connection) -> None:
    lend(memory)
    tomorrow = DAY + timedelta(days=1)
    with pytest.raises(NoLease):
        tickets.give(memory, order(), "A", tomorrow, NOW)
    numbers.void_before(memory, tomorrow)
    assert numbers.lease_of(memory, DAY) == numbers.Lease(left=0, size=3)


def test_one_key_is_one_order(memory: sqlite3.Connection) -> None:
    orders.remember(memory, order(), NOW)
    orders.remember(memory, order(), NOW)
    with pytest.raises(KeyReused):
        orders.remember(memory, order(service="B02"), NOW)
    orders.answered(memory, "k", {"visit": 70, "number": "A 042"})
    assert orders.answer_about(memory, 70) == {"visit": 70, "number": "A 042", "lang": "bg"}
    orders.forget_orders(memory, NOW + timedelta(days=3))
    assert orders.answer_of(memory, "k") is None


def test_what_a_visitor_needs_is_forgotten_when_the_server_has_it(memory: sqlite3.Connection) -> None:
    lend(memory)
    tickets.give(memory, order(), "A", DAY, NOW)
    upload = tickets.next_upload(memory)
    assert upload is not None
    assert upload.ticket.order["needs"] == ["sight"]
    tickets.uploaded(memory, upload.ticket, {"fate": "in_line"})
    assert "sight" not in "".join(memory.iterdump())
    assert tickets.next_upload(memory) is None


def test_a_ticket_is_brought_when_its_paper_is_over(memory: sqlite3.Connection) -> None:
    lend(memory)
    ticket = tickets.give(memory, order(), "A", DAY, NOW)
    paper = papers.add(memory, ticket.visit, "k", {"number": "A 5001"}, NOW, copy=False, cause=None)
    assert tickets.next_upload(memory) is None
    papers.settle(memory, paper.id, "failed", "paper_out")
    upload = tickets.next_upload(memory)
    assert upload is not None
    assert upload.paper is not None
    assert (upload.paper.state, upload.paper.cause) == ("failed", "paper_out")
    assert reports(memory) == []


def test_a_ticket_that_breaks_the_server_lets_the_others_go_first(memory: sqlite3.Connection) -> None:
    lend(memory)
    first, second = (tickets.give(memory, order(f"k{n}"), "A", DAY, NOW) for n in range(2))
    tickets.broke(memory, first.seq)
    upload = tickets.next_upload(memory)
    assert upload is not None
    assert upload.ticket.seq == second.seq


def test_nothing_is_forgotten_that_the_server_does_not_have(memory: sqlite3.Connection) -> None:
    lend(memory)
    ticket = tickets.give(memory, order(), "A", DAY, NOW)
    papers.add(memory, ticket.visit, "k", {}, NOW, copy=False, cause="paper_out")
    later = NOW + timedelta(days=100)
    tickets.forget_tickets(memory, later)
    papers.forget_papers(memory, later)
    assert tickets.next_upload(memory) is not None
    assert papers.paper_of(memory, ticket.visit) is not None
    tickets.refuse(memory, ticket.seq, {"digits": 5001, "needs": ["sight"]}, 422, "{}", later)
    tickets.forget_tickets(memory, later)
    assert tickets.dead_letters(memory)[0]["body"] == {"digits": 5001, "needs": ["sight"]}
    tickets.forget_tickets(memory, later + timedelta(days=2))
    assert tickets.dead_letters(memory)[0]["body"] == {"digits": 5001, "needs": []}
    assert "sight" not in "".join(memory.iterdump())

"""Many kiosks with machines of their own at once: numbers, papers, words about them."""

from collections import Counter
from datetime import timedelta

import pytest

from server.hall.deciding import decide
from server.hall.giving_up import give_up, open_jobs
from server.hall.holding import drop_the_unheld, hold
from server.hall.leasing import Exhausted, Lent, lend
from server.hall.printing import JobEnded, Way, ask_copy, claim, progress, settle
from server.models.print_job import PrintState
from tests.cast import TheHall
from tests.hall.reading_journal import broken_at, replayed
from tests.paper import Alone, Machine, a_machine, printer_says
from tests.races.crowd import at_once, outcomes


@pytest.fixture
def machines(hall: TheHall) -> list[Machine]:
    """Five kiosks with agents: as many as can give numbers alone."""
    return [a_machine(hall, f"Автомат {n}") for n in range(5)]


def whole(hall: TheHall) -> None:
    """The journal has no gap and tells the states that stand in the database."""
    events = hall.events()
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert broken_at(events) is None
    assert replayed(events) == {row.id: row.state for row in hall.rows("SELECT id, state FROM visit")}


def test_no_visit_and_no_number_is_lent_twice_nor_given_to_anybody_else_meanwhile(
    hall: TheHall, machines: list[Machine]
) -> None:
    def lend_or_issue(n: int) -> list[int]:
        if n % 2:
            return [hall.issue(key=f"{n}/{turn}").visit for turn in range(10)]
        kiosk = machines[n // 2].kiosk
        return [visit for turn in range(4) for _, visit in hall.do(lend, kiosk, f"{n}/{turn}").numbers]

    visits = Counter(visit for got in at_once(10, lend_or_issue) for visit in got)
    assert len(visits) == visits.total() == 5 * 10 + 5 * 800
    firsts = [row.first for row in hall.rows("SELECT first FROM lease ORDER BY first")]
    assert firsts == [thousand + 1 + 200 * n for thousand in range(5000, 10000, 1000) for n in range(4)]
    whole(hall)


def test_the_same_key_from_many_threads_gets_the_same_numbers(hall: TheHall, machines: list[Machine]) -> None:
    got = at_once(8, lambda _: hall.do(lend, machines[0].kiosk, "key"))
    assert len(set(got)) == 1
    assert hall.one("SELECT count(*) FROM lease") == 1


def test_five_of_eight_kiosks_get_a_thousand_each(hall: TheHall) -> None:
    kiosks = [a_machine(hall, f"Автомат {n}").kiosk for n in range(8)]
    lent, refused = outcomes(8, lambda n: hall.do(lend, kiosks[n], f"{n}"))
    assert {type(refusal) for refusal in refused} == {Exhausted}
    assert sorted(one.numbers[0][0] for one in lent if isinstance(one, Lent)) == [5001, 6001, 7001, 8001, 9001]


def test_an_offline_ticket_told_by_many_at_once_is_one(hall: TheHall, machines: list[Machine]) -> None:
    alone = Alone(hall, machines[0])
    ticket = alone.ticket(paper=("sent", None), held=True)
    got = at_once(8, lambda _: alone.tell(ticket))
    assert len(set(got)) == 1
    assert [hall.one(f"SELECT count(*) FROM {table}") for table in ("visit", "stage", "print_job")] == [1, 1, 1]  # noqa: S608 ours
    whole(hall)


def test_three_kiosks_tell_everything_at_once_while_the_hall_goes_on(hall: TheHall, machines: list[Machine]) -> None:
    kiosks = [Alone(hall, machine) for machine in machines[:3]]
    hall.clock.advance(hours=1)
    services = ["A01", "T01", "K01"]

    def tell_or_work(n: int) -> list[str]:
        if n == 3:
            return [hall.issue(key=f"online {turn}").number for turn in range(30)]
        if n == 4:
            for turn in range(10):
                hall.press_next(hall.vera, key=f"{turn}")
                hall.do(decide, hall.cast.staff["rosa"], None, still_waiting=turn % 2 == 0)
            return []
        ago = [timedelta(minutes=minutes) for minutes in range(30)]
        return [kiosks[n].gave(services[turn % 3], ago[turn], key=f"{n} {turn}").number for turn in range(30)]

    done, refused = outcomes(5, tell_or_work)
    assert {type(refusal).__name__ for refusal in refused} <= {"DeskBusy"}
    numbers = Counter(number[2:] for got in done for number in got)
    assert len(numbers) == numbers.total() == 120
    assert hall.one("SELECT count(*) FROM visit") == 120
    whole(hall)


def test_a_paper_is_claimed_once_however_many_ask(hall: TheHall, machines: list[Machine]) -> None:
    for n in range(20):
        hall.issue(key=f"{n}", paper=True)
    got = at_once(5, lambda n: [hall.do(claim, machines[n].agent, anybodys=True) for _ in range(4)])
    jobs = Counter(job.job for ones in got for job in ones if job is not None)
    assert len(jobs) == jobs.total() == 20


def test_a_paper_is_either_given_up_or_sent_never_both(hall: TheHall, machines: list[Machine]) -> None:
    """The caretaker loses patience at the moment in which the agent is heard again."""
    door = machines[0]
    for n in range(12):
        hall.issue(key=f"{n}", paper=True)
    hall.change("UPDATE print_job SET agent_id = :agent", agent=door.agent)
    sent: list[int] = []

    def agent_or_caretaker(n: int) -> None:
        if n == 0:
            for _ in range(4):
                with hall.store.look() as conn:
                    waiting = open_jobs(conn, hall.id)
                hall.do(give_up, waiting[:3])
            return
        while (job := hall.do(claim, door.agent)) is not None:
            try:
                hall.do(progress, job.job, PrintState.SENDING, door.agent)
            except JobEnded:
                continue
            sent.append(job.job)
            hall.do(settle, job.job, PrintState.SENT, agent=door.agent)

    at_once(2, agent_or_caretaker)
    ends = {row.id: (row.state, row.cause) for row in hall.rows("SELECT id, state, cause FROM print_job")}
    assert {end for job, end in ends.items() if job in sent} <= {("sent", None)}
    assert {end for job, end in ends.items() if job not in sent} <= {("failed", "no_agent"), ("unknown", "no_agent")}
    assert len(sent) == len(set(sent))
    whole(hall)


def test_whoever_says_in_time_that_they_have_it_is_not_dropped_behind_their_back(hall: TheHall) -> None:
    visits = [hall.issue(key=f"{n}", paper=True).visit for n in range(10)]
    for job in range(1, 11):
        hall.do(settle, job, PrintState.FAILED, "paper_out")
    hall.clock.advance(minutes=1)
    at_once(11, lambda n: hall.do(drop_the_unheld) if n == 10 else hall.do(hold, visits[n]))
    assert hall.one("SELECT count(*) FROM visit WHERE unheld") == 0
    assert hall.one("SELECT count(*) FROM visit WHERE held") == 10
    whole(hall)


def test_whoever_asks_for_a_copy_at_the_moment_they_are_dropped_is_in_the_line(
    hall: TheHall, machines: list[Machine]
) -> None:
    visits = [hall.issue(key=f"{n}", paper=True).visit for n in range(6)]
    for job in range(1, 7):
        hall.do(settle, job, PrintState.FAILED, "paper_out")
    hall.clock.advance(minutes=1)
    way = Way(machines[0].agent)
    at_once(7, lambda n: hall.do(drop_the_unheld) if n == 6 else hall.do(ask_copy, visits[n], way))
    assert hall.one("SELECT count(*) FROM visit WHERE unheld") == 0
    whole(hall)


def test_a_word_of_a_printer_said_many_times_at_once_is_written_once(hall: TheHall, machines: list[Machine]) -> None:
    at_once(8, lambda _: printer_says(hall, machines[0].agent, cause="offline"))
    at_once(8, lambda _: printer_says(hall, None))
    assert len(hall.events("printer_changed")) == 2
    assert hall.one("SELECT count(*) FROM printer") == 2

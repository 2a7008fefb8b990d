"""Sixteen kiosks at once."""

from collections import Counter

from server.hall.days import close_day
from tests.cast import TheHall
from tests.hall.reading_journal import broken_at
from tests.races.crowd import at_once, outcomes

KIOSKS = 16


def test_no_number_is_given_twice_and_none_is_left_out(hall: TheHall) -> None:
    services = ["A01", "T01", "A02", "K01"]

    def issue_some(kiosk: int) -> list[str]:
        return [hall.issue(services[(kiosk + n) % 4], key=f"{kiosk}/{n}").number for n in range(12)]

    numbers = [number for got in at_once(KIOSKS, issue_some) for number in got]
    by_letter = Counter(number[0] for number in numbers)
    assert len(set(numbers)) == len(numbers) == KIOSKS * 12
    for letter, first in (("A", 1), ("T", 300), ("K", 500)):
        given = sorted(int(number[2:]) for number in numbers if number[0] == letter)
        assert given == list(range(first, first + by_letter[letter]))
    assert [event.seq for event in hall.events()] == list(range(1, len(hall.events()) + 1))
    assert broken_at(hall.events()) is None


def test_the_same_tap_from_many_threads_is_one_ticket(hall: TheHall) -> None:
    got = at_once(KIOSKS, lambda _: hall.issue(key="tap", paper=True))
    assert len({(one.visit, one.number, one.job) for one in got}) == 1
    assert sum(one.fresh for one in got) == 1
    assert hall.one("SELECT count(*) FROM visit") == 1
    assert hall.one("SELECT count(*) FROM print_job") == 1
    assert len(hall.events("visit_issued")) == 1


def test_every_key_is_one_ticket_however_often_it_is_sent(hall: TheHall) -> None:
    got = at_once(KIOSKS, lambda n: [hall.issue(key=f"tap {(n + k) % 8}") for k in range(8)])
    by_key = {f"tap {(n + k) % 8}": one.visit for n, ones in enumerate(got) for k, one in enumerate(ones)}
    assert len(set(by_key.values())) == len(by_key) == 8
    assert {one.visit for ones in got for one in ones} == set(by_key.values())


def test_the_first_tickets_of_the_day_open_it_once(new_hall: TheHall) -> None:
    numbers = sorted(one.number for one in at_once(KIOSKS, lambda n: new_hall.issue(key=f"{n}")))
    assert numbers == [f"A {n:03}" for n in range(1, KIOSKS + 1)]
    assert len(new_hall.events("day_opened")) == 1
    assert new_hall.one("SELECT count(*) FROM service_day") == 1


def test_the_day_is_closed_once_by_four_who_race(hall: TheHall) -> None:
    for _ in range(5):
        hall.issue()
    assert sorted(at_once(4, lambda _: hall.do(close_day))) == [0, 0, 0, 5]
    assert len(hall.events("day_closed")) == 1
    assert len(hall.events("visit_closed")) == 5


def test_whoever_takes_a_ticket_while_the_day_closes_has_one_that_is_closed_or_none(hall: TheHall) -> None:
    def close_or_issue(n: int) -> str:
        return str(hall.do(close_day)) if n == 0 else hall.issue(key=f"{n}").number

    done, refused = outcomes(KIOSKS, close_or_issue)
    assert len(done) + len(refused) == KIOSKS
    assert {type(refusal).__name__ for refusal in refused} <= {"HallClosed"}
    assert hall.one("SELECT count(*) FROM visit WHERE state <> 'closed'") == 0
    assert hall.one("SELECT count(*) FROM visit") == len(done) - 1


def test_midnight_is_crossed_once_by_all(hall: TheHall) -> None:
    old = [hall.issue().visit for _ in range(3)]
    hall.clock.advance(days=1)
    numbers = sorted(one.number for one in at_once(8, lambda n: hall.issue(key=f"{n}")))
    assert numbers == [f"A {n:03}" for n in range(1, 9)]
    assert {hall.state(visit) for visit in old} == {"closed"}
    assert (len(hall.events("day_closed")), len(hall.events("day_opened"))) == (1, 2)

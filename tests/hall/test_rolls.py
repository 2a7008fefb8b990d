"""The emergency roll: every number once, and what became of each."""

from datetime import timedelta

import pytest

from server.hall.deciding import offline_parked
from server.hall.leasing import Exhausted, lend
from server.hall.offline import TakenIn
from server.hall.rolls import (
    MOST,
    NotOfARoll,
    OtherLetter,
    RegisteredBefore,
    Sheets,
    print_sheets,
    printed_sheets,
    register,
    registered_today,
    thousands,
)
from tests.cast import TheHall


def printed(hall: TheHall, letter: str = "A", count: int = 24, thousand: int = 9, key: str | None = None) -> Sheets:
    """The manager prints some."""
    return hall.do(print_sheets, letter, count, thousand, key or hall.key())


def digits(sheets: Sheets) -> list[int]:
    """The numbers on them."""
    return [number for number, _ in sheets.numbers]


def registered(hall: TheHall, number: int, service: str = "A01", ago: float = 0, *, still_waiting: bool) -> TakenIn:
    """Ines says that a number was given so many minutes ago."""
    given = hall.clock.now() - timedelta(minutes=ago)
    return hall.do(register, hall.cast.staff["ines"], number, service, given, still_waiting=still_waiting)


def test_no_number_is_printed_twice_whatever_the_day(hall: TheHall) -> None:
    first, second = printed(hall, "A"), printed(hall, "T", 12)
    hall.clock.advance(days=1)
    third = printed(hall, "A")
    assert digits(first) == list(range(9001, 9025))
    assert digits(second) == list(range(9025, 9037))
    assert digits(third) == list(range(9037, 9061))
    visits = [visit for sheets in (first, second, third) for _, visit in sheets.numbers]
    assert len(set(visits)) == len(visits)
    assert hall.issue().visit not in visits
    with hall.store.look() as conn:
        assert [(s.letter, digits(s)[0]) for s in printed_sheets(conn, hall.id)] == [
            ("A", 9037),
            ("T", 9025),
            ("A", 9001),
        ]


def test_a_request_that_is_repeated_prints_the_same_numbers(hall: TheHall) -> None:
    assert printed(hall, key="once") == printed(hall, key="once")


def test_no_kiosk_gets_the_thousand_of_a_roll_and_no_roll_that_of_a_kiosk(hall: TheHall) -> None:
    hall.do(lend, hall.cast.devices["kiosk"], "k")
    with hall.store.look() as conn:
        assert [one.thousand for one in thousands(conn, hall.id)] == [9, 8, 7, 6]
    with pytest.raises(Exhausted, match="belongs to a kiosk"):
        printed(hall, thousand=5)
    printed(hall, count=30)
    with hall.store.look() as conn:
        assert [(one.thousand, one.left) for one in thousands(conn, hall.id)] == [
            (9, 969),
            (8, 999),
            (7, 999),
            (6, 999),
        ]


def test_a_thousand_ends_and_the_next_roll_has_another(hall: TheHall) -> None:
    for _ in range(8):
        printed(hall, count=MOST)
    assert digits(printed(hall, count=MOST))[-1] == 9999
    with pytest.raises(Exhausted):
        printed(hall)
    with hall.store.look() as conn:
        assert 9 not in [one.thousand for one in thousands(conn, hall.id)]
    assert digits(printed(hall, thousand=8))[0] == 8001


def test_whoever_still_waits_is_in_the_line_by_when_the_number_was_given(hall: TheHall) -> None:
    printed(hall)
    hall.clock.advance(days=3)  # given away on another day than it was printed
    hall.open()
    hall.clock.advance(minutes=90)
    online = hall.issue("A01").visit
    taken = registered(hall, 9003, ago=60, still_waiting=True)
    assert (taken.number, taken.state) == ("A 9003", "waiting")
    assert hall.next().visit == taken.visit != online
    row = hall.visit(taken.visit)
    assert (row.offline, row.held, row.issued_at) == (True, True, hall.clock.now() - timedelta(minutes=60))


@pytest.mark.parametrize("ago", [2, 50])
def test_whoever_was_served_meanwhile_is_counted_and_called_no_more(hall: TheHall, ago: float) -> None:
    printed(hall)
    hall.clock.advance(minutes=60)
    taken = registered(hall, 9001, ago=ago, still_waiting=False)
    assert taken.state == hall.state(taken.visit) == "closed"
    with hall.store.look() as conn:
        assert not offline_parked(conn, hall.id, hall.shot().day_id)
        assert [row.digits for row in registered_today(conn, hall.id, hall.shot().day_id)] == [9001]
    assert hall.press_next() is None


def test_what_cannot_be_registered_says_why(hall: TheHall) -> None:
    printed(hall)
    with pytest.raises(NotOfARoll):
        registered(hall, 9025, still_waiting=True)
    with pytest.raises(OtherLetter) as refusal:
        registered(hall, 9001, "T01", still_waiting=True)
    assert refusal.value.facts == {"letter": "A"}
    registered(hall, 9001, still_waiting=True)
    with pytest.raises(RegisteredBefore):
        registered(hall, 9001, still_waiting=True)

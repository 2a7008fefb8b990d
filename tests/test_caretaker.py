"""What happens by itself: the caretaker's round."""

from typing import Any

from flask import Flask

from server.caretaker import Caretaker
from server.hall.desks import alias_of
from server.hall.founding import found_hall
from tests.cast import TheHall


def aliases(hall: TheHall) -> list[int]:
    """The years of Vera's names in the journal that somebody can still look up."""
    rows = hall.rows("SELECT year FROM clerk_alias WHERE staff_id = :vera ORDER BY year", vera=hall.vera)
    return [row.year for row in rows]


def a_day_later(hall: TheHall, caretaker: Caretaker, days: int) -> None:
    """Vera works on another day, and at night the caretaker closes it."""
    hall.clock.advance(days=days)
    hall.open()
    hall.clock.advance(hours=12)
    caretaker.go_round()
    hall.clock.advance(hours=-12)


def test_whom_an_alias_stood_for_is_forgotten_twelve_months_after_its_year(hall: TheHall, app: Flask) -> None:
    caretaker = Caretaker(app.extensions["gishe"])
    in_the_journal = hall.do(alias_of, hall.vera)
    a_day_later(hall, caretaker, 364)  # a Monday in November 2027
    assert aliases(hall) == [2026, 2027]
    a_day_later(hall, caretaker, 49)  # in January 2028
    assert aliases(hall) == [2027, 2028]
    assert in_the_journal in {event.clerk for event in hall.events()}  # where it names nobody any more


def test_the_caretaker_looks_after_a_hall_though_another_one_is_in_trouble(
    hall: TheHall, app: Flask, log: list[Any]
) -> None:
    """A zone that the machine does not know (any more) breaks whatever asks for the hour."""
    caretaker, other = Caretaker(app.extensions["gishe"]), found_hall(hall.store, "second")
    hall.change("UPDATE hall SET zone = 'Europe/Nowhere', day = '2026-11-23' WHERE id <> :hall", hall=hall.id)
    hall.change("UPDATE hall SET id = -id WHERE id = :other", other=other)  # it is looked after first
    hall.clock.advance(hours=12)
    rounds: list[int] = []
    app.extensions["gishe"].rounds.append(lambda: rounds.append(1))
    for _ in range(2):
        caretaker.go_round()
    app.extensions["gishe"].rounds.pop()
    assert hall.events()[-1].kind == "day_closed"
    assert len(rounds) == 2
    assert [line["event"] for line in log if line["log_level"] == "error"] == [
        "the caretaker could not look after a hall"
    ]

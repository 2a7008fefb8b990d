"""What the hall says of its day is what its journal says, to the microsecond: with and without the server."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from server.hall.days import close_day
from server.hall.deciding import decide
from server.hall.holding import drop_the_unheld
from tests.asking import Asker
from tests.cast import NINE, TheHall
from tests.hall.test_any_day import ACTS, PEOPLE, AnyDay
from tests.paper import Alone, a_machine
from tests.recompute.figures import Figures, differences, figures
from tests.recompute.journal import Event, check

SERVICES = ["A01", "H01", "A02", "T01"]


class DayAlone(AnyDay):
    """Whatever people do, and kiosks that are alone every now and then."""

    def __init__(self, hall: TheHall) -> None:
        self.kiosks: list[Alone] = []
        super().__init__(hall)
        self.machines = [a_machine(hall, f"Автомат {n}") for n in range(2)]

    def server_goes_away(self, _who: int, n: int) -> None:
        """After a word with its kiosks."""
        self.kiosks = [Alone(self.hall, machine) for machine in self.machines]
        self.hall.clock.advance(minutes=n)

    def server_is_back(self, _who: int, n: int) -> None:
        """It hears of tickets given just now, long ago, on another day."""
        for kiosk in self.kiosks:
            ends: list[Any] = [None, ("sent", None), ("failed", "paper_out")]
            for ago in (timedelta(seconds=n * 7 + 0.123456), timedelta(minutes=n)):
                self.visits.append(kiosk.gave(SERVICES[n % 4], ago, paper=ends[n % 3]).visit)

    def somebody_decides(self, _who: int, n: int) -> None:
        self.hall.do(decide, self.hall.cast.staff["rosa"], self.visits[n % 5 :: 3], still_waiting=n % 2 == 0)

    def caretaker(self, _who: int, _n: int) -> None:
        self.hall.do(drop_the_unheld)


ALONE = [*ACTS, *["server goes away", "server is back", "somebody decides"] * 2, "caretaker"]


def told(ask: Callable[[str], Asker]) -> tuple[list[Event], Figures, dict[str, Any]]:
    """The journal, what follows from it, and what the hall says of today."""
    events = ask("ines").get("events?limit=10000").get_json()["events"]
    check(events)
    return events, figures(events), ask("ines").get("hall-today").get_json()


@pytest.mark.parametrize("seed", range(8))
def test_the_books_balance_whatever_people_do_and_whichever_kiosk_was_alone(
    hall: TheHall, ask: Callable[[str], Asker], seed: int
) -> None:
    day, chance = DayAlone(hall), Random(seed)  # noqa: S311 a walk to be repeated, no secret
    for turn in range(90):
        day.act(chance.choice(ALONE), chance.choice(PEOPLE), chance.randrange(60))
        if turn % 15 == 14:
            _, ours, today = told(ask)
            assert differences(today, ours) == []
    assert len([event for event in hall.events("visit_issued") if event.data["origin"] == "offline"]) > 3


def test_what_comes_in_of_yesterday_changes_nothing_of_today(hall: TheHall, ask: Callable[[str], Asker]) -> None:
    alone = Alone(hall, a_machine(hall))
    late = [alone.ticket() for _ in range(3)]
    hall.do(close_day)
    hall.clock.set(NINE + timedelta(days=1))
    hall.open()
    hall.finished()
    _, before, _ = told(ask)
    for ticket in late:
        alone.tell(ticket)
    _, after, today = told(ask)
    assert after == before
    assert differences(today, after) == []
    assert today["issued"] == 1


def test_after_the_close_what_comes_in_late_still_belongs_to_that_day(
    hall: TheHall, ask: Callable[[str], Asker]
) -> None:
    alone = Alone(hall, a_machine(hall))
    hall.finished()
    hall.do(close_day)
    alone.gave()
    _, ours, today = told(ask)
    assert (ours["all"]["issued"], ours["all"]["closed"]) == (2, 1)
    assert differences(today, ours) == []

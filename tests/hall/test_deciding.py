"""Offline tickets that came in late: somebody says whether their holders are still there."""

from datetime import timedelta

import pytest

from server.hall import boards
from server.hall.days import close_day
from server.hall.deciding import decide, offline_parked
from server.hall.holding import drop_the_unheld
from server.hall.serving import start
from server.hall.transferring import come_back, park
from server.hall.undoing import undo
from server.models.visit import Need
from tests.cast import TheHall
from tests.hall.reading_journal import replayed
from tests.paper import Alone, a_machine


@pytest.fixture
def alone(hall: TheHall) -> Alone:
    """A kiosk that was lent numbers at nine; then its server is away for an hour."""
    kiosk = Alone(hall, a_machine(hall))
    hall.clock.advance(hours=1)
    return kiosk


def late(alone: Alone, minutes: int) -> int:
    """Somebody who came so long ago."""
    return alone.gave(ago=timedelta(minutes=minutes)).visit


def waiting_for_a_word(hall: TheHall) -> list[int]:
    """Of whom nobody knows whether they are still there, the oldest first."""
    with hall.store.look() as conn:
        return [row.id for row in offline_parked(conn, hall.id, hall.shot().day_id)]


def test_who_still_waits_goes_back_into_the_line_by_arrival(hall: TheHall) -> None:
    alone = Alone(hall, a_machine(hall))
    hall.clock.advance(minutes=30)
    online = hall.issue().visit
    hall.clock.advance(minutes=30)
    newer, older = late(alone, 20), late(alone, 40)
    assert waiting_for_a_word(hall) == [older, newer]
    assert hall.do(decide, hall.cast.staff["rosa"], [newer, older], still_waiting=True) == [older, newer]
    assert waiting_for_a_word(hall) == []
    assert [hall.next().visit, hall.next(hall.omar).visit] == [older, online]
    told = hall.events("visit_returned")
    assert [(event.counter, event.data["offline"], event.data["state"]) for event in told] == [
        (None, True, "waiting")
    ] * 2
    assert told[0].clerk is not None
    assert told[0].data["before"] == {"state": "parked", "calls": 0}


def test_who_was_served_meanwhile_is_closed_and_what_they_said_is_forgotten(hall: TheHall, alone: Alone) -> None:
    visit = alone.gave(ago=timedelta(minutes=30), needs=[Need.SIGHT]).visit
    hall.do(decide, hall.cast.staff["ines"], [visit], still_waiting=False)
    row = hall.visit(visit)
    assert (row.state, row.needs) == ("closed", None)
    (told,) = hall.events("visit_closed")
    assert (told.data["offline"], told.data["before"]) == (True, {"state": "parked"})
    assert replayed(hall.events()) == {visit: "closed"}


@pytest.mark.parametrize("still_waiting", [True, False])
def test_all_are_decided_at_once(hall: TheHall, alone: Alone, still_waiting: bool) -> None:
    visits = [late(alone, minutes) for minutes in (50, 40, 30)]
    fresh = late(alone, 5)
    assert hall.do(decide, hall.cast.staff["rosa"], None, still_waiting=still_waiting) == visits
    assert {hall.state(visit) for visit in visits} == {"waiting" if still_waiting else "closed"}
    assert hall.state(fresh) == "waiting"
    assert hall.do(decide, hall.cast.staff["rosa"], None, still_waiting=False) == []


def test_a_decision_about_somebody_else_changes_nothing(hall: TheHall) -> None:
    parked, waiting = hall.called(), hall.issue().visit
    hall.do(park, hall.vera, parked)
    assert hall.do(decide, hall.cast.staff["rosa"], [parked, waiting, 4711], still_waiting=False) == []
    assert (hall.state(parked), hall.state(waiting)) == ("parked", "waiting")


def test_whom_a_clerk_has_set_aside_since_waits_for_something_else(hall: TheHall, alone: Alone) -> None:
    visit = late(alone, 5)
    hall.next()
    hall.do(start, hall.vera, visit)
    hall.do(park, hall.vera, visit, "носи удостоверение")
    assert waiting_for_a_word(hall) == []
    assert hall.do(decide, hall.cast.staff["rosa"], None, still_waiting=False) == []
    assert hall.state(visit) == "parked"


def test_a_clerk_who_sees_them_brings_them_back_at_once(hall: TheHall, alone: Alone) -> None:
    visit = late(alone, 30)
    hall.do(come_back, visit, hall.vera)
    assert waiting_for_a_word(hall) == []
    assert hall.next().visit == visit


def test_whoever_still_waits_holds_the_number_whatever_became_of_the_paper(hall: TheHall, alone: Alone) -> None:
    visit = alone.gave(ago=timedelta(minutes=30), paper=("failed", "paper_out")).visit
    hall.do(decide, hall.cast.staff["rosa"], None, still_waiting=True)
    hall.clock.advance(minutes=5)
    assert hall.do(drop_the_unheld) == []
    assert hall.next().visit == visit


def test_a_clerk_who_decides_at_a_desk_takes_it_back_there(hall: TheHall, alone: Alone) -> None:
    visit = late(alone, 30)
    hall.do(decide, hall.vera, [visit], still_waiting=True)
    hall.do(undo, hall.vera, visit)
    assert waiting_for_a_word(hall) == [visit]


def test_whom_nobody_decided_about_the_day_closes(hall: TheHall, alone: Alone) -> None:
    visit = late(alone, 30)
    hall.do(close_day)
    assert hall.state(visit) == "closed"
    assert waiting_for_a_word(hall) == []


def test_after_hours_without_the_server_a_desk_lists_whom_it_set_aside_and_the_oldest_of_the_others(
    hall: TheHall, alone: Alone
) -> None:
    """A picture of hundreds, at every desk and for every event, would stop the hall just when it is back."""
    late_ones = [alone.gave(service, timedelta(minutes=90 - n)).visit for n in range(60) for service in ("A01", "T01")]
    waits = hall.called()
    hall.do(park, hall.vera, waits)
    place = hall.house().counter(1)
    assert place is not None
    assert "T" not in place.serves
    shown = boards.desk(hall.shot(), hall.clock, place, hall.vera).parked
    assert [(one.visit, one.offline) for one in shown] == [
        (waits, False),
        *((visit, True) for visit in late_ones[:100:2]),
    ]
    hall.do(decide, hall.cast.staff["rosa"], late_ones[:20], still_waiting=False)
    shown = boards.desk(hall.shot(), hall.clock, place, hall.vera).parked
    assert [one.visit for one in shown[1:]] == late_ones[20::2]
    assert waiting_for_a_word(hall) == sorted(late_ones[20:], key=lambda visit: hall.visit(visit).issued_at)

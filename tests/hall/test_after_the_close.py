"""What may still happen, and what is shown, once the day is closed."""

import pytest

from server.domain.lifecycle import TooLate
from server.hall.days import close_day
from server.hall.desks import sign_on
from server.hall.figures import today
from server.hall.pictures import HallToday
from server.hall.serving import absent, start
from server.hall.transferring import come_back, reclassify, withdraw
from tests.cast import TheHall


def shown(hall: TheHall) -> HallToday:
    return today(hall.store, hall.id, hall.shot(), hall.clock, how_is=lambda _: "never", own=False, insecure_lan=False)


def test_nobody_comes_back_into_a_closed_day(hall: TheHall) -> None:
    visit = hall.called()
    hall.do(absent, hall.vera, visit)
    hall.do(close_day)
    hall.clock.advance(minutes=5)
    with pytest.raises(TooLate):
        hall.do(come_back, visit)
    assert hall.state(visit) == "absent"


def test_nobody_gives_a_number_of_a_closed_day_back(hall: TheHall) -> None:
    visit = hall.called()
    hall.do(absent, hall.vera, visit)
    hall.do(close_day)
    with pytest.raises(TooLate):
        hall.do(withdraw, visit)
    assert hall.state(visit) == "absent"


def test_the_office_still_sees_the_day_that_was_closed(hall: TheHall) -> None:
    hall.finished()
    hall.issue()
    before = shown(hall)
    hall.do(close_day)
    hall.clock.advance(hours=20)
    after = shown(hall)
    assert (after.day, after.issued, after.finished, after.closed) == (before.day, 2, 1, 1)
    assert after.all.service_median_s == before.all.service_median_s


def test_a_new_day_begins_with_empty_figures(hall: TheHall) -> None:
    hall.finished()
    hall.do(close_day)
    hall.clock.advance(days=1)
    hall.do(sign_on, hall.vera, 1)
    assert (shown(hall).day, shown(hall).issued) == ("2026-11-24", 0)


def test_another_service_found_out_on_the_way_to_the_counter_does_not_shorten_the_walk(hall: TheHall) -> None:
    visit = hall.called("A01")
    hall.clock.advance(seconds=20)
    hall.do(reclassify, hall.vera, visit, "A02")
    hall.clock.advance(seconds=15)
    hall.do(start, hall.vera, visit)
    assert shown(hall).all.walk_median_s == 35

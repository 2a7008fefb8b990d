"""A machine's clock that is set back: nobody waits less than no time, and the hall does not stand for days."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from server.caretaker import Caretaker
from server.hall import boards
from server.hall.days import HallClosed, close_day, day_is_over
from server.hall.desks import sign_on
from server.hall.figures import today
from server.hall.forecasting import gaps
from server.hall.pictures import HallToday
from server.hall.serving import absent, finish, start
from server.hall.transferring import come_back
from tests.asking import server_of
from tests.cast import NINE, TheHall
from tests.hall.reading_journal import broken_at, replayed
from tests.recompute.figures import differences, figures


def shown(hall: TheHall) -> HallToday:
    return today(hall.store, hall.id, hall.shot(), hall.clock, how_is=lambda _: "never", own=False, insecure_lan=False)


def go_round(hall: TheHall) -> None:
    """What the caretaker does once a second."""
    app = server_of(hall)
    Caretaker(app.extensions["gishe"]).go_round()
    app.extensions["gishe"].close()


def journal(hall: TheHall) -> list[Any]:
    """The journal as it is published."""
    return [
        {"seq": e.seq, "at": e.at.isoformat(), "kind": e.kind, "visit": e.visit_id, "data": e.data}
        for e in hall.events()
    ]


def served(hall: TheHall, back: timedelta) -> int:
    """Somebody takes a ticket, the clock is set back, and they are called and served."""
    hall.clock.advance(minutes=5)
    visit = hall.issue().visit
    hall.clock.set(hall.clock.now() - back)
    assert hall.next().visit == visit
    hall.clock.advance(seconds=30)
    hall.do(start, hall.vera, visit)
    hall.clock.advance(minutes=10)
    hall.do(finish, hall.vera, visit)
    return visit


@pytest.mark.parametrize("hours", [1, 4, 6, 24 * 365])
def test_nobody_waits_or_is_served_less_than_no_time(hall: TheHall, hours: int) -> None:
    visit = served(hall, timedelta(hours=hours))
    assert all(stage.ended_at >= stage.started_at for stage in hall.stages(visit))
    figures_now = shown(hall).all
    assert (figures_now.wait_median_s, figures_now.walk_median_s) == (0, 30 if hours > 4 else 0)
    assert figures_now.service_median_s == (600 if hours > 4 else 0)
    assert differences(shown(hall).model_dump(mode="json"), figures(journal(hall))) == []


def test_the_journals_time_stands_until_a_clock_set_back_by_an_hour_has_caught_up(hall: TheHall) -> None:
    hall.clock.advance(minutes=5)
    hall.issue()
    before = hall.clock.now()
    hall.clock.set(before - timedelta(hours=1))
    hall.next()
    hall.clock.set(before + timedelta(seconds=1))
    hall.issue()
    assert [event.at for event in hall.events()[-2:]] == [before, before + timedelta(seconds=1)]
    assert all(one.at <= two.at for one, two in pairwise(hall.events()))
    assert not hall.events("clock_set_back")


def test_pictures_are_not_older_than_what_they_show(hall: TheHall) -> None:
    hall.issue()
    hall.clock.advance(hours=-2)
    shot = hall.shot()
    assert shot.at == NINE
    place = shot.house.counters[0]
    assert boards.desk(shot, hall.clock, place, hall.vera).at == NINE
    assert shown(hall).longest_wait_s == 0


def test_the_office_is_told_while_the_halls_time_stands(hall: TheHall) -> None:
    assert shown(hall).clock_behind_s == 0
    hall.clock.advance(seconds=-1)
    assert shown(hall).clock_behind_s == 0
    hall.clock.advance(seconds=-3599)
    assert shown(hall).clock_behind_s == 3600
    hall.clock.advance(hours=1)
    assert shown(hall).clock_behind_s == 0


def test_the_log_says_once_that_the_clock_was_set_back_and_once_that_it_has_caught_up(
    hall: TheHall, log: list[Any]
) -> None:
    hall.clock.advance(hours=-1)
    hall.issue()
    hall.issue()
    hall.clock.advance(hours=1)
    hall.issue()
    hall.issue()
    said = [(line["event"], line.get("behind_s")) for line in log]
    assert said == [("the clock was set back", 3600), ("the hall's time runs with the clock again", None)]


def test_the_kiosk_promises_no_negative_minutes(hall: TheHall) -> None:
    """Calls whose times run backwards, as a clock set back by a day leaves them."""
    for _ in range(5):
        hall.issue()
    for _ in range(4):
        done = hall.next()
        hall.do(start, hall.vera, done.visit)
        hall.do(finish, hall.vera, done.visit)
        hall.clock.advance(hours=-6)
    assert all(gap >= 0 for gap in gaps(hall.store, hall.id).values())


def test_a_clock_that_was_years_ahead_and_is_put_right_does_not_stop_the_hall(hall: TheHall) -> None:
    waiting = hall.issue().visit
    hall.clock.advance(days=3650)
    hall.do(sign_on, hall.lili, 3)  # the day of today is closed, one in ten years begins
    assert hall.state(waiting) == "closed"
    hall.clock.set(NINE + timedelta(minutes=5))
    hall.issue()
    assert hall.events()[-1].at == NINE + timedelta(minutes=5)
    (told,) = hall.events("clock_set_back")
    assert told.data == {"was": "2036-11-20T07:00:00.000000Z"}
    hall.clock.advance(minutes=5)
    assert hall.press_next(hall.lili) is None  # time goes on, and so does work
    assert broken_at(hall.events()) is None
    assert replayed(hall.events())[waiting] == "closed"


def test_whoever_waits_while_a_wrong_clock_is_put_right_goes_before_whoever_comes_then(hall: TheHall) -> None:
    hall.clock.advance(hours=7)
    gone = hall.called()
    hall.do(absent, hall.vera, gone)
    waiting = hall.issue().visit
    hall.clock.set(NINE + timedelta(minutes=5))
    later = hall.issue().visit
    hall.clock.advance(minutes=1)
    hall.do(come_back, gone)
    assert [hall.next(who).visit for who in (hall.omar, hall.vera)] == [gone, waiting]
    hall.do(start, hall.vera, waiting)
    hall.do(finish, hall.vera, waiting)
    assert hall.next().visit == later


def test_a_day_that_a_wrong_clock_opened_ends_with_the_hours_of_the_day_it_is(hall: TheHall) -> None:
    hall.clock.advance(days=7)
    hall.open()
    hall.clock.set(NINE)
    visit = hall.issue().visit
    hall.clock.set(datetime(2026, 11, 23, 17, 29, tzinfo=UTC))
    go_round(hall)
    assert hall.state(visit) == "waiting"
    hall.clock.set(datetime(2026, 11, 23, 17, 30, tzinfo=UTC))  # closed at half past five in Sofia, and two hours on
    go_round(hall)
    assert hall.state(visit) == "closed"


def test_a_day_that_only_a_wrong_clock_closed_goes_on(hall: TheHall) -> None:
    first = hall.issue()
    hall.clock.advance(days=2)
    go_round(hall)
    hall.clock.set(NINE + timedelta(minutes=1))
    hall.open()
    second = hall.issue()
    assert (first.number, second.number) == ("A 001", "A 002")  # no number twice
    assert (shown(hall).issued, shown(hall).day) == (2, "2026-11-23")
    assert differences(shown(hall).model_dump(mode="json"), figures(journal(hall))) == []
    hall.clock.advance(hours=1)
    hall.do(close_day)
    with pytest.raises(HallClosed):
        hall.issue()


def test_a_day_that_a_wrong_clock_had_opened_and_closed_is_there_when_it_comes(hall: TheHall) -> None:
    hall.do(close_day)
    hall.clock.advance(days=3)
    hall.issue()
    hall.clock.set(NINE)
    hall.do(close_day)
    hall.clock.advance(days=3)
    assert hall.issue().number == "A 002"


def test_over_midnight_nobody_loses_a_number_by_a_clock_that_is_set_back(hall: TheHall) -> None:
    visit = hall.issue().visit
    hall.clock.advance(hours=-12)
    hall.do(sign_on, hall.lili, 3)
    assert hall.state(visit) == "waiting"
    assert not day_is_over(hall.house(), NINE.date(), hall.clock.now())

"""The service day: begun by the first thing that happens, ended once; over midnight, the year's end, changed clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from server.caretaker import Caretaker
from server.hall.days import close_day, open_day
from server.hall.desks import sign_on
from server.hall.serving import absent
from server.hall.transferring import park
from tests.asking import server_of
from tests.cast import NINE, TheHall
from tests.hall.reading_journal import broken_at

CLOSING = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)


def days(hall: TheHall) -> list[tuple[str, bool]]:
    """The service days, and whether each is closed."""
    rows = hall.rows("SELECT date, closed_at FROM service_day ORDER BY id")
    return [(str(row.date), row.closed_at is not None) for row in rows]


def never_closing(hall: TheHall) -> TheHall:
    """A hall that is open at any hour."""
    hall.change("UPDATE hall SET always_open = true, catalogue_version = catalogue_version + 1")
    return hall


def go_round(hall: TheHall) -> None:
    """What the caretaker does once a second."""
    app = server_of(hall)
    Caretaker(app.extensions["gishe"]).go_round()
    app.extensions["gishe"].close()


def test_the_days_end_closes_whoever_is_still_in_it(hall: TheHall) -> None:
    finished, gone = hall.finished(), hall.called()
    hall.do(absent, hall.vera, gone)
    parked = hall.called()
    hall.do(park, hall.vera, parked)
    serving, waiting = hall.serving(), hall.issue().visit
    hall.next(hall.omar)
    waiting_too = hall.issue().visit
    assert hall.do(close_day) == 4
    states = {visit: hall.state(visit) for visit in (finished, gone, parked, serving, waiting, waiting_too)}
    assert states == dict.fromkeys(states, "closed") | {finished: "finished", gone: "absent"}
    assert hall.one("SELECT count(*) FROM stage WHERE ended_at IS NULL") == 0
    assert hall.one("SELECT count(*) FROM desk") == 0
    closed = hall.events("day_closed")[-1].data
    assert closed == {"day": "2026-11-23", "issued": 6, "closed": 4, "ratings": 0}
    assert hall.shot().day_id is None


def test_a_day_is_closed_once(hall: TheHall) -> None:
    hall.do(close_day)
    before = len(hall.events())
    assert hall.do(close_day) == 0
    assert len(hall.events()) == before
    assert days(hall) == [("2026-11-23", True)]


@pytest.mark.parametrize(
    ("at", "closed"),
    [(CLOSING, False), (CLOSING + timedelta(minutes=119, seconds=59), False), (CLOSING + timedelta(hours=2), True)],
)
def test_the_caretaker_closes_the_day_two_hours_after_closing_time(hall: TheHall, at: datetime, closed: bool) -> None:
    """Whoever is in the hall at closing time is still served."""
    hall.issue()
    hall.clock.set(at)
    go_round(hall)
    assert days(hall) == [("2026-11-23", closed)]


def test_a_hall_that_was_off_at_closing_time_closes_the_day_before_it_opens_the_next(hall: TheHall) -> None:
    old = hall.issue().visit
    hall.clock.advance(days=3)
    new = hall.issue()
    assert new.number == "A 001"
    assert days(hall) == [("2026-11-23", True), ("2026-11-26", False)]
    assert (hall.state(old), hall.state(new.visit)) == ("closed", "waiting")
    kinds = [event.kind for event in hall.events()[-5:]]
    assert kinds == ["signed_off", "signed_off", "day_closed", "day_opened", "visit_issued"]


def test_at_midnight_a_hall_that_never_closes_begins_a_new_day(new_hall: TheHall) -> None:
    hall = never_closing(new_hall)
    hall.clock.set(datetime(2026, 11, 23, 21, 59, 59, 999999, tzinfo=UTC))
    evening = hall.issue()
    hall.clock.advance(microseconds=1)
    morning = hall.issue()
    assert (evening.number, morning.number) == ("A 001", "A 001")
    assert days(hall) == [("2026-11-23", True), ("2026-11-24", False)]
    assert hall.state(evening.visit) == "closed"


@pytest.mark.parametrize(
    ("begins", "hours"),
    [(datetime(2026, 10, 24, 21, tzinfo=UTC), 25), (datetime(2027, 3, 27, 22, tzinfo=UTC), 23)],
    ids=["the long night", "the short night"],
)
def test_in_the_nights_when_clocks_change_the_day_is_one_and_nobody_waits_a_wrong_hour(
    new_hall: TheHall, begins: datetime, hours: int
) -> None:
    hall = never_closing(new_hall)
    hall.clock.set(begins)
    numbers = []
    for _ in range(hours):
        numbers.append(hall.issue().number)
        hall.clock.advance(hours=1)
    assert numbers == [f"A {n:03}" for n in range(1, hours + 1)]
    assert len(days(hall)) == 1
    hall.clock.advance(seconds=-1)
    hall.do(sign_on, hall.vera, 1)
    first = hall.next()
    waited = hall.why(first.visit)["chosen"]["waited_s"]
    assert (first.number, waited) == ("A 001", hours * 3600 - 1)
    hall.clock.advance(seconds=1)
    assert hall.issue().number == "A 001"
    assert len(days(hall)) == 2
    assert broken_at(hall.events()) is None


@pytest.mark.parametrize(
    "midnight",
    [
        datetime(2026, 12, 31, 22, tzinfo=UTC),
        datetime(2028, 2, 28, 22, tzinfo=UTC),
        datetime(2028, 2, 29, 22, tzinfo=UTC),
    ],
    ids=["year end", "before the leap day", "after the leap day"],
)
def test_the_year_ends_and_leap_days_pass_like_any_other_night(new_hall: TheHall, midnight: datetime) -> None:
    hall = never_closing(new_hall)
    hall.clock.set(midnight - timedelta(minutes=1))
    waiting = hall.issue().visit
    hall.clock.set(midnight)
    hall.do(sign_on, hall.vera, 1)
    assert [hall.issue().number for _ in range(2)] == ["A 001", "A 002"]
    assert hall.state(waiting) == "closed"
    local = (midnight + timedelta(hours=2)).date()
    assert [name for name, _ in days(hall)] == [str(local - timedelta(days=1)), str(local)]


def test_a_day_is_named_by_the_halls_own_date(new_hall: TheHall) -> None:
    hall = never_closing(new_hall)
    hall.clock.set(NINE.replace(hour=22, minute=30))
    hall.do(open_day)
    with hall.unit() as work:
        assert work.day == date(2026, 11, 24)

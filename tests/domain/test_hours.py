"""When the hall is open: its week, breaks, the last ticket, a hall that is always open."""

from datetime import UTC, date, datetime, timedelta

import pytest

from server.domain.hours import BadHours, Hours, Interval, Special
from tests.domain.halls import BREAK_HALL, HALL, MONDAY, SOFIA, WORKDAY, intervals, sofia


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23 08:29:59", False),
        ("2026-11-23 08:30", True),
        ("2026-11-23 17:29:59.999", True),
        ("2026-11-23 17:30", False),
        ("2026-11-27 12:00", True),  # Friday
        ("2026-11-28 12:00", False),  # Saturday
        ("2026-11-29 12:00", False),  # Sunday
        ("2026-12-24 12:00", False),  # Christmas Eve, a Thursday
    ],
)
def test_the_hall_is_open_in_its_hours(moment: str, is_open: bool) -> None:
    assert HALL.is_open(sofia(moment)) is is_open
    assert HALL.gives_tickets(sofia(moment)) is is_open


@pytest.mark.parametrize(
    ("moment", "is_open"), [("11:59", True), ("12:00", False), ("12:59:59", False), ("13:00", True)]
)
def test_in_a_break_the_hall_is_closed(moment: str, is_open: bool) -> None:
    assert BREAK_HALL.is_open(sofia(f"2026-11-23 {moment}")) is is_open


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-23 07:00", "2026-11-23 08:30"),
        ("2026-11-23 08:30", "2026-11-23 13:00"),
        ("2026-11-23 12:15", "2026-11-23 13:00"),
        ("2026-11-23 17:10", "2026-11-24 08:30"),
        ("2026-11-27 18:00", "2026-11-30 08:30"),  # over a weekend
        ("2026-12-23 18:00", "2026-12-29 08:30"),  # over Christmas, a Sunday and the day off for the Saturday
        ("2026-12-31 18:00", "2027-01-04 08:30"),  # over New Year and a weekend
        ("2027-04-29 18:00", "2027-05-05 08:30"),  # over Easter and the day off for the first of May
    ],
)
def test_a_closed_hall_says_when_tickets_are_given_again(moment: str, opens: str) -> None:
    assert BREAK_HALL.opens_at(sofia(moment)) == sofia(opens)


def test_the_next_opening_is_in_utc() -> None:
    opens = HALL.opens_at(sofia("2026-11-23 07:00"))
    assert opens is not None
    assert opens.tzinfo is UTC


def test_a_hall_that_never_opens_says_so() -> None:
    assert Hours({}, SOFIA).opens_at(sofia("2026-11-23 07:00")) is None


@pytest.mark.parametrize(
    ("day", "next_day"),
    [
        ("2026-11-23", "2026-11-24"),
        ("2026-11-27", "2026-11-30"),  # over a weekend
        ("2026-12-23", "2026-12-29"),  # over Christmas, of which a day off falls on the Monday
    ],
)
def test_the_next_day_is_the_next_one_with_opening_hours(day: str, next_day: str) -> None:
    assert HALL.next_day(date.fromisoformat(day)) == date.fromisoformat(next_day)
    assert Hours({}, SOFIA).next_day(date.fromisoformat(day)) is None


@pytest.mark.parametrize(("days", "found"), [(399, True), (400, False)])
def test_the_next_opening_is_sought_for_400_days(days: int, found: bool) -> None:
    opening = MONDAY + timedelta(days=days)
    hall = Hours({}, SOFIA, {opening: Special(WORKDAY)})
    assert (hall.opens_at(sofia("2026-11-23 07:00")) is not None) is found


@pytest.mark.parametrize(
    ("moment", "closes"), [("08:30", "12:00"), ("11:59", "12:00"), ("12:30", None), ("13:00", "17:30"), ("17:30", None)]
)
def test_an_open_hall_says_when_it_closes(moment: str, closes: str | None) -> None:
    assert BREAK_HALL.closes_at(sofia(f"2026-11-23 {moment}")) == (sofia(f"2026-11-23 {closes}") if closes else None)


def test_a_day_ends_with_its_last_hours() -> None:
    assert BREAK_HALL.ends_at(MONDAY) == sofia("2026-11-23 17:30")
    assert BREAK_HALL.ends_at(date(2026, 11, 28)) is None


@pytest.mark.parametrize(("moment", "given"), [("16:59:59", True), ("17:00", False), ("17:29", False), ("11:45", True)])
def test_the_last_ticket_is_given_before_the_day_ends_but_not_before_a_break(moment: str, given: bool) -> None:
    now = sofia(f"2026-11-23 {moment}")
    assert BREAK_HALL.is_open(now)
    assert BREAK_HALL.gives_tickets(now) is given
    assert BREAK_HALL.last_ticket(now) == sofia("2026-11-23 17:00")


def test_on_a_closed_day_there_is_no_last_ticket() -> None:
    assert HALL.last_ticket(sofia("2026-11-28 12:00")) is None


def test_an_opening_too_late_for_tickets_is_no_opening_for_visitors() -> None:
    hours = intervals("08:30-12:00", "17:00-17:30")
    hall = Hours({0: hours, 1: hours}, SOFIA, last_ticket_min=45)
    assert hall.opens_at(sofia("2026-11-23 12:30")) == sofia("2026-11-24 08:30")


@pytest.mark.parametrize("moment", ["2026-11-28 03:00", "2026-12-25 12:00", "2026-11-23 23:59:59", "2026-03-29 00:00"])
def test_a_hall_that_is_always_open_never_closes(moment: str) -> None:
    hall = Hours(HALL.week, SOFIA, {date(2026, 11, 28): Special()}, last_ticket_min=60, always=True)
    now = sofia(moment)
    assert hall.is_open(now)
    assert hall.gives_tickets(now)
    assert hall.last_ticket(now) is hall.closes_at(now) is hall.opens_at(now) is None
    assert [str(interval) for interval in hall.intervals(hall.day_of(now))] == ["00:00-24:00"]
    assert hall.note(hall.day_of(now), "bg") is None


def test_a_day_of_a_hall_that_is_always_open_ends_at_midnight() -> None:
    assert Hours({}, SOFIA, always=True).ends_at(MONDAY) == sofia("2026-11-24 00:00")


@pytest.mark.parametrize(("utc", "day"), [("21:59:59", date(2026, 11, 23)), ("22:00", date(2026, 11, 24))])
def test_a_moment_belongs_to_the_halls_own_day(utc: str, day: date) -> None:
    assert HALL.day_of(datetime.fromisoformat(f"2026-11-23 {utc}+00:00")) == day


@pytest.mark.parametrize("text", ["08:30-17:30", "00:00-24:00", "22:00-24:00"])
def test_hours_are_written_as_they_are_read(text: str) -> None:
    assert str(Interval.parse(text)) == text


@pytest.mark.parametrize("text", ["", "08:30", "8h-17h", "08:30-17:30-18:00", "25:00-26:00"])
def test_hours_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(BadHours, match="no opening hours"):
        Interval.parse(text)


@pytest.mark.parametrize(
    "hours",
    [
        ["12:00-08:00"],
        ["09:00-09:00"],
        ["08:30-12:00", "11:59-17:00"],
        ["13:00-17:00", "08:00-12:00"],
        ["20:00-24:00", "23:00-23:30"],
    ],
)
def test_hours_out_of_order_are_refused(hours: list[str]) -> None:
    with pytest.raises(BadHours, match="overlap or end before they begin"):
        Hours({0: intervals(*hours)}, SOFIA)
    with pytest.raises(BadHours):
        Hours({}, SOFIA, {MONDAY: Special(intervals(*hours))})


def test_hours_may_follow_without_a_pause() -> None:
    hall = Hours({0: intervals("08:00-12:00", "12:00-24:00")}, SOFIA)
    assert hall.is_open(sofia("2026-11-23 12:00"))
    assert hall.is_open(sofia("2026-11-23 23:59:59"))

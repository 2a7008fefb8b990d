"""The two nights a year when an hour is missing or comes twice."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from server.domain.hours import Hours
from tests.domain.halls import EVERY_DAY_HALL, SOFIA, intervals, sofia


@pytest.mark.parametrize(
    ("day", "opens_utc", "hours"),
    [
        (date(2026, 3, 28), time(22), 24),
        (date(2026, 3, 29), time(22), 23),  # at 03:00 it is 04:00
        (date(2026, 10, 24), time(21), 24),
        (date(2026, 10, 25), time(21), 25),  # at 04:00 it is 03:00
        (date(2026, 10, 26), time(22), 24),
    ],
)
def test_a_day_is_as_long_as_the_night_makes_it(day: date, opens_utc: time, hours: int) -> None:
    ((opens, closes),) = Hours({}, SOFIA, always=True).spans(day)
    assert opens == datetime.combine(day - timedelta(days=1), opens_utc, UTC)
    assert closes - opens == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("saturday", "utc_before", "utc_after"), [("2026-03-28", "06:30", "05:30"), ("2026-10-24", "05:30", "06:30")]
)
def test_the_hall_opens_by_the_clock_on_the_wall_before_and_after_the_night(
    saturday: str, utc_before: str, utc_after: str
) -> None:
    evening = sofia(f"{saturday} 20:00")
    assert EVERY_DAY_HALL.opens_at(evening - timedelta(days=1)) == datetime.fromisoformat(
        f"{saturday} {utc_before}+00:00"
    )
    sunday = date.fromisoformat(saturday) + timedelta(days=1)
    assert EVERY_DAY_HALL.opens_at(evening) == datetime.fromisoformat(f"{sunday} {utc_after}+00:00")


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 1), (date(2026, 10, 25), 3), (date(2026, 11, 1), 2)])
def test_hours_over_the_changed_hour_lose_or_gain_it(day: date, hours: int) -> None:
    ((opens, closes),) = Hours({6: intervals("02:30-04:30")}, SOFIA).spans(day)
    assert closes - opens == timedelta(hours=hours)

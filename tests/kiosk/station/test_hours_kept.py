"""Open or closed, by the hours that were kept."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.agent.station.hours import margin, opening

SOFIA = ZoneInfo("Europe/Sofia")
WEEK = [
    {"date": "2026-11-23", "intervals": ["08:30-12:00", "13:00-17:30"]},
    {"date": "2026-11-24", "intervals": []},
    {"date": "2026-11-25", "intervals": ["09:00-24:00"]},
]
QUARTER = 900.0  # the last ticket is given a quarter before the end


def at(day: int, clock: str) -> datetime:
    """A moment of November 2026 in Sofia."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, tzinfo=SOFIA).astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "clock", "opens"),
    [
        (23, "08:29", (23, "08:30")),
        (23, "12:00", (23, "13:00")),
        (23, "17:15", (25, "09:00")),
        (23, "23:59", (25, "09:00")),
        (24, "10:00", (25, "09:00")),
        (25, "23:45", None),
        (27, "10:00", None),
    ],
)
def test_a_closed_hall_says_when_it_opens(day: int, clock: str, opens: tuple[int, str] | None) -> None:
    now = opening(WEEK, SOFIA, at(day, clock), QUARTER)
    assert (now.open, now.opens_at) == (False, at(*opens) if opens else None)


@pytest.mark.parametrize(
    ("day", "clock", "last"), [(23, "08:30", "17:15"), (23, "17:14", "17:15"), (25, "23:44", "23:45")]
)
def test_an_open_one_until_when(day: int, clock: str, last: str) -> None:
    now = opening(WEEK, SOFIA, at(day, clock), QUARTER)
    assert (now.open, now.closes_at) == (True, at(day, last))


def test_a_demonstration_hall_never_closes() -> None:
    now = opening([{"date": "2026-11-23", "intervals": ["00:00-24:00"]}], SOFIA, at(23, "23:59"), None)
    assert (now.open, now.closes_at) == (True, None)


def test_the_margin_is_learned_from_an_open_hall() -> None:
    lobby = {"open": True, "closes_at": "2026-11-23T15:15:00Z", "hours": WEEK}
    assert margin(lobby, SOFIA) == {"s": QUARTER}
    assert margin(lobby | {"closes_at": None}, SOFIA) == {"s": None}
    assert margin(lobby | {"open": False}, SOFIA) is None


def test_the_hours_of_the_night_when_clocks_change() -> None:
    night = [{"date": "2026-10-25", "intervals": ["02:30-04:30"]}]  # three o'clock comes twice
    opens = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    assert opening(night, SOFIA, datetime(2026, 10, 24, 23, 0, tzinfo=UTC), 0.0).opens_at == opens
    assert opening(night, SOFIA, opens, 0.0).closes_at == datetime(2026, 10, 25, 2, 30, tzinfo=UTC)

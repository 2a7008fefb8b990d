"""Halls in Sofia to ask about their hours."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from server.domain.hours import Hours, Interval, Special

SOFIA = ZoneInfo("Europe/Sofia")
MONDAY = date(2026, 11, 23)


def intervals(*texts: str) -> Sequence[Interval]:
    return tuple(map(Interval.parse, texts))


WORKDAY = intervals("08:30-17:30")
WITH_BREAK = intervals("08:30-12:00", "13:00-17:30")
HALL = Hours(dict.fromkeys(range(5), WORKDAY), SOFIA)
BREAK_HALL = Hours(dict.fromkeys(range(5), WITH_BREAK), SOFIA, last_ticket_min=30)
EVERY_DAY_HALL = Hours(dict.fromkeys(range(7), WORKDAY), SOFIA)


def sofia(text: str) -> datetime:
    """A moment by Sofia's clocks, as the hall's code has it: "2026-11-23 08:30"."""
    return datetime.fromisoformat(text).replace(tzinfo=SOFIA).astimezone(UTC)


def special(day: str, *texts: str, **note: str) -> Hours:
    """The plain hall with one day unlike its weekday."""
    return Hours(HALL.week, SOFIA, {date.fromisoformat(day): Special(intervals(*texts), note)})

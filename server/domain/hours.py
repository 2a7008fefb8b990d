"""When the hall is open: its week, public holidays, and the days unlike their weekday."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import ClassVar, NamedTuple, Self
from zoneinfo import ZoneInfo

from server.domain.errors import Refusal
from server.domain.public_holidays import holiday

MIDNIGHT = time(0)
SEARCH_DAYS = 400  # a hall that does not open within them is closed for good


class BadHours(Refusal):
    """Opening hours that make no sense."""

    code: ClassVar[str] = "invalid"


class Interval(NamedTuple):
    """A stretch of opening in local time; midnight as its end is the end of the day."""

    opens: time
    closes: time

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "08:30-17:30" ("24:00" for the end of the day). Raises BadHours."""
        try:
            opens, closes = text.replace("24:00", "00:00").split("-")
            return cls(*(datetime.strptime(end.strip(), "%H:%M").time() for end in (opens, closes)))  # noqa: DTZ007 a wall clock's
        except ValueError:
            raise BadHours(f"no opening hours: {text!r}") from None

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}-{'24:00' if self.closes == MIDNIGHT else f'{self.closes:%H:%M}'}"


ALL_DAY = Interval(MIDNIGHT, MIDNIGHT)


@dataclass(frozen=True, slots=True)
class Special:
    """A day unlike its weekday: closed (no intervals), or open at hours of its own even on a holiday."""

    intervals: Sequence[Interval] = ()
    note: Mapping[str, str] = field(default_factory=dict)  # why, by language


@dataclass(frozen=True, slots=True)
class Hours:
    """A hall's opening hours. All moments taken and given are aware; those given are UTC.

    A day's hours: those of its `special` entry, else none on a public holiday, else those of its weekday.
    Raises BadHours when a day's intervals are out of order or overlap.
    """

    week: Mapping[int, Sequence[Interval]]  # 0 is Monday; a missing day is closed
    zone: ZoneInfo
    special: Mapping[date, Special] = field(default_factory=dict)
    last_ticket_min: int = 0  # the last ticket is given so long before the day's end
    always: bool = False  # a demonstration hall: open at any hour of any day

    def __post_init__(self) -> None:
        for intervals in (*self.week.values(), *(special.intervals for special in self.special.values())):
            ends = [(i.opens, time.max if i.closes == MIDNIGHT else i.closes) for i in intervals]
            if any(opens >= closes for opens, closes in ends) or any(a[1] > b[0] for a, b in pairwise(ends)):
                raise BadHours(f"opening hours overlap or end before they begin: {', '.join(map(str, intervals))}")

    def is_open(self, now: datetime) -> bool:
        """Whether the hall is open; in a break it is not."""
        return self.always or self.closes_at(now) is not None

    def gives_tickets(self, now: datetime) -> bool:
        """Whether a ticket may be taken: the hall is open and the last ticket's time has not come."""
        if self.always:
            return True
        last = self.last_ticket(now)
        return last is not None and now < last and self.is_open(now)

    def last_ticket(self, now: datetime) -> datetime | None:
        """Until when tickets are given today; None on a day without opening hours, and where there is no end to it."""
        end = None if self.always else self.ends_at(self.day_of(now))
        return end - timedelta(minutes=self.last_ticket_min) if end else None

    def opens_at(self, now: datetime) -> datetime | None:
        """When tickets are next given again, after a break too; None: not within SEARCH_DAYS, or always."""
        if self.always:
            return None
        days = (self.day_of(now) + timedelta(days=n) for n in range(SEARCH_DAYS))
        starts = (opens for day in days for opens, _ in self.spans(day) if opens > now)
        return next((start for start in starts if self.gives_tickets(start)), None)

    def closes_at(self, now: datetime) -> datetime | None:
        """When the running stretch of opening ends, for a break too; None while the hall is closed, or never closes."""
        if self.always:
            return None
        return next((closes for opens, closes in self.spans(self.day_of(now)) if opens <= now < closes), None)

    def ends_at(self, day: date) -> datetime | None:
        """When the day's last stretch of opening ends; None on a day without opening hours."""
        spans = self.spans(day)
        return spans[-1][1] if spans else None

    def next_day(self, day: date) -> date | None:
        """The first day after this one that has opening hours; None: not within SEARCH_DAYS."""
        days = (day + timedelta(days=n) for n in range(1, SEARCH_DAYS))
        return next((later for later in days if self.intervals(later)), None)

    def day_of(self, now: datetime) -> date:
        """The local date: the service day that a moment belongs to."""
        return now.astimezone(self.zone).date()

    def intervals(self, day: date) -> Sequence[Interval]:
        """The day's opening hours in local time, in order; empty when the hall is closed."""
        if self.always:
            return (ALL_DAY,)
        if special := self.special.get(day):
            return special.intervals
        if hours := self.week.get(day.weekday()):
            return () if holiday(day, "bg") else hours
        return ()

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """The day's opening hours as moments, in order."""
        return [
            (self._moment(day, opens), self._moment(day + timedelta(days=closes == MIDNIGHT), closes))
            for opens, closes in self.intervals(day)
        ]

    def note(self, day: date, lang: str) -> str | None:
        """Why the day is unlike its weekday, in this language or else in English or Bulgarian; None if it is not."""
        if self.always:
            return None
        if special := self.special.get(day):
            return next((special.note[tongue] for tongue in (lang, "en", "bg") if tongue in special.note), None)
        return holiday(day, lang)

    def _moment(self, day: date, wall: time) -> datetime:
        return datetime.combine(day, wall, self.zone).astimezone(UTC)

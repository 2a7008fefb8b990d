"""Whether the hall is open, from the hours that were kept: the agent's own judgement while the server is away."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]


class Opening(NamedTuple):
    """As the lobby says it: when tickets are given again, or until when they are given today."""

    open: bool
    opens_at: datetime | None
    closes_at: datetime | None


def opening(days: Sequence[Mapping[str, Any]], zone: ZoneInfo, now: datetime, margin_s: float | None) -> Opening:
    """How it stands now. `days`: of the lobby's `hours`; `margin_s`: see `margin`."""
    today = now.astimezone(zone).date().isoformat()
    for day in sorted((day for day in days if day["date"] >= today), key=lambda day: str(day["date"])):
        spans = spans_of(day, zone)
        last = _last_ticket(spans, margin_s)
        for begins, ends in spans:
            if begins <= now < ends and (last is None or now < last):
                return Opening(True, None, last)
            if begins > now and (last is None or begins < last):
                return Opening(False, begins, None)
    return Opening(False, None, None)


def margin(lobby: Mapping[str, Any], zone: ZoneInfo) -> dict[str, float | None] | None:
    """How many seconds before the day's end the last ticket is given, as an open hall's lobby shows it.

    `s` None: the hall never closes. None: this lobby does not show it.
    """
    if not lobby["open"] or not lobby["hours"]:
        return None
    if lobby["closes_at"] is None:
        return {"s": None}
    spans = spans_of(lobby["hours"][0], zone)
    left = (spans[-1][1] - datetime.fromisoformat(lobby["closes_at"])).total_seconds() if spans else -1.0
    return {"s": left} if left >= 0 else None


def spans_of(day: Mapping[str, Any], zone: ZoneInfo) -> list[Span]:
    """A day's hours, "08:30-17:30" in local time, as moments."""
    return [_span(date.fromisoformat(day["date"]), interval, zone) for interval in day["intervals"]]


def _last_ticket(spans: Sequence[Span], margin_s: float | None) -> datetime | None:
    return None if margin_s is None or not spans else spans[-1][1] - timedelta(seconds=margin_s)


def _span(day: date, interval: str, zone: ZoneInfo) -> Span:
    opens, closes = interval.split("-")
    last = day + timedelta(days=1) if closes == "24:00" else day
    return _moment(day, opens, zone), _moment(last, "00:00" if closes == "24:00" else closes, zone)


def _moment(day: date, wall: str, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.fromisoformat(wall), zone).astimezone(UTC)

"""What time it is in the hall, as the server last said, also while it is away."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.agent.station.clock import Clock

SAME_S = 2.0  # the header Date has whole seconds, and an answer takes a while: this machine's clock is right


@dataclass(frozen=True)
class Anchor:
    """It was `hall` when this machine's clock stood at `wall`; the hall's time runs `speed` times as fast."""

    hall: datetime
    wall: datetime
    speed: float = 1.0

    def to_json(self) -> dict[str, Any]:
        """For the store."""
        return {"hall": self.hall.isoformat(), "wall": self.wall.isoformat(), "speed": self.speed}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Anchor":
        """From the store."""
        return cls(datetime.fromisoformat(kept["hall"]), datetime.fromisoformat(kept["wall"]), kept["speed"])


class HallTime:
    """The hall's clock. A kiosk PC's own may be wrong, and may be put right while the server is away."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.zone = ZoneInfo("UTC")
        self.zone_known = asyncio.Event()
        self._anchor = Anchor(clock.wall(), clock.wall())
        self._since: float | None = None  # ticks at the anchor, if it is of this boot

    @property
    def speed(self) -> float:
        """How fast the hall's time runs: 1, but for demonstrations."""
        return self._anchor.speed

    def remember(self, anchor: Anchor) -> None:
        """What was known before this process began: this machine's clock fills the gap."""
        self._anchor, self._since = anchor, None

    def learn(self, replay: dict[str, Any] | None, date_header: str | None) -> Anchor:
        """From an answer that has just arrived: a picture's `replay`, and the header `Date`."""
        wall = self.clock.wall()
        if replay is not None:
            self._anchor = Anchor(datetime.fromisoformat(replay["hall"]), wall, float(replay["speed"]))
        else:
            self._anchor = Anchor(_right(wall, date_header), wall)
        self._since = self.clock.ticks()
        return self._anchor

    def settle_in(self, zone: ZoneInfo) -> None:
        """Where the hall is: without it nobody knows what date it has."""
        self.zone = zone
        self.zone_known.set()

    def now(self) -> datetime:
        """The hall's time, aware UTC."""
        if self._since is not None:
            passed = self.clock.ticks() - self._since
        else:
            passed = max(0.0, (self.clock.wall() - self._anchor.wall).total_seconds())
        return (self._anchor.hall + timedelta(seconds=passed * self.speed)).astimezone(UTC)

    def today(self) -> date:
        """The hall's local date."""
        return self.now().astimezone(self.zone).date()

    def until_midnight(self) -> float:
        """Seconds of this machine until the hall's date changes."""
        now = self.now().astimezone(self.zone)
        midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), self.zone)
        return (midnight.astimezone(UTC) - now.astimezone(UTC)).total_seconds() / self.speed


def _right(wall: datetime, date_header: str | None) -> datetime:
    try:
        said = parsedate_to_datetime(date_header or "").astimezone(UTC)
    except ValueError:
        return wall
    return wall if abs((said - wall).total_seconds()) <= SAME_S else said


def stamp(at: datetime) -> str:
    """A moment as the API writes it."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")

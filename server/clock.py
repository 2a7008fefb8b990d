"""What time it is in the hall. Only the demo and the simulator run it faster than the wall."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True)
class Clock:
    """The hall's time: `start` when it was made, then `speed` hall seconds a second; by default the wall clock."""

    start: datetime | None = None
    speed: float = 1.0
    made: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        """The hall's time, aware UTC."""
        if self.start is None:
            return datetime.now(UTC)
        return self.start.astimezone(UTC) + timedelta(seconds=(time.monotonic() - self.made) * self.speed)

    @property
    def is_wall(self) -> bool:
        """Whether the hall lives in real time."""
        return self.start is None


def wall() -> datetime:
    """The wall clock, for time-outs, tokens and heartbeats: they never run faster."""
    return datetime.now(UTC)

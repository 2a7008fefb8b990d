"""The machine's own clocks."""

import time
from datetime import UTC, datetime


class Clock:
    """Tests put another one in its place."""

    def wall(self) -> datetime:
        """What the machine believes the time to be, aware UTC; it may be set, and jump."""
        return datetime.now(UTC)

    def ticks(self) -> float:
        """Seconds that only go forward, through sleep of the machine too; they begin anew at each boot."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

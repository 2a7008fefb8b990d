"""The hall's time, as somebody in it knows it: by its pictures."""

import time
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from server.simulation.talk import Talk

LOOKS = 5
REMEMBERED = 100_000  # acts


class HallTime:
    """The hall's clock, and how late it acts by it. `hurry`: act so many times faster than that clock."""

    def __init__(self, at: datetime, speed: float, known: float, hurry: float = 1.0) -> None:
        self._at = at
        self.hall_speed = speed
        self.speed = speed * hurry
        self._known = known
        self.late: deque[float] = deque(maxlen=REMEMBERED)

    def now(self) -> datetime:
        """The hall's time; with a hurry, what it would be."""
        return self._at + timedelta(seconds=(time.monotonic() - self._known) * self.speed)

    def wall_until(self, moment: datetime) -> float:
        """Seconds of the wall until then; 0 when it is past."""
        return max((moment - self.now()).total_seconds() / self.speed, 0.0)

    def acting(self, due: datetime) -> None:
        """Something that was due then is done now: remember how late, in the hall's seconds."""
        self.late.append(max((self.now() - due).total_seconds(), 0.0))


def read_time(talk: Talk, kiosk: str, speed: float | None) -> HallTime:
    """Look at a picture a few times and believe the quickest answer. `speed`: asked for; None: the hall's own."""
    best: tuple[float, float, Mapping[str, Any]] | None = None
    for _ in range(LOOKS):
        before = time.monotonic()
        picture = talk.ask("GET", "lobby", kiosk)
        took = time.monotonic() - before
        if best is None or took < best[0]:
            best = took, before + took / 2, picture
    assert best is not None
    _, known, picture = best
    replay = picture["replay"]
    at = (
        datetime.fromisoformat(replay["hall"])
        if replay
        else datetime.now(UTC) - timedelta(seconds=time.monotonic() - known)
    )
    hall_speed = float(replay["speed"]) if replay else 1.0
    return HallTime(at, hall_speed, known, speed / hall_speed if speed else 1.0)

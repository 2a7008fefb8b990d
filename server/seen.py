"""When machines were last heard, on the wall's clock. In memory: a heartbeat is not worth a write to the disk."""

import time
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

FRESH_S = 5.0  # a status is believed for so long
SILENT_S = 10.0  # then nobody hears it any more
STUCK_S = 120.0  # longer than any printer takes, and any agent keeps a job that it has not begun

Ticks = Callable[[], float]
T = TypeVar("T", bound=Hashable)


class Seen:
    """The last sign of life of each machine; before the first one, counted from the start of this process."""

    def __init__(self, ticks: Ticks = time.monotonic) -> None:
        self._ticks = ticks
        self._started = ticks()
        self._there: dict[Hashable, float] = {}
        self._said: dict[Hashable, float] = {}

    def hear(self, who: Hashable) -> None:
        """It says how it is."""
        self._said[who] = self._there[who] = self._ticks()

    def notice(self, who: Hashable) -> None:
        """It is there, but says nothing of how it is."""
        self._there[who] = self._ticks()

    def fresh(self, who: Hashable) -> bool:
        """Whether what it last said may be believed."""
        said = self._said.get(who)
        return said is not None and self._ticks() - said <= FRESH_S

    def silent(self, who: Hashable) -> bool:
        """Whether it has not been heard for so long that nothing is expected of it any more."""
        return self._ticks() - self._there.get(who, self._started) > SILENT_S


class Standing:
    """Since when things are as they are, as far as anybody has looked."""

    def __init__(self, ticks: Ticks = time.monotonic) -> None:
        self._ticks = ticks
        self._since: dict[Hashable, float] = {}

    def stuck(self, things: Iterable[T]) -> set[T]:
        """Those that have been the same for too long; whatever is not among `things` any more is forgotten."""
        now = self._ticks()
        known = {thing: self._since.get(thing, now) for thing in things}
        self._since = {thing: known[thing] for thing in known}
        return {thing for thing, since in known.items() if now - since > STUCK_S}

"""When machines were last heard, on the wall's clock. In memory: a heartbeat is not worth a write to the disk."""

import time
from collections.abc import Hashable

FRESH_S = 5.0  # a status is believed for so long
SILENT_S = 10.0  # then nobody hears it any more


class Seen:
    """The last sign of life of each machine; before the first one, counted from the start of this process."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._at: dict[Hashable, float] = {}

    def hear(self, who: Hashable) -> None:
        """It is there."""
        self._at[who] = time.monotonic()

    def fresh(self, who: Hashable) -> bool:
        """Whether what it last said may be believed."""
        heard = self._at.get(who)
        return heard is not None and time.monotonic() - heard <= FRESH_S

    def silent(self, who: Hashable) -> bool:
        """Whether it has not been heard for so long that nothing is expected of it any more."""
        return time.monotonic() - self._at.get(who, self._started) > SILENT_S

"""How fast a line is read, when it is to be slow."""

from time import monotonic

MOST = 4096  # bytes at a time
STEPS_A_SECOND = 20


class Pace:
    """Measured in small bites, each followed by its pause."""

    def __init__(self) -> None:
        self._again = 0.0

    def bite(self, bytes_per_second: int | None) -> int:
        """How many bytes to read now."""
        return MOST if bytes_per_second is None else max(1, min(MOST, bytes_per_second // STEPS_A_SECOND))

    def took(self, size: int, bytes_per_second: int | None) -> None:
        self._again = monotonic() + size / bytes_per_second if bytes_per_second else 0.0

    def pause(self, bytes_per_second: int | None) -> float:
        """Seconds until the next bite; 0 when it may be now."""
        return max(0.0, self._again - monotonic()) if bytes_per_second else 0.0

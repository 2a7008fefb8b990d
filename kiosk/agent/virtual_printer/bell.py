"""Wakes a thread that waits for a line, and lets whoever rang wait until it has looked."""

import os
from contextlib import suppress
from threading import Condition

PATIENCE_S = 2.0


class Bell:
    """`fd` is readable after a ring."""

    def __init__(self) -> None:
        self.fd, self._rope = os.pipe()
        os.set_blocking(self._rope, False)
        os.set_blocking(self.fd, False)
        self._rung = self._heard = 0
        self._looked = Condition()

    def ring(self) -> None:
        with self._looked:
            self._rung += 1
        with suppress(BlockingIOError):  # it rings already
            os.write(self._rope, b"!")

    def listen(self) -> int:
        """Before looking: how often it has rung."""
        with suppress(BlockingIOError):
            os.read(self.fd, 65536)
        with self._looked:
            return self._rung

    def heard(self, rung: int) -> None:
        """After looking."""
        with self._looked:
            self._heard = rung
            self._looked.notify_all()

    def wait(self) -> None:
        """Until what was rung for has been looked at."""
        with self._looked:
            rung = self._rung
            self._looked.wait_for(lambda: self._heard >= rung, PATIENCE_S)

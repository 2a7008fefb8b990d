"""Papers that agents wait for: a claim with time to spare is answered as soon as there is one."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from server.hall.snapshot import Snapshot
from server.models import Found
from server.models.event import EventKind

ASKED = (EventKind.VISIT_ISSUED, EventKind.COPY_ASKED, EventKind.PAPER_FOUND)

T = TypeVar("T")


class WaitingPapers:
    """Wakes whoever waits, when the journal tells of a paper that was asked for."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._told = 0
        self._over = False

    def wait_for(self, take: Callable[[], T | None], seconds: float) -> T | None:
        """What `take` gives, tried now and at every news for so long; None: nothing came."""
        until = time.monotonic() + seconds
        while True:
            told = self._told
            taken = take()
            left = until - time.monotonic()
            if taken is not None or left <= 0 or self._over:
                return taken
            with self._news:
                self._news.wait_for(lambda: self._told != told or self._over, left)  # noqa: B023

    def tell(self, _hall: int, _shot: Snapshot, events: Sequence[Found]) -> None:
        """A new job may wait."""
        if any(event.kind in ASKED for event in events):
            with self._news:
                self._told += 1
                self._news.notify_all()

    def beat(self, _hall: int, _shot: Snapshot) -> None:
        """Nothing to do."""

    def stop(self) -> None:
        """The process ends: nobody waits any longer."""
        self._over = True
        with self._news:
            self._news.notify_all()

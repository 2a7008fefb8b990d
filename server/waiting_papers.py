"""Papers that agents wait for: a claim with time to spare is answered as soon as there is one."""

import threading
import time
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from server.hall.snapshot import Snapshot
from server.models import Found
from server.models.event import EventKind

ASKED = (EventKind.VISIT_ISSUED, EventKind.COPY_ASKED, EventKind.PAPER_FOUND)

# Two machines with one key would ask in turn, as fast as they can; and a machine that begins anew every second must
# not leave a thread behind for each question.
GIVEN_UP_S = 1.0

T = TypeVar("T")


class WaitingPapers:
    """Wakes whoever waits, when the journal tells of a paper that was asked for."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._told = 0
        self._over = False
        self._latest: dict[Hashable, object] = {}

    def wait_for(self, who: Hashable, take: Callable[[], T | None], seconds: float) -> T | None:
        """What `take` gives, tried now and at every news for so long; None: nothing came.

        Whoever asks again has given up what it asked before, which gets nothing any more: where nobody listens to the
        answer, the paper would be lost.
        """
        until, mine = time.monotonic() + seconds, object()
        with self._news:
            self._latest[who] = mine
            self._news.notify_all()
        while self._latest[who] is mine:
            told = self._told
            taken = take()
            if taken is not None or not self._wait(lambda: self._told != told or self._latest[who] is not mine, until):  # noqa: B023
                return taken
        self._wait(lambda: False, min(until, time.monotonic() + GIVEN_UP_S))
        return None

    def _wait(self, news: Callable[[], bool], until: float) -> bool:
        """Whether there is news before that moment, and before the process ends."""
        with self._news:
            self._news.wait_for(lambda: self._over or news(), max(until - time.monotonic(), 0))
            return news() and not self._over

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

"""What visitors do after they left a desk: rate, come back."""

import heapq
import threading
from collections.abc import Callable
from datetime import datetime
from itertools import count

from server.simulation.play import Play
from server.simulation.talk import Refused, Talk

Deed = Callable[[Talk], None]


class Later(threading.Thread):
    """Does deeds when they are due, one after another."""

    def __init__(self, play: Play, talk: Talk) -> None:
        super().__init__(daemon=True)
        self._play = play
        self._talk = talk
        self._deeds: list[tuple[datetime, int, Deed]] = []
        self._ids = count()
        self._changed = threading.Condition()

    def at(self, due: datetime, deed: Deed) -> None:
        """Do this then."""
        self._play.one_more_later(1)
        with self._changed:
            heapq.heappush(self._deeds, (due, next(self._ids), deed))
            self._changed.notify()

    def run(self) -> None:
        """Until the run is over."""
        try:
            while not self._play.over.is_set():
                self._do_next()
        except Exception as error:
            self._play.broke("later", error)

    def _do_next(self) -> None:
        with self._changed:
            wall_s = self._play.time.wall_until(self._deeds[0][0]) if self._deeds else 1.0
            if wall_s > 0:
                self._changed.wait(min(wall_s, 1.0))
                return
            due, _, deed = heapq.heappop(self._deeds)
        self._play.time.acting(due)
        try:
            deed(self._talk)
        except Refused as no:
            self._play.refused(no)
        self._play.one_more_later(-1)

"""The office's side of the socket: the hall today."""

import time
from collections.abc import Sequence

from server.hall.figures import today
from server.hall.pictures import Picture
from server.hall.snapshot import Snapshot
from server.live import Face
from server.models import Found
from server.running import Running
from server.who import Actor

PACE_S = 1.0  # figures read the whole day: once a second is enough for a manager


class OfficeLive(Face):
    """One picture for everybody in the office."""

    event = "hall"

    def __init__(self, namespace: str, running: Running) -> None:
        super().__init__(namespace, running)
        self._at = 0.0

    def admit(self, actor: Actor) -> str | None:
        """Managers and administrators."""
        return "hall" if actor.roles & {"manager", "administrator"} else None

    def picture(self, hall: int, name: str, shot: Snapshot) -> Picture:
        """The day so far."""
        run = self.running
        lan = run.settings.insecure_lan
        return today(run.store, hall, shot, run.clock, printer=run.prints, insecure_lan=lan)

    def tell(self, hall: int, shot: Snapshot, events: Sequence[Found]) -> None:
        """The day so far, at most once a second; the next beat brings what was skipped."""
        if time.monotonic() - self._at >= PACE_S:
            self._at = time.monotonic()
            super().tell(hall, shot, events)

    def beat(self, hall: int, shot: Snapshot) -> None:
        """Bring the picture up to date, then say so."""
        super().tell(hall, shot, ())
        super().beat(hall, shot)

"""The office's side of the socket: the hall today."""

from collections.abc import Sequence

from server.hall.pictures import Picture
from server.hall.snapshot import Snapshot
from server.live import Face
from server.models import Found
from server.office.blueprint import WATCHERS
from server.pictures import today
from server.running import Running
from server.who import Actor


class OfficeLive(Face):
    """One picture for everybody in the office."""

    event = "hall"

    def __init__(self, namespace: str, running: Running) -> None:
        super().__init__(namespace, running)
        self._due: dict[int, Snapshot] = {}
        running.rounds.append(self.go_round)

    def admit(self, actor: Actor) -> str | None:
        """Whoever may look after the hall of today."""
        return "hall" if actor.roles & WATCHERS else None

    def picture(self, hall: int, name: str, shot: Snapshot) -> Picture:
        """The day so far."""
        return today(self.running, hall, shot)

    def tell(self, hall: int, shot: Snapshot, events: Sequence[Found]) -> None:
        """The figures read the whole day: not here, where the displays wait, but on the caretaker's next round."""
        self._due[hall] = shot

    def go_round(self) -> None:
        """Bring everybody's figures up to date: once a second is enough for a manager."""
        while self._due:
            hall, shot = self._due.popitem()
            super().tell(hall, shot, ())

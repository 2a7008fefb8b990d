"""The display's side of the socket: the board."""

from server.hall.pictures import Picture
from server.hall.snapshot import Snapshot
from server.live import Face
from server.pictures import board
from server.who import Actor


class DisplayLive(Face):
    """One board for all displays of a hall."""

    event = "board"

    def admit(self, actor: Actor) -> str | None:
        """Displays only."""
        return "board" if actor.device is not None and actor.device.kind == "display" else None

    def picture(self, hall: int, name: str, shot: Snapshot) -> Picture:
        """The board."""
        return board(self.running, hall, shot)

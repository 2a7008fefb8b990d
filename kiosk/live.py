"""The kiosk's side of the socket: the lobby, and what became of its papers."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from server.hall.pictures import Picture
from server.hall.snapshot import Snapshot
from server.live import Face
from server.models import Found, table
from server.models.event import EventKind
from server.models.visit import Visit
from server.pictures import lobby
from server.who import Actor

VISIT = table(Visit)
PAPERS = (EventKind.VISIT_ISSUED, EventKind.COPY_ASKED, EventKind.PAPER_FOUND)
DEVICE_OF = select(VISIT.c.device_id).where(VISIT.c.id == bindparam("visit"))


class KioskLive(Face):
    """A room for each kiosk and for each agent: all see the lobby, each hears of its own papers.

    An agent gets a nudge where a paper may wait for it: what it says next, it says over HTTP.
    """

    event = "lobby"

    def admit(self, actor: Actor) -> str | None:
        """Kiosks, and the agents that print for them."""
        device = actor.device
        return f"{device.kind}-{device.id}" if device is not None and device.kind in ("kiosk", "agent") else None

    def picture(self, hall: int, name: str, shot: Snapshot) -> Picture:
        """The lobby, with the paper of this kiosk."""
        kind, _, device = name.partition("-")
        return lobby(self.running, hall, shot, int(device) if kind == "kiosk" else None)

    def tell(self, hall: int, shot: Snapshot, events: Sequence[Found]) -> None:
        """The lobby, and for each paper that came out or did not, a word to the kiosk it belongs to."""
        super().tell(hall, shot, events)
        if any(event.kind in PAPERS for event in events):
            for _, name in self._open_rooms(hall):
                if name.startswith("agent-"):
                    self.emit("job", {}, room=f"{hall}/{name}")
        for event in events:
            if event.kind == EventKind.PRINT_SETTLED:
                with self.running.store.look() as conn:
                    device = conn.execute(DEVICE_OF, {"visit": event.visit_id}).scalar_one_or_none()
                said = {"visit": event.visit_id, **{name: event.data[name] for name in ("job", "state", "cause")}}
                self.emit("job", said, room=f"{hall}/kiosk-{device}")

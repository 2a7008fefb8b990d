"""The counter's side of the socket: the clerk's desk, and the visitor's pad."""

from server import pictures
from server.hall.boards import stamped
from server.hall.pictures import Picture
from server.hall.snapshot import Snapshot
from server.live import Face
from server.who import Actor


class NoDeskYet(Picture):
    """What a signed-in clerk sees before signing on: nothing, currently."""

    counter: None = None


class CounterLive(Face):
    """A room for each clerk at each counter, for each counter nobody has signed in at, and for each pad."""

    event = "desk"

    def admit(self, actor: Actor) -> str | None:
        """Clerks, counter devices and pads."""
        device = actor.device
        counter = device.counter_id if device is not None and device.counter_id is not None else 0
        if device is not None and device.kind == "pad":
            return f"pad-{counter}"
        if actor.staff is not None and "clerk" in actor.roles:
            return f"desk-{counter}-{actor.staff.id}"
        if device is not None and device.kind == "counter":
            return f"desk-{counter}-0"
        return None

    def event_of(self, name: str) -> str:
        """Pads and desks hear different events."""
        return "pad" if name.startswith("pad") else "desk"

    def picture(self, hall: int, name: str, shot: Snapshot) -> Picture:
        """The desk this clerk sits at now, or the pad's question."""
        kind, counter, *staff = name.split("-")
        here = int(counter) or None
        pad = pictures.pad(self.running, hall, shot, here) if kind == "pad" else None
        desk = pictures.desk(self.running, shot, int(staff[0]), here) if kind == "desk" else None
        return pad or desk or NoDeskYet(**stamped(shot, self.running.clock))

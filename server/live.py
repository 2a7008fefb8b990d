"""The one SocketIO object, and what every face's side of it has in common.

A socket carries pictures outward only. Whoever connects shows a token (or the browser's cookie); the server
chooses the room and sends the whole picture. No client event is ever listened to.
"""

import threading
from collections import Counter as Tally
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from flask import request
from flask_socketio import Namespace, SocketIO, join_room

from server.clock import wall
from server.hall.boards import same
from server.hall.pictures import Picture
from server.hall.snapshot import Snapshot
from server.models import Found
from server.running import Running
from server.who import Actor, Person, actor_of_socket

socketio = SocketIO()


@socketio.on("connect")  # type: ignore[untyped-decorator]  # Flask-SocketIO is untyped
def nobody_here(*_auth: Any) -> bool:
    """Every face has a namespace of its own; the one without a name shows nothing to anybody."""
    return False


Room = tuple[int, str]  # a hall, and which picture of it


class Face(Namespace):  # type: ignore[misc]  # Flask-SocketIO is untyped
    """One kind of screen: who may listen, and which picture goes into which room."""

    event: ClassVar[str]

    def __init__(self, namespace: str, running: Running) -> None:
        super().__init__(namespace)
        self.running = running
        self._rooms: Tally[Room] = Tally()
        self._of: dict[str, Room] = {}
        self._whose: dict[str, Person] = {}  # sockets that a person's session opened
        self._told: dict[Room, Picture] = {}
        self._lock = threading.Lock()
        running.session_ended.append(lambda session: self._part(lambda person: person.session == session))

    def admit(self, actor: Actor) -> str | None:
        """The picture this actor may see, by name; None: none of this face."""
        raise NotImplementedError

    def picture(self, hall: int, name: str, shot: Snapshot) -> Picture:
        """The picture of that name."""
        raise NotImplementedError

    def event_of(self, name: str) -> str:
        """The event a picture travels under."""
        return self.event

    def on_connect(self, auth: Any = None) -> bool:
        """Let a screen in that proves who it is, and show it the whole picture at once."""
        actor = actor_of_socket(self.running, auth if isinstance(auth, Mapping) else {})
        name = self.admit(actor) if actor is not None else None
        if actor is None or name is None:
            return False
        room = (actor.hall, name)
        sid = request.sid  # type: ignore[attr-defined]  # Flask-SocketIO puts it there
        with self._lock:
            self._of[sid] = room
            self._rooms[room] += 1
            if actor.staff is not None:
                self._whose[sid] = actor.staff
        join_room(_named(room))
        picture = self.picture(actor.hall, name, self.running.relay.fresh(actor.hall))
        self.emit(self.event_of(name), picture.model_dump(mode="json"), room=sid)
        return True

    def on_disconnect(self, *_reason: Any) -> None:
        """Forget a screen that went away."""
        with self._lock:
            self._whose.pop(request.sid, None)  # type: ignore[attr-defined]
            room = self._of.pop(request.sid, None)  # type: ignore[attr-defined]
            if room is not None:
                self._rooms[room] -= 1
                if not self._rooms[room]:
                    del self._rooms[room]
                    self._told.pop(room, None)

    def tell(self, hall: int, shot: Snapshot, events: Sequence[Found]) -> None:
        """Send every room its picture, where it shows something new."""
        for room in self._open_rooms(hall):
            picture = self.picture(hall, room[1], shot)
            if not same(self._told.get(room), picture):
                self._told[room] = picture
                self.emit(self.event_of(room[1]), picture.model_dump(mode="json"), room=_named(room))

    def beat(self, hall: int, shot: Snapshot) -> None:
        """Say how far the pictures are current: a screen that has the last one told is not behind."""
        now = wall()
        self._part(lambda person: person.until < now)
        for room in self._open_rooms(hall):
            told = self._told.get(room, shot)
            self.emit("beat", {"epoch": told.epoch, "seq": told.seq}, room=_named(room))

    def _part(self, over: Callable[[Person], bool]) -> None:
        """Let go of the sockets of people whose session is over."""
        with self._lock:
            gone = [sid for sid, person in self._whose.items() if over(person)]
        for sid in gone:
            socketio.server.disconnect(sid, namespace=self.namespace)

    def _open_rooms(self, hall: int) -> list[Room]:
        with self._lock:
            return [room for room in self._rooms if room[0] == hall]


def _named(room: Room) -> str:
    return f"{room[0]}/{room[1]}"


def abandon_sockets() -> None:
    """Cut every open socket of this process, so that its clients connect again elsewhere."""
    engine = socketio.server.eio
    for socket in list(engine.sockets.values()):
        socket.close(wait=False, abort=True)

"""Sockets that came in and never said who they are: each holds a thread, so they are shown out."""

import socket
from contextlib import suppress
from time import monotonic

from server.live import socketio

PATIENCE_S = 5.0  # a screen shows its token with its first words


class Strangers:
    """Looks round once a second."""

    def __init__(self) -> None:
        self._since: dict[str, float] = {}

    def go_round(self) -> None:
        """Cut every connection that has been in no namespace for PATIENCE_S."""
        now = monotonic()
        known = _known()
        here = [sid for sid in list(socketio.server.eio.sockets) if sid not in known]
        self._since = {sid: self._since.get(sid, now) for sid in here}
        for sid, since in self._since.items():
            if now - since >= PATIENCE_S:
                cut(sid)


def cut(sid: str) -> None:
    """End a connection at once, whatever its other side does: its thread wakes and is free."""
    environ = socketio.server.environ.get(sid, {})
    with suppress(KeyError, OSError):
        environ["gunicorn.socket"].shutdown(socket.SHUT_RDWR)


def _known() -> set[str]:
    """The connections of which somebody was let into a namespace."""
    rooms = socketio.server.manager.rooms
    return {connection for everybody in list(rooms.values()) for connection in list(everybody.get(None, {}).values())}

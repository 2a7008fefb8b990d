"""Displays that only listen: many websockets in one process, each picture stamped when it arrives.

A socket.io client of its own, as small as it gets, because fifty of the library's would need 150 threads
beside the server they listen to: wsproto takes the frames apart, and of Engine.IO ("0" open, "2" ping, "3" pong,
"4" message) and Socket.IO ("0" connect, "2" event) only what a listener needs is spoken.
"""

import json
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from selectors import EVENT_READ, DefaultSelector
from time import monotonic

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, Request, TextMessage

from server.bench.crowd import FORK
from server.bench.figures import CannotMeasure

SPACE = "/display"
PATIENCE_S = 20.0
Arrivals = dict[int, float]  # a call's id, and when the first picture with it came (monotonic seconds)


class Screen:
    """One display's socket."""

    def __init__(self, port: int, token: str) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
        self._frames = WSConnection(ConnectionType.CLIENT)
        self._token = token
        self._text = ""
        self.arrivals: Arrivals = {}
        self.connected = False
        self._send(Request(host=f"127.0.0.1:{port}", target="/socket.io/?EIO=4&transport=websocket"))

    def hear(self, data: bytes, at: float) -> None:
        """Take what came at this moment. Raises CannotMeasure when the server hung up."""
        self._frames.receive_data(data or None)
        for event in self._frames.events():
            if isinstance(event, TextMessage):
                self._text += event.data
                if event.message_finished:
                    self._understand(self._text, at)
                    self._text = ""
            elif not isinstance(event, AcceptConnection):
                raise CannotMeasure(f"a display lost its socket: {event}")

    def _understand(self, packet: str, at: float) -> None:
        if packet.startswith("0"):
            self._send(TextMessage(f"40{SPACE},{json.dumps({'token': self._token})}"))
        elif packet == "2":
            self._send(TextMessage("3"))
        elif packet.startswith("40"):
            self.connected = True
        elif packet.startswith("42"):
            name, picture = json.loads(packet[len(f"42{SPACE},") :])
            for call in picture["calls"] if name == "board" else ():
                self.arrivals.setdefault(call["call"], at)

    def _send(self, event: Request | TextMessage) -> None:
        self.socket.sendall(self._frames.send(event))


class Screens:
    """`many` displays, listening until `stop`."""

    def __init__(self, port: int, token: str, many: int) -> None:
        self._ours, theirs = FORK.Pipe()
        self._process = FORK.Process(target=_listen, args=(theirs, port, token, many), daemon=True)
        self._process.start()
        theirs.close()
        self._hear()  # all are connected

    def stop(self) -> list[Arrivals]:
        """Turn them off; what each of them has seen."""
        with suppress(OSError):
            self._ours.send(None)
        seen = self._hear()
        self._process.join()
        return seen

    def _hear(self) -> list[Arrivals]:
        try:
            said = self._ours.recv()
        except EOFError:
            said = "the displays died"
        if isinstance(said, str):
            raise CannotMeasure(said)
        return list(said)


def _listen(pipe: Connection, port: int, token: str, many: int) -> None:
    screens = {screen.socket.fileno(): screen for screen in (Screen(port, token) for _ in range(many))}
    try:
        _hear_until(pipe, screens, lambda: all(screen.connected for screen in screens.values()))
        pipe.send([])
        _hear_until(pipe, screens, pipe.poll)
        pipe.send([screen.arrivals for screen in screens.values()])
    except CannotMeasure as error:
        pipe.send(str(error))


def _hear_until(pipe: Connection, screens: Mapping[int, Screen], enough: Callable[[], bool]) -> None:
    """Everything that is there is read and stamped before any of it is taken apart."""
    with DefaultSelector() as ready:
        ready.register(pipe, EVENT_READ)
        for fd in screens:
            ready.register(fd, EVENT_READ)
        while not enough():
            heard = []
            for key, _ in ready.select(PATIENCE_S):
                if key.fd in screens:
                    data = screens[key.fd].socket.recv(65536)
                    heard.append((screens[key.fd], data, monotonic()))
            for screen, data, at in heard:
                screen.hear(data, at)

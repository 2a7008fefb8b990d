"""The printer's network socket: one client at a time, the next one waits until it has hung up."""

import select
import socket
import struct
from contextlib import suppress
from threading import Thread
from time import monotonic
from typing import Any

from kiosk.agent.virtual_printer.bell import Bell
from kiosk.agent.virtual_printer.machine import Machine
from kiosk.agent.virtual_printer.pace import Pace
from kiosk.agent.virtual_printer.talk import Talk

IDLE_S = 90.0  # a client that says nothing for so long is hung up on, as printers do
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close by a reset
QUEUE = 8  # clients that may wait
ROOM = 8192  # bytes that wait in the socket, and
SEGMENT = 1460  # bytes at a time, as over Ethernet: the loopback would swallow a ticket before it is read


class Wire:
    """Listens on `host`:`port` (0: a free one) until the process ends."""

    def __init__(self, host: str, port: int, machine: Machine) -> None:
        self.bell = Bell()
        self._machine = machine
        self._client: socket.socket | None = None
        self._talk = Talk()
        self._known = 0  # how often the machine had lost its connections when this one was made
        self._heard_at = 0.0
        self._pace = Pace()
        self._place = _bound(host, port)  # never listens: it keeps the port ours while nobody is let in
        self.host, self.port = self._place.getsockname()
        self._listener: socket.socket | None = None
        self._filler: socket.socket | None = None
        self._open()
        machine.tell(self.bell.ring)

    def start(self) -> None:
        Thread(target=self._serve, name="wire", daemon=True).start()

    def _serve(self) -> None:
        while True:
            rung = self.bell.listen()
            self._settle()
            self.bell.heard(rung)
            self._say(self._machine.unasked(self._talk))
            ready, patience = self._wanted()
            watched: list[Any] = [self.bell.fd, *ready]
            found, _, _ = select.select(watched, [], [], patience)
            if self._client in found:
                self._hear()
            elif self._listener in found:
                self._greet()
            elif self._client and monotonic() - self._heard_at > IDLE_S:
                self._hang_up()

    def _wanted(self) -> tuple[list[socket.socket], float | None]:
        """What to wait for besides the bell, and how long."""
        if self._machine.door == "gone":
            return [], None
        if self._client:
            pause = self._pace.pause(self._machine.trouble.pace)
            idle = max(0.0, self._heard_at + IDLE_S + 0.01 - monotonic())
            return ([], pause or idle) if pause or self._machine.full else ([self._client], idle)
        return ([self._listener] if self._listener else []), None

    def _settle(self) -> None:
        """Become what the machine is: open, closed to all, or gone from the network."""
        door = self._machine.door
        if self._filler and door != "gone":
            self._close()  # it was switched off: nobody who waited is served
        if door == "closed":
            self._close()
        elif not self._listener:
            self._open()
        if door == "gone":
            self._vanish()
        elif self._client and self._known != self._machine.lost:
            self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            self._hang_up()

    def _greet(self) -> None:
        assert self._listener is not None
        with suppress(OSError):
            self._client, _ = self._listener.accept()
            self._client.setblocking(False)
            self._known = self._machine.lost
            self._talk = self._machine.talk()
            self._heard_at = monotonic()

    def _hear(self) -> None:
        assert self._client is not None
        pace = self._machine.trouble.pace
        try:
            data = self._client.recv(self._pace.bite(pace))
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._hang_up()
            return
        self._heard_at = monotonic()
        self._pace.took(len(data), pace)
        self._say(self._machine.hear(self._talk, data))

    def _say(self, answer: bytes) -> None:
        if answer and self._client:
            with suppress(OSError):  # whoever reads no answers loses them
                self._client.send(answer)

    def _hang_up(self) -> None:
        assert self._client is not None
        self._client.close()
        self._client = None
        self._machine.hang_up(self._talk)

    def _open(self) -> None:
        self._listener = _bound(self.host, self.port)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, ROOM)
        self._listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT)
        self._listener.listen(QUEUE)

    def _close(self) -> None:
        for one in (self._listener, self._filler):
            if one:
                one.close()
        self._listener = self._filler = None

    def _vanish(self) -> None:
        """A queue of one, and we stand in it ourselves: nobody is let in and nobody is refused."""
        if self._filler or not self._listener:
            return
        self._listener.listen(0)
        self._filler = socket.socket()
        self._filler.setblocking(False)
        with suppress(BlockingIOError):
            self._filler.connect((self.host, self.port))


def _bound(host: str, port: int) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((host, port))
    return made

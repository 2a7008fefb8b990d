"""The printer itself: its sensors, what it answers, and the data it holds while it cannot print."""

from collections import deque
from contextlib import suppress
from threading import Lock
from typing import Literal, NamedTuple

from kiosk.agent.virtual_printer.language import DLE_EOT, Command, Reader
from kiosk.agent.virtual_printer.paper import Paper
from kiosk.agent.virtual_printer.tray import Tray


class Sensors(NamedTuple):
    """What the buttons set. Not `online` means the cable is out: no connection lasts."""

    paper: Literal["ok", "low", "out"] = "ok"
    cover: Literal["closed", "open"] = "closed"
    online: bool = True

    @property
    def ready(self) -> bool:
        return self.paper != "out" and self.cover == "closed"

    def answer(self, question: int) -> bytes:
        """The byte that answers DLE EOT `question`: 1 the printer, 2 why it is off line, 3 errors, 4 the paper."""
        on = {
            1: 0x08 * (not self.ready),
            2: 0x04 * (self.cover == "open") + 0x20 * (self.paper == "out"),
            3: 0,
            4: 0x0C * (self.paper != "ok") + 0x60 * (self.paper == "out"),
        }
        return bytes([0x12 + on[question]]) if question in on else b""


class Machine:
    """Reads, answers, prints. Safe to use from several threads."""

    def __init__(self, dots: int, tray: Tray) -> None:
        self.tray = tray
        self.sensors = Sensors()
        self._reader = Reader()
        self._held: deque[Command] = deque()
        self._paper = Paper(dots)
        self._bytes = bytearray()  # what made the paper that hangs out, as it was sent
        self._lock = Lock()

    def receive(self, data: bytes) -> bytes:
        """Take what came over the line; answers what goes back.

        Questions for the status are answered at once, whatever the state; all else is printed in turn, or held.
        """
        answers = b""
        with self._lock:
            for command in self._reader.feed(data):
                if command.name == DLE_EOT:
                    answers += self.sensors.answer(command.rest[0])
                else:
                    self._held.append(command)
            self._work()
        return answers

    def hang_up(self) -> None:
        """The client is gone. What it sent whole is still printed."""
        with self._lock:
            self._reader.forget()

    def turn(self, sensors: Sensors) -> None:
        """Somebody pressed a button; a new roll or a closed cover lets the held data out."""
        with self._lock:
            self.sensors = sensors
            self._work()

    @property
    def held(self) -> int:
        """Bytes that wait for paper."""
        with self._lock:
            return sum(len(command.raw) for command in self._held)

    def _work(self) -> None:
        while self._held and self.sensors.ready:
            command = self._held.popleft()
            self._bytes += command.raw
            cut = False
            with suppress(IndexError, ValueError):  # nonsense in a command's parameters prints nothing
                cut = self._paper.do(command)
            if cut:
                self.tray.keep(bytes(self._bytes), self._paper.cut())
                self._bytes.clear()

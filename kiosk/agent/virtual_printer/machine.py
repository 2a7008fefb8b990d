"""The printer itself: what it hears, holds and answers, and the fault that somebody wished on it."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Literal

from PIL.Image import Image

from kiosk.agent.virtual_printer.course import Course
from kiosk.agent.virtual_printer.faults import TURNS, Fault
from kiosk.agent.virtual_printer.language import DLE_EOT, Command
from kiosk.agent.virtual_printer.lengths import CLEAR
from kiosk.agent.virtual_printer.mechanism import Mechanism
from kiosk.agent.virtual_printer.replies import CUTS, IN_TURN, reply
from kiosk.agent.virtual_printer.sensors import Sensors
from kiosk.agent.virtual_printer.talk import Talk
from kiosk.agent.virtual_printer.tray import Sheet, Tray
from kiosk.agent.virtual_printer.trouble import Trouble

AT_ONCE = {DLE_EOT, b"\x10\x05", b"\x10\x14"}  # real-time commands: obeyed whatever waits before them
CLEARED = b"\x37\x25\x00"
ROOM = 1 << 20  # bytes that it can hold; then it takes no more


class Machine:
    """Reads, answers, prints. Safe to use from several threads.

    What cannot be printed now is held, and printed when the paper is there, the cover closed, the head cool. `lost` is
    how often it has lost its connections: whoever was connected before the last time is to be cut off.
    """

    def __init__(self, dots: int, tray: Tray) -> None:
        self.dots = dots
        self.tray = tray
        self.sensors = Sensors()
        self.trouble = Trouble()
        self.lost = 0
        self._waiting: deque[tuple[Talk, Command | None]] = deque()  # None: the line was closed here
        self._mechanism = Mechanism(dots, tray)
        self._only = Talk()
        self._talks = [self._only]
        self._told: list[Callable[[], None]] = []
        self._lock = RLock()

    # For the lines.

    def tell(self, line: Callable[[], None]) -> None:
        """Call this whenever a line may have something to do: an answer to send, a client to cut off."""
        self._told.append(line)

    def talk(self) -> Talk:
        """Somebody is connected."""
        with self._lock:
            self._talks.append(Talk())
            return self._talks[-1]

    def hear(self, talk: Talk, data: bytes) -> bytes:
        """Take what came over a line; answers what goes back.

        Questions for the status are answered at once, whatever the state; all else is printed in turn, or held.
        """
        with self._lock:
            lost, state = self.lost, (self.sensors, self.trouble.stage)
            if not self.deaf:
                for command in talk.reader.feed(data):
                    if command.name in AT_ONCE:
                        self._obey(talk, command)
                    else:
                        self._waiting.append((talk, command))
                        self._work()
                    if self.deaf or self.lost != lost:
                        talk.reader.forget()
                        break
            answers = talk.take()
            if (self.sensors, self.trouble.stage) != state:
                self._tell()
        return answers

    def unasked(self, talk: Talk) -> bytes:
        """What it has to say to whoever did not say anything just now."""
        with self._lock:
            return talk.take()

    def hang_up(self, talk: Talk) -> None:
        """The client is gone. What it sent whole is still printed; half a command is forgotten."""
        with self._lock:
            self._talks.remove(talk)
            talk.reader.forget()
            self._waiting.append((talk, None))
            self._work()

    def receive(self, data: bytes) -> bytes:
        """For whoever has one line to it, and only one."""
        return self.hear(self._only, data)

    @property
    def full(self) -> bool:
        """Whether it has to print before it can take more."""
        return not self.sensors.ready and self.held > ROOM

    @property
    def deaf(self) -> bool:
        """Whether nothing that comes over a line does anything."""
        return self.trouble.has("silent", "half_open") or not self.sensors.online

    @property
    def door(self) -> Literal["open", "closed", "gone"]:
        """What the network finds in its place; `gone`: nobody who would even refuse."""
        if self.trouble.has("half_open"):
            return "gone"
        return "closed" if self.trouble.has("refused") or not self.sensors.online else "open"

    # For its buttons.

    def turn(self, sensors: Sensors) -> None:
        """Somebody pressed a button; a new roll or a closed cover lets the held data out."""
        with self._changing():
            before = self.sensors
            self._turn(sensors)
            if self.trouble.turned_back(before, sensors):
                self.trouble = Trouble()

    def wish(self, fault: Fault) -> None:
        """This goes wrong from now on, or when a ticket has come so far; whatever went wrong before is mended."""
        with self._changing():
            self._mend()
            self.trouble = Trouble(fault)
            if not fault.waits:
                self._strike(fault)

    def mend(self) -> None:
        """All is well: a new roll, a closed cover, current, and no fault."""
        with self._changing():
            self._mend()

    # For whoever looks.

    @property
    def held(self) -> int:
        """Bytes that wait for paper."""
        with self._lock:
            return sum(len(command.raw) for _, command in self._waiting if command)

    @property
    def course(self) -> Course:
        """How far the latest ticket has come."""
        with self._lock:
            return self._mechanism.last

    def papers(self) -> tuple[list[Sheet], Sheet | None]:
        """Those of this run that fell, the oldest first, and what hangs in the slot."""
        with self._lock:
            return list(self.tray.sheets), self._mechanism.hanging(self._only_uncut)

    def hanging(self) -> Image:
        with self._lock:
            return self._mechanism.image()

    # Within.

    def _work(self) -> None:
        while self._waiting and self.sensors.ready and not self.deaf:
            talk, command = self._waiting.popleft()
            if command is None:
                self._mechanism.broken_off("hung_up")
            elif command.name in IN_TURN:
                self._answer(talk, reply(command, self.sensors, talk, self.dots))
            elif command.name in CUTS and self.trouble.has("cutter_jam"):
                self._waiting.appendleft((talk, command))
                self._turn(self.sensors._replace(cutter="jammed"))
            else:
                self._print(talk, command)

    def _print(self, talk: Talk, command: Command) -> None:
        self._mechanism.begin(command)
        fault, here = self.trouble.fault, self.trouble.strikes_in(command, self._mechanism.course)
        now, later = command.divided(len(command.raw) if here is None else here)
        if later:
            self._waiting.appendleft((talk, later))
        if now:
            self._mechanism.print(now)
            self._answer(talk, reply(now, self.sensors, talk, self.dots))
        if fault and here is not None:
            self._strike(fault)

    def _strike(self, fault: Fault) -> None:
        self.trouble.stage = "now"
        match fault.name:
            case "reset":
                self._lose("reset")
                self.trouble.stage = "past"
            case "silent" | "half_open":
                self._drop(fault.name)
            case name if name in TURNS and name != "cutter_jam":  # that is seen when it cuts
                self._turn(self.sensors._replace(**TURNS[name]))

    def _mend(self) -> None:
        if self.trouble.has("silent", "half_open"):
            self._lose("switched_off")  # that is how such a printer is mended
        self.trouble = Trouble()
        self._turn(Sensors())

    def _turn(self, sensors: Sensors) -> None:
        before, self.sensors = self.sensors, sensors
        if before.online and not sensors.online:
            self._lose("unplugged")
            self._mechanism.power_off()
            for talk in self._talks:
                talk.forget()
        if before.cover == "open" and sensors.cover == "closed":
            self._mechanism.seam()
        if before.paper == "out" and sensors.paper != "out":
            self._mechanism.new_roll()
        for talk in self._talks:
            self._answer(talk, talk.changed(before, sensors))

    def _lose(self, why: str) -> None:
        """Every connection, and all that waits."""
        self.lost += 1
        for talk in self._talks:
            talk.reader.forget()
        self._drop(why)

    def _drop(self, why: str) -> None:
        uncut = self._only_uncut
        self._waiting.clear()
        if uncut:
            self._mechanism.left_uncut()
        else:
            self._mechanism.broken_off(why)

    @property
    def _only_uncut(self) -> bool:
        """Whether nothing but its cut is missing to the ticket in the slot."""
        following = self._waiting[0][1] if self._waiting else None
        return following is not None and following.name in CUTS

    def _obey(self, talk: Talk, command: Command) -> None:
        if command.name == DLE_EOT:
            self._answer(talk, self.sensors.answer(command.rest[0]))
        elif command.raw == CLEAR:
            self._drop("cleared")
            self._mechanism.forget()
            self._answer(talk, CLEARED)

    def _answer(self, talk: Talk, answer: bytes) -> None:
        if not self.deaf:
            talk.say(self.trouble.spoilt(answer))

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """What is held goes on as far as it can now; then the lines are told."""
        with self._lock:
            yield
            self._work()
        self._tell()

    def _tell(self) -> None:
        for line in self._told:
            line()

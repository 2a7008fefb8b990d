"""The one fault that the printer has at a time: whether it has struck, and what it makes of line and answers."""

from typing import Any, Literal

from kiosk.agent.virtual_printer.course import Course
from kiosk.agent.virtual_printer.faults import TURNS, Fault
from kiosk.agent.virtual_printer.language import Command
from kiosk.agent.virtual_printer.sensors import Sensors

NONSENSE = (b"\xff", b"?\r\n", b"\x00\x00\x00", b"\x93")


class Trouble:
    """`stage`: armed until a ticket has come so far, then now; past when it struck once and is over."""

    def __init__(self, fault: Fault | None = None) -> None:
        self.fault = fault
        self.stage: Literal["armed", "now", "past"] = "armed"
        self._answers = 0

    def has(self, *names: str) -> bool:
        """Whether one of these has struck."""
        return self.fault is not None and self.stage == "now" and self.fault.name in names

    def strikes_in(self, command: Command, course: Course) -> int | None:
        """After how many bytes of this command, which comes next; None if not in it."""
        return self.fault.strikes_in(command, course) if self.fault and self.stage == "armed" else None

    def turned_back(self, before: Sensors, now: Sensors) -> bool:
        """Whether somebody has mended it by hand."""
        turned = TURNS.get(self.fault.name) if self.fault and self.stage == "now" else None
        return turned is not None and before._replace(**turned) == before and now._replace(**turned) != now

    def spoilt(self, answer: bytes) -> bytes:
        """What is left of an answer on its way out."""
        if self.has("mute"):
            return b""
        if answer and self.has("garbage_status"):
            self._answers += 1
            return NONSENSE[self._answers % len(NONSENSE)]
        return answer

    @property
    def pace(self) -> int | None:
        """Bytes a second that the printer takes, when it takes its time."""
        return self.fault.bytes_per_second if self.fault and self.has("slow") else None

    def shown(self) -> dict[str, Any] | None:
        return {**self.fault.shown(), "stage": self.stage} if self.fault else None

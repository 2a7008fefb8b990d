"""How far the ticket under way has come: where a fault of the middle of a ticket strikes."""

from typing import NamedTuple

from kiosk.agent.virtual_printer.language import Command

RESPONSE = b"\x1d("  # GS ( H: asks to be told when all before it is done
STEPS = 10_000  # that are remembered


class Step(NamedTuple):
    """One command of a ticket: at which byte it begins, how many it has, its name in hex (empty: text)."""

    at: int
    bytes: int
    name: str


class Course:
    """A ticket begins with a connection's first command, or the first one behind a cut, and ends with a cut.

    A request to be told when it is done (GS ( H) still belongs to the ticket before it. Questions for the status are
    no part of it.
    """

    def __init__(self) -> None:
        self.bytes = 0
        self.rows = 0  # of raster images
        self.steps: list[Step] = []
        self.over = False
        self._done = 0
        self._open = False  # the last command may go on

    def taken_by(self, command: Command) -> bool:
        """Whether it still belongs to this ticket."""
        return not self.over or asks_for_response(command)

    def done_before(self, command: Command) -> int:
        """How many commands are whole when this one begins; a text has ended only when something else begins."""
        return self._done + (self._open and not self.goes_on(command))

    def go(self, command: Command) -> None:
        """It was carried out."""
        if self.goes_on(command):
            last = self.steps[-1]
            self.steps[-1] = last._replace(bytes=last.bytes + len(command.raw))
        else:
            self._done = self.done_before(command)
            if len(self.steps) < STEPS:
                self.steps.append(Step(self.bytes, len(command.raw), command.name.hex()))
        self.bytes += len(command.raw)
        self.rows += command.height
        self._open = not command.whole or command.name == b""
        self._done += not self._open

    def goes_on(self, command: Command) -> bool:
        """Whether it is more of the command before it: further rows, further text."""
        return self._open and bool(self.steps) and self.steps[-1].name == command.name.hex()


def asks_for_response(command: Command) -> bool:
    return command.name == RESPONSE and command.rest[:1] == b"H"

"""The part with the paper in it: it prints commands, and knows what became of each paper."""

from contextlib import suppress

from PIL.Image import Image

from kiosk.agent.virtual_printer.course import Course, asks_for_response
from kiosk.agent.virtual_printer.language import Command
from kiosk.agent.virtual_printer.paper import Paper
from kiosk.agent.virtual_printer.tray import Break, Sheet, Tray

LONGEST = 80_000  # rows, ten metres: a paper that hangs out so far tears off
SEAM = 24  # rows that the paper moves on when the cover is closed over a ticket


class Mechanism:
    """What was printed stays on the paper, as in a real one.

    A ticket that was broken off hangs in the slot; the next one is printed right below it and the next cut gives one
    paper with both on it. Only a change of the roll takes it away: it is torn off with the rest of the old roll.
    """

    def __init__(self, dots: int, tray: Tray) -> None:
        self.course = Course()
        self.last = self.course  # the latest ticket of which anything came
        self._tray = tray
        self._paper = Paper(dots)
        self._sent = bytearray()  # what made the paper that hangs out
        self._breaks: list[Break] = []
        self._uncut: int | None = None  # where a ticket ends that is all there but for its cut

    def begin(self, command: Command) -> None:
        """Whatever comes next: is it a new ticket?"""
        if not self.course.taken_by(command):
            self.course = Course()
        self.last = self.course

    def print(self, command: Command) -> None:
        """Carry one out. Nonsense in a command's parameters prints nothing."""
        cut = False
        if not asks_for_response(command):
            self._sent += command.raw
            with suppress(IndexError, ValueError):
                cut = self._paper.do(command)
        self.course.go(command)
        if cut:
            self._fall(cut=True)
            self.course.over = True
        elif self._paper.height > LONGEST:
            self._tear("too_long")

    def broken_off(self, cause: str) -> None:
        """The rest of the ticket under way will never come."""
        if self._under_way:
            self._break(cause)
        if not self._paper.height:
            self._breaks.clear()  # nothing of it came out on this roll
        self.course = Course()

    def left_uncut(self) -> None:
        """The order to cut the ticket off was thrown away."""
        self._uncut = self._paper.height
        self.course = Course()

    def seam(self) -> None:
        """The cover was opened over a ticket under way, and closed."""
        if self._under_way and self._paper.height:
            self._break("cover_open")
            self._paper.feed(SEAM)

    def new_roll(self) -> None:
        """What hangs out goes with the old one; the rest of its ticket will be on the new one."""
        if self._paper.height:
            self._tear("paper_out")

    def forget(self) -> None:
        """The line that waits for its end will not be printed."""
        self._paper.forget()

    def power_off(self) -> None:
        self._paper.reset()

    def hanging(self, ended: bool) -> Sheet | None:
        """What is in the slot now; `ended`: nothing but its cut is missing."""
        return self._sheet(self._tray.next, ended, cut=False) if self._paper.height else None

    def image(self) -> Image:
        return self._paper.image()

    @property
    def _under_way(self) -> bool:
        return self.course.bytes > 0 and not self.course.over

    def _tear(self, cause: str) -> None:
        self._break(cause)
        self._fall(cut=False)
        if self._under_way:
            self._breaks.append(Break(0, cause))

    def _break(self, cause: str) -> None:
        if self._paper.height:
            self._breaks.append(Break(self._paper.height, cause))

    def _fall(self, *, cut: bool) -> None:
        sheet = self._sheet(self._tray.next, cut, cut)
        self._tray.keep(bytes(self._sent), self._paper.cut(), sheet)
        self._sent.clear()
        self._breaks.clear()
        self._uncut = None

    def _sheet(self, number: int, ended: bool, cut: bool) -> Sheet:
        breaks = self._breaks
        if self._uncut is not None:
            below = self._paper.inked_from(self._uncut)
            ended, breaks = ended or not below, [*breaks, Break(self._uncut, "uncut")] if below else breaks
        whole = ended and not breaks and self._paper.inked_from(0)
        return Sheet(number, whole, cut, self._paper.height, len(self._sent), tuple(breaks), tuple(self._paper.words))

"""A conversation with a printer over one open way: the time is kept here."""

from contextlib import suppress
from time import monotonic
from types import TracebackType

from kiosk.agent.printers.answers import Answers, Garbled
from kiosk.agent.printers.links import Link
from kiosk.agent.printers.status import NOTHING, Status

ACCEPT_S = 3.0  # for each piece to be taken
LONGEST_S = 30.0  # for a whole ticket to be taken
QUESTION = b"\x10\x04"  # DLE EOT n
ALL_FOUR = b"".join(QUESTION + bytes([n]) for n in (1, 2, 3, 4))


class Line:
    """Raises OSError when the way breaks, TimeoutError when the printer takes or says nothing in time.

    Leaving it by such an error drops what has not arrived yet.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self.answers = Answers()
        self.talks = link.talks

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._link.close(broken=kind is not None and issubclass(kind, OSError))

    def send(self, data: bytes, accept_s: float = ACCEPT_S) -> None:
        """All of the data, or an error."""
        until = monotonic() + LONGEST_S
        left = memoryview(data)
        while left:
            left = left[self._link.write(left, min(accept_s, until - monotonic())) :]

    def listen(self, patience_s: float) -> None:
        """Hear what the printer says next. Raises Garbled when that is nonsense."""
        self.answers.feed(self._link.read(patience_s))

    def ask(self, patience_s: float) -> Status:
        """All four questions in one go, the quickest way. Raises LookupError when only some are answered."""
        said = self.forget()
        self.send(ALL_FOUR, patience_s)
        self._hear(4, patience_s)
        if len(said) < 4:
            raise LookupError("a printer that answers only some questions")
        return Status.of(*said[:4])

    def ask_in_turn(self, patience_s: float) -> Status:
        """Question 1 and question 4, one after the other, for printers that know no more."""
        said = self.forget()
        for n, question in enumerate((1, 4), start=1):
            self.send(QUESTION + bytes([question]), patience_s)
            self._hear(n, patience_s)
            if len(said) < n:
                raise TimeoutError
        printer, paper = said[:2]
        return Status.of(printer, NOTHING, NOTHING, paper)

    def forget(self) -> list[int]:
        """Forget what was said unasked or too late; gives the list that new answers will be in."""
        with suppress(TimeoutError):
            while True:
                self.listen(0)
        self.answers.status.clear()
        return self.answers.status

    def _hear(self, many: int, patience_s: float) -> None:
        """Listen until so many answers are there. Raises TimeoutError when there is none at all."""
        until = monotonic() + patience_s
        while len(self.answers.status) < many:
            try:
                self.listen(until - monotonic())
            except TimeoutError:
                if self.answers.status:
                    return
                if self.answers.half:
                    raise Garbled from None
                raise

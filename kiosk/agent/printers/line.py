"""A conversation with a printer over one open way: the time is kept here."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from time import monotonic
from types import TracebackType
from typing import TypeVar

from kiosk.agent.printers.answers import Answers, Garbled
from kiosk.agent.printers.links import Link
from kiosk.agent.printers.status import NOTHING, Status

Found = TypeVar("Found")

TICK_S = 0.5
QUIET_S = 0.7
ACCEPT_S = 2.3  # for each piece to be taken
LONGEST_S = 20.0  # for a whole ticket to be taken
QUESTION = b"\x10\x04"  # DLE EOT n
IDENTIFY = b"\x1dI\x43\x1b@"  # GS I 67, ESC @
ALL_FOUR = b"".join(QUESTION + bytes([n]) for n in (1, 2, 3, 4))


class Line:
    """Raises OSError when the way breaks, TimeoutError when the printer takes or says nothing in time.

    Leaving it by such an error drops what has not arrived yet.
    """

    def __init__(self, link: Link, tick: Callable[[], None]) -> None:
        """`tick` is called at least every second that this waits."""
        self._link = link
        self.answers = Answers()
        self.talks = link.talks
        self._on_the_way = 0
        self._tick = tick
        self._dropped = False

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._link.close(broken=self._dropped or (isinstance(error, OSError) and not isinstance(error, Garbled)))

    def send(self, data: bytes, accept_s: float = ACCEPT_S) -> None:
        """All of the data, or an error."""
        longest = monotonic() + LONGEST_S
        left = memoryview(data)
        while left:
            until = min(longest, monotonic() + accept_s)
            left = left[self._patiently(until, partial(self._link.write, left)) :]
        self._on_the_way = self._link.on_the_way()

    def listen(self, patience_s: float) -> None:
        """Hear what the printer says next. Raises Garbled when that is nonsense."""
        self.answers.feed(self._patiently(monotonic() + patience_s, self._link.read))

    def glance(self, patience_s: float) -> None:
        """Hear what it says, if it says anything."""
        with suppress(TimeoutError):
            self.listen(patience_s)

    def still_taking(self) -> bool:
        """Whether some of what was given has arrived since this was last asked."""
        before, self._on_the_way = self._on_the_way, self._link.on_the_way()
        return self._on_the_way + len(ALL_FOUR) < before  # that a question arrived says nothing of the paper

    @property
    def stuck(self) -> bool:
        """Some of what was given has not arrived."""
        return self._link.on_the_way() > 0

    def drop(self) -> None:
        """What has not arrived yet must not arrive any more."""
        self._dropped = True

    def let_talk(self, patience_s: float) -> None:
        """Until it says nothing more, whatever it says."""
        until = monotonic() + patience_s
        with suppress(TimeoutError):
            while monotonic() < until:
                self._link.read(QUIET_S)

    def identify(self, patience_s: float) -> str | None:
        """The model's name; None when it does not say. Only outside of a ticket: a printer that does not know the
        question takes its last letter for text, and forgets that again by ESC @.
        """
        self.forget()
        self.answers.identity = None
        self.send(IDENTIFY, patience_s)
        until = monotonic() + patience_s
        while self.answers.identity is None and monotonic() < until:
            self.glance(until - monotonic())
        return self.answers.identity

    def answers_word(self, word: bytes, request: bytes, patience_s: float) -> bool:
        """Whether it says the word back that it is asked to."""
        self.send(request, patience_s)
        until = monotonic() + patience_s
        while word not in self.answers.done and monotonic() < until:
            self.glance(until - monotonic())
        return word in self.answers.done

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
        """Forget what was said unasked or too late; gives the list that new answers will be in.

        Raises Garbled when it does not stop talking.
        """
        until = monotonic() + QUIET_S
        with suppress(TimeoutError):
            while True:
                self.listen(0)
                if monotonic() > until:
                    raise Garbled
        self.answers.status.clear()
        return self.answers.status

    def _patiently(self, until: float, wait: Callable[[float], Found]) -> Found:
        while (left := until - monotonic()) > TICK_S:
            with suppress(TimeoutError):
                return wait(TICK_S)
            self._tick()
        return wait(left)

    def _hear(self, many: int, patience_s: float) -> None:
        """Listen until so many answers are there; a printer that still takes what it was given has time.

        Raises TimeoutError when there is none at all.
        """
        until = monotonic() + patience_s
        while len(self.answers.status) < many:
            self.glance(min(TICK_S, until - monotonic()))
            if self.still_taking():
                until = monotonic() + patience_s
            elif monotonic() >= until:
                if self.answers.status:
                    return
                raise Garbled if self.answers.half else TimeoutError

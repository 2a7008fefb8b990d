"""A printer that is spoken to directly: asked before and after, its paper sent in between."""

from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from PIL.Image import Image

from kiosk.agent.printers.acquaintance import ANSWER_S, Acquaintance, cause_of
from kiosk.agent.printers.answers import Garbled
from kiosk.agent.printers.confirming import GLANCE_S, SIGN_S, confirmed, marked, patience_s
from kiosk.agent.printers.health import Health
from kiosk.agent.printers.line import Line
from kiosk.agent.printers.links import Link
from kiosk.agent.printers.outcome import UNWATCHED, Outcome, Watcher
from kiosk.agent.printers.paper import Paper
from kiosk.agent.printers.profile import Profile
from kiosk.agent.printers.status import Cause, Status
from kiosk.agent.printers.wording import CLEAR, RECOVER, SHORT, TALLEST, mending, raster

RETRY_S = 10.0  # between two trials of a jammed cutter


class Refused(Exception):
    """Nothing is sent to a printer that would not print it now."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause)
        self.cause: Cause = cause


class DirectPrinter:
    """A connection for each job and each look.

    A printer that has ever said how it is and then does not gets nothing, for something is wrong with it. One that
    never says it is printed on blindly.
    """

    def __init__(
        self,
        connect: Callable[[], Link],
        dots: int,
        profile: Profile | None = None,
        *,
        every_s: float = 1.0,
        torn: Paper | None = None,
        release: Callable[[], None] = lambda: None,
    ) -> None:
        """`profile`: None for what a look finds out. `every_s`: between two looks. `torn`: what it may hold a part of.

        `release` ends what is kept open.
        """
        self.dots = dots
        self._connect, self._release = connect, release
        self._every_s = every_s
        self._known = Acquaintance(profile)
        self._deaf = (
            False  # a way that only takes: there is nothing to look at, and whoever reads it sees us come and go
        )
        self._retry_at = 0.0
        self._torn = torn  # a paper that the printer has only a part of

    @property
    def health(self) -> Health:
        return self._known.health

    def tell(self, told: Callable[[Health], None]) -> None:
        self._known.told = told

    def status(self) -> Status | None:
        with self._line() as line:
            return self._known.ask(line)

    def look(self) -> float:
        if self._deaf:
            return 5 * self._every_s
        try:
            with self._line() as line:
                self._deaf = not line.talks
                status = self._known.ask(line)
                if status and not status.trouble:
                    self._mend(line)
                    self._known.meet(line)
                elif status and status.trouble == "cutter":
                    self._free_cutter(line)
        except OSError as broken:
            self._known.lost(cause_of(broken))
        return self._every_s * (5 if self._known.mute else 2 if self._known.silence else 1)

    def close(self) -> None:
        self._release()

    def print(self, paper: Image | Paper, job: int = 0, watcher: Watcher = UNWATCHED) -> Outcome:
        if isinstance(paper, Image):
            paper = raster(paper, SHORT if self.health.confirms else TALLEST)
        begun = False
        try:
            with self._line() as line:
                self._before(line)
                if not watcher.go():
                    return Outcome("stopped")
                self._mend(line)
                self._torn, begun = paper, True
                line.send(marked(paper, job) if self.health.confirms else paper.data)
                outcome = self._after(line, job, paper, watcher)
                self._torn = paper if outcome.cause and self._withdrawn(line, outcome.cause) else None
                return outcome
        except Refused as refused:
            return Outcome("failed", refused.cause)
        except OSError as broken:
            self._deaf = False
            return Outcome("unknown" if begun else "failed", self._reason(broken))

    def _line(self) -> Line:
        return Line(self._connect(), self._known.repeat)

    def _before(self, line: Line) -> None:
        if self._known.mute:
            return
        status = self._known.ask(line, ANSWER_S)
        if status is None and self.health.answers:
            raise Refused(self._known.silence or "timeout")
        if status and status.trouble:
            raise Refused(status.trouble)  # sent now, it would come out whenever the roll is changed

    def _after(self, line: Line, job: int, paper: Paper, watcher: Watcher) -> Outcome:
        if not line.talks:
            return Outcome("sent")
        if self.health.confirms:
            try:
                outcome = confirmed(line, job, paper, watcher, self._known.heard)
                if outcome.cause == "timeout":
                    self._known.ask(line, GLANCE_S)  # else nobody hears that it is away before the next look
                return outcome
            except Garbled:  # it may well print: hanging up on it now would tear the paper
                line.let_talk(patience_s(paper.mm))
                return Outcome("unknown", "garbled")
        trouble = self._known.silence or self._trouble(line)
        return Outcome("unknown", trouble) if trouble else Outcome("sent")

    def _trouble(self, line: Line) -> Cause | None:
        """Whether it is well when it has taken all; asked twice, since dots may look like a question to it."""
        status = self._known.ask(line, SIGN_S)
        if status and status.trouble:
            with suppress(OSError):
                status = self._known.ask(line) or status
        return status.trouble if status else self._known.silence

    def _withdrawn(self, line: Line, cause: Cause) -> bool:
        """What is still on the way, or held, must not come out when the printer wakes or its roll is changed.

        True if something of it may hang out of the printer then. One that is not understood is left alone.
        """
        if not self.health.answers or cause == "garbled":
            return False
        if line.stuck:
            line.drop()
        elif self._known.able.clears:
            line.send(CLEAR)
        return True

    def _free_cutter(self, line: Line) -> None:
        """A jammed cutter stays one until it is told to try again, even when the paper is out of it."""
        if self._known.able.clears and monotonic() >= self._retry_at:
            line.send(RECOVER)
            self._retry_at = monotonic() + RETRY_S

    def _mend(self, line: Line) -> None:
        """Throw away the rest of a torn paper, and cut off what hangs out of it."""
        if self._torn:
            line.send(mending(self._torn, clears=self._known.able.clears))
            self._torn = None

    def _reason(self, broken: OSError) -> Cause:
        """Why it took no more: asked anew, since a question behind what it does not take would never arrive."""
        if isinstance(broken, TimeoutError) and self.health.answers:
            with suppress(OSError):
                status = self.status()
                if status and status.trouble:
                    return status.trouble
        cause = cause_of(broken)
        self._known.lost(cause)
        return cause

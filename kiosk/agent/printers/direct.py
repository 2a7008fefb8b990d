"""A printer that is spoken to directly: asked before and after, its paper sent in between."""

from collections.abc import Callable
from typing import Literal

from PIL.Image import Image

from kiosk.agent.printers.answers import Garbled
from kiosk.agent.printers.confirming import confirmed, patience_s, request
from kiosk.agent.printers.health import Health
from kiosk.agent.printers.line import Line
from kiosk.agent.printers.links import Link
from kiosk.agent.printers.outcome import UNWATCHED, Outcome, Watcher
from kiosk.agent.printers.paper import Paper
from kiosk.agent.printers.profile import GENERIC, Profile
from kiosk.agent.printers.status import Cause, Status
from kiosk.agent.printers.wording import CLEAR, mending, raster

ANSWER_S = 1.0  # to say how it is
SILENT_S = 0.5  # once it did not


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

    told: Callable[[Health], None]

    def __init__(
        self, connect: Callable[[], Link], dots: int, profile: Profile = GENERIC, *, every_s: float = 1.0
    ) -> None:
        """`every_s`: seconds between two looks at it."""
        self.dots = dots
        self.health = Health(confirms=profile.confirms)
        self.told = _nobody
        self._connect = connect
        self._every_s = every_s
        self._profile = profile
        self._silence: Cause | None = None  # what its last silence was like
        self._in_turn = False  # it answers only one question at a time
        self._torn: Paper | None = None  # a paper that the printer has only a part of

    def status(self) -> Status | None:
        with Line(self._connect()) as line:
            return self._ask(line, self._patience_s)

    def look(self) -> float:
        try:
            with Line(self._connect()) as line:
                status = self._ask(line, self._patience_s)
                if status and not status.trouble:
                    self._mend(line)
        except OSError as broken:
            self._lost(_cause(broken))
        if self._silence is None:
            return self._every_s
        return 2 * self._every_s if self.health.answers else 5 * self._every_s

    def close(self) -> None:
        """Nothing stays open."""

    def print(self, paper: Image | Paper, job: int = 0, watcher: Watcher = UNWATCHED) -> Outcome:
        if isinstance(paper, Image):
            paper = raster(paper)
        begun = False
        try:
            link = self._connect()
        except OSError:
            return self._lost("unreachable", "failed")
        try:
            with Line(link) as line:
                self._before(line)
                if not watcher.go():
                    return Outcome("stopped")
                self._mend(line)
                self._torn, begun = paper, True
                line.send(paper.data + request(job) if self.health.confirms else paper.data)
                self._torn = None
                return self._after(line, paper, job, watcher)
        except Refused as refused:
            return Outcome("failed", refused.cause)
        except OSError as broken:
            return self._lost(self._cause(broken), "unknown" if begun else "failed")

    @property
    def _patience_s(self) -> float:
        return SILENT_S if self._silence else ANSWER_S

    def _before(self, line: Line) -> None:
        if self._silence and not self.health.answers:
            return  # it never says: asking would only make the visitor wait
        status = self._ask(line, ANSWER_S)
        if status is None and self.health.answers:
            raise Refused(self._silence or "timeout")
        if status and status.trouble:
            raise Refused(status.trouble)  # sent now, it would come out whenever the roll is changed

    def _after(self, line: Line, paper: Paper, job: int, watcher: Watcher) -> Outcome:
        if not line.talks:
            return Outcome("sent")
        if self.health.confirms:
            watcher.taken()
            outcome = confirmed(line, job, paper.mm)
        elif self._silence:
            return Outcome("unknown", self._silence)
        else:
            status = self._ask(line, patience_s(paper.mm))
            trouble = status.trouble if status else self._silence
            outcome = Outcome("unknown", trouble) if trouble else Outcome("sent")
        if outcome.cause and self._profile.clears:
            self._torn = paper
            line.send(CLEAR)  # what it still holds must not come out when the roll is changed
        return outcome

    def _ask(self, line: Line, patience_s: float) -> Status | None:
        if not line.talks:
            return None
        try:
            status = self._answer(line, patience_s)
        except (TimeoutError, Garbled) as silence:
            self._silence = _cause(silence)
            self._tell(self.health.lost(self._silence) if self.health.answers else self.health.silent())
            return None
        self._silence = None
        self._tell(self.health.seen(status))
        return status

    def _answer(self, line: Line, patience_s: float) -> Status:
        if not self._in_turn:
            try:
                return line.ask(patience_s)
            except LookupError:
                self._in_turn = True
        return line.ask_in_turn(patience_s)

    def _mend(self, line: Line) -> None:
        """Throw away the rest of a torn paper, and cut off what hangs out of it."""
        if self._torn:
            line.send(mending(self._torn, clears=self._profile.clears))
            self._torn = None

    def _cause(self, broken: OSError) -> Cause:
        """Why it took no more: asked anew, since what was on the way before the question would never arrive."""
        if isinstance(broken, TimeoutError) and self.health.answers:
            try:
                status = self.status()
            except OSError:
                return "unreachable"
            if status and status.trouble:
                return status.trouble
        return _cause(broken)

    def _lost(self, cause: Cause, state: Literal["failed", "unknown"] = "failed") -> Outcome:
        self._tell(self.health.lost(cause))
        return Outcome(state, cause)

    def _tell(self, health: Health) -> None:
        self.health = health
        self.told(health)


def _nobody(_health: Health) -> None:
    """Is told."""


def _cause(broken: OSError) -> Cause:
    if isinstance(broken, Garbled):
        return "garbled"
    return "timeout" if isinstance(broken, TimeoutError) else "unreachable"

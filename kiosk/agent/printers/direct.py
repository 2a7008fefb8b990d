"""A printer that is spoken to directly: asked before and after, its paper sent in between."""

from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Literal

from PIL.Image import Image

from kiosk.agent.printers.answers import Garbled
from kiosk.agent.printers.confirming import confirmed, mark, marked, patience_s, request
from kiosk.agent.printers.health import Health
from kiosk.agent.printers.line import Line
from kiosk.agent.printers.links import Link
from kiosk.agent.printers.outcome import UNWATCHED, Outcome, Watcher
from kiosk.agent.printers.paper import Paper
from kiosk.agent.printers.profile import Profile
from kiosk.agent.printers.status import Cause, Status
from kiosk.agent.printers.wording import CLEAR, RECOVER, SHORT, TALLEST, mending, raster

ANSWER_S = 1.0  # to say how it is
SILENT_S = 0.5  # once it did not
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

    told: Callable[[Health], None]

    def __init__(
        self,
        connect: Callable[[], Link],
        dots: int,
        profile: Profile | None = None,
        *,
        every_s: float = 1.0,
        release: Callable[[], None] = lambda: None,
    ) -> None:
        """`profile`: None for what a look finds out. `every_s`: between two looks. `release` ends what is kept open."""
        self.dots = dots
        self.told = lambda _health: None
        self._connect, self._release = connect, release
        self._every_s = every_s
        self._able = profile or Profile()
        self._auto = self._unknown = profile is None  # nobody has asked yet what it can do
        self.health = Health(confirms=self._able.confirms)
        self._silence: Cause | None = None  # what its last silence was like
        self._in_turn = False  # it answers only one question at a time
        self._retry_at = 0.0
        self._torn: Paper | None = None  # a paper that the printer has only a part of

    def status(self) -> Status | None:
        with Line(self._connect(), self._repeat) as line:
            return self._ask(line, SILENT_S if self._silence else ANSWER_S)

    def look(self) -> float:
        try:
            with Line(self._connect(), self._repeat) as line:
                status = self._ask(line, SILENT_S if self._silence else ANSWER_S)
                if status and not status.trouble:
                    self._mend(line)
                    self._find_out(line)
                elif status and status.trouble == "cutter":
                    self._free_cutter(line)
        except OSError as broken:
            self._lost(_cause(broken))
        if self._silence is None:
            return self._every_s
        return 2 * self._every_s if self.health.answers else 5 * self._every_s

    def close(self) -> None:
        self._release()

    def print(self, paper: Image | Paper, job: int = 0, watcher: Watcher = UNWATCHED) -> Outcome:
        if isinstance(paper, Image):
            paper = raster(paper, SHORT if self.health.confirms else TALLEST)
        try:
            link = self._connect()
        except OSError:
            return self._lost("unreachable")
        begun = False
        try:
            with Line(link, self._repeat) as line:
                self._before(line)
                if not watcher.go():
                    return Outcome("stopped")
                self._mend(line)
                self._torn, begun = paper, True
                line.send(marked(paper, job) if self.health.confirms else paper.data)
                self._torn = None
                return self._after(line, paper, job, watcher)
        except Refused as refused:
            return Outcome("failed", refused.cause)
        except OSError as broken:
            return self._lost(self._reason(broken), "unknown" if begun else "failed")

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
            outcome = confirmed(line, job, paper, watcher, self._heard)
        elif self._silence:
            return Outcome("unknown", self._silence)
        else:
            trouble = self._trouble(line, paper)
            outcome = Outcome("unknown", trouble) if trouble else Outcome("sent")
        if outcome.cause and self._able.clears:
            self._torn = paper
            line.send(CLEAR)  # what it still holds must not come out when the roll is changed
        return outcome

    def _trouble(self, line: Line, paper: Paper) -> Cause | None:
        """Whether it is well when it has taken all; asked twice, since dots may look like a question to it."""
        status = self._ask(line, patience_s(paper.mm))
        if status and status.trouble:
            with suppress(OSError):
                status = self._ask(line, ANSWER_S) or status
        return status.trouble if status else self._silence

    def _ask(self, line: Line, patience_s: float) -> Status | None:
        if not line.talks:
            return None
        try:
            status = self._answer(line, patience_s)
        except (TimeoutError, Garbled) as silence:
            self._silence = _cause(silence)
            self._tell(self.health.lost(self._silence) if self.health.answers else self.health.silent())
            return None
        self._heard(status)
        return status

    def _answer(self, line: Line, patience_s: float) -> Status:
        if not self._in_turn:
            try:
                return line.ask(patience_s)
            except LookupError:
                self._in_turn = True
        return line.ask_in_turn(patience_s)

    def _heard(self, status: Status) -> None:
        self._silence = None
        self._tell(self.health.seen(status))

    def _find_out(self, line: Line) -> None:
        """Once, and anew when it has been away: who it is, and whether it can confirm."""
        if not self._unknown:
            return
        self._unknown = False
        model = line.identify(ANSWER_S)
        word = mark(0, 0)
        able = model is not None and line.answers_word(word, request(word), ANSWER_S)
        self._able = Profile(confirms=able, clears=able)
        self._tell(self.health._replace(model=model or None, confirms=able))

    def _free_cutter(self, line: Line) -> None:
        """A jammed cutter stays one until it is told to try again, even when the paper is out of it."""
        if self._able.clears and monotonic() >= self._retry_at:
            line.send(RECOVER)
            self._retry_at = monotonic() + RETRY_S

    def _mend(self, line: Line) -> None:
        """Throw away the rest of a torn paper, and cut off what hangs out of it."""
        if self._torn:
            line.send(mending(self._torn, clears=self._able.clears))
            self._torn = None

    def _reason(self, broken: OSError) -> Cause:
        """Why it took no more: asked anew, since a question behind what it does not take would never arrive."""
        if isinstance(broken, TimeoutError) and self.health.answers:
            try:
                status = self.status()
            except OSError:
                return "unreachable"
            if status and status.trouble:
                return status.trouble
        return _cause(broken)

    def _lost(self, cause: Cause, state: Literal["failed", "unknown"] = "failed") -> Outcome:
        if cause in ("unreachable", "timeout"):
            self._tell(self.health.lost(cause))
            self._unknown = self._auto  # it may be another one that comes back
        return Outcome(state, cause)

    def _repeat(self) -> None:
        self.told(self.health)

    def _tell(self, health: Health) -> None:
        self.health = health
        self.told(health)


def _cause(broken: OSError) -> Cause:
    if isinstance(broken, Garbled):
        return "garbled"
    return "timeout" if isinstance(broken, TimeoutError) else "unreachable"

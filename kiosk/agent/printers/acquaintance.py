"""What is known of one printer: how it is, what it can do, whether it ever says anything."""

from collections.abc import Callable

from kiosk.agent.printers.answers import Garbled
from kiosk.agent.printers.confirming import mark, request
from kiosk.agent.printers.health import Health
from kiosk.agent.printers.line import Line
from kiosk.agent.printers.profile import Profile
from kiosk.agent.printers.status import Cause, Status

ANSWER_S = 1.0  # to say how it is
SILENT_S = 0.5  # once it did not


class Acquaintance:
    """Grows with every word that the printer says, or does not say."""

    told: Callable[[Health], None]

    def __init__(self, profile: Profile | None) -> None:
        """`profile`: what it can do; None for what it says of itself when it is met."""
        self.able = profile or Profile()
        self.health = Health(confirms=self.able.confirms)
        self.told = lambda _health: None
        self.silence: Cause | None = None  # what its last silence was like
        self._auto = self._stranger = profile is None
        self._in_turn = False  # it answers only one question at a time

    @property
    def mute(self) -> bool:
        """It never says anything: asking would only make the visitor wait."""
        return self.silence is not None and not self.health.answers

    def ask(self, line: Line, patience_s: float | None = None) -> Status | None:
        """How it is; None when it does not say. Raises OSError when the line is cut."""
        if not line.talks:
            return None
        try:
            status = self._answer(line, patience_s or (SILENT_S if self.silence else ANSWER_S))
        except (TimeoutError, Garbled) as silence:
            self.silence = cause_of(silence)
            self._tell(self.health.lost(self.silence) if self.health.answers else self.health.silent())
            return None
        self.heard(status)
        return status

    def heard(self, status: Status) -> None:
        """It has said how it is."""
        self.silence = None
        self._tell(self.health.seen(status))

    def lost(self, cause: Cause) -> None:
        """It cannot be reached, or takes no more. It may be another one that comes back."""
        self._tell(self.health.lost(cause))
        self._stranger = self._auto

    def meet(self, line: Line) -> None:
        """Once, outside of any ticket: who is it, and does it confirm?"""
        if not self._stranger:
            return
        self._stranger = False
        model = line.identify(ANSWER_S)
        word = mark(0, 0)
        able = model is not None and line.answers_word(word, request(word), ANSWER_S)
        self.able = Profile(confirms=able, clears=able)
        self._tell(self.health._replace(model=model or None, confirms=able))

    def repeat(self) -> None:
        """Whoever listens hears that nothing has changed."""
        self.told(self.health)

    def _answer(self, line: Line, patience_s: float) -> Status:
        if not self._in_turn:
            try:
                return line.ask(patience_s)
            except LookupError:
                self._in_turn = True
        return line.ask_in_turn(patience_s)

    def _tell(self, health: Health) -> None:
        self.health = health
        self.told(health)


def cause_of(broken: OSError) -> Cause:
    """What a break of the line is called."""
    if isinstance(broken, Garbled):
        return "garbled"
    return "timeout" if isinstance(broken, TimeoutError) else "unreachable"

"""What stands on a kiosk's screen about the paper of one ticket: the rules of kiosk/ui/paper.ts, once more."""

from collections.abc import Mapping
from typing import Any, NamedTuple

LATE_S = 3.0
STEPS = {"queued": 0, "claimed": 0, "sending": 1, "sent": 2, "unknown": 3, "confirmed": 4, "failed": 4}
SAID = {"queued": "printing", "claimed": "printing", "sending": "printing", "sent": "printed", "confirmed": "printed"}


class Told(NamedTuple):
    """What the screen says from a moment on: printing, late, printed, failed, unknown, none."""

    at: float
    outcome: str
    state: str | None
    cause: str | None


class Screen:
    """The ticket and its paper, as far as the page has heard of it. Moments are seconds of one clock."""

    def __init__(self, ticket: Mapping[str, Any], at: float) -> None:
        self.visit = int(ticket["visit"])
        self.number = str(ticket["number"])
        self.told: list[Told] = []
        self.settled_at: float | None = None  # when the socket said how it ended
        self.jobs: list[int] = []
        self._late_at: float | None = None
        paper = ticket["print"]
        if paper is None:
            self.told.append(Told(at, "none", None, None))
        else:
            self._show(at, paper)

    @property
    def state(self) -> str | None:
        """The last that is known of the paper."""
        return self.told[-1].state

    @property
    def is_over(self) -> bool:
        """Nothing more will be heard of it."""
        return self.state in (None, "confirmed", "failed")

    def hear(self, job: Mapping[str, Any], at: float) -> None:
        """News of one of its jobs; the newest job counts."""
        if job["job"] == self.jobs[-1]:
            known, said = self.state, job["state"]
            assert known is not None
            if known != said and (STEPS[said] >= STEPS["sent" if known == "unknown" else known]):
                self._say(at, said, job["cause"])
        elif job["job"] not in self.jobs and self.told[-1].outcome != "printed":
            self._show(at, job)

    def ask_again(self, job: Mapping[str, Any], at: float) -> None:
        """A copy was asked for, and this is its job."""
        if job["job"] not in self.jobs:
            self._show(at, job)

    def pass_time(self, at: float) -> None:
        """A paper that has not come for three seconds is late."""
        late_at = self._late_at
        if late_at is not None and at >= late_at and self.told[-1].outcome == "printing":
            self.told.append(Told(late_at, "late", self.state, self.told[-1].cause))

    def _show(self, at: float, job: Mapping[str, Any]) -> None:
        self.jobs.append(job["job"])
        self._late_at = at + LATE_S
        self._say(at, job["state"], job.get("cause"))

    def _say(self, at: float, state: str, cause: str | None) -> None:
        outcome = SAID.get(state, state)
        if outcome == "printing" and self.told and self.told[-1].outcome == "late" and at >= (self._late_at or at):
            outcome = "late"
        self.told.append(Told(at, outcome, state, cause))

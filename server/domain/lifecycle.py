"""The moves of a visit: one table, and the two moves that depend on how long ago something was.

Undo is not in the table. It leads nowhere new: it restores the state and the stages before a desk's last
step, if nothing else has moved the visit since; only its time limit is kept here.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Literal

from server.domain.errors import Refusal
from server.models.visit import StageKind, VisitState

UNDO_S = 60  # how long a desk may take its last step back
RETURN_S = 15 * 60  # how long after its last call an absent visit may come back into the line


class Step(StrEnum):
    """What people do to a visit."""

    CALL = "call"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    ABSENT = "absent"
    PARK = "park"
    RETURN = "return"
    TRANSFER = "transfer"
    RECLASSIFY = "reclassify"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    SERVED_OFFLINE = "served_offline"


V = VisitState  # short, so that the table reads as a table

MOVES: Mapping[Step, Mapping[VisitState, VisitState]] = {
    Step.CALL: {V.WAITING: V.CALLED},
    Step.RECALL: {V.CALLED: V.CALLED},
    Step.START: {V.CALLED: V.SERVING},
    Step.FINISH: {V.SERVING: V.FINISHED},
    Step.ABSENT: {V.CALLED: V.ABSENT},
    Step.PARK: {V.WAITING: V.PARKED, V.CALLED: V.PARKED, V.SERVING: V.PARKED},
    Step.RETURN: {V.PARKED: V.WAITING, V.ABSENT: V.WAITING},
    Step.TRANSFER: {V.CALLED: V.WAITING, V.SERVING: V.WAITING},
    Step.RECLASSIFY: {V.WAITING: V.WAITING, V.CALLED: V.CALLED, V.SERVING: V.SERVING, V.PARKED: V.PARKED},
    Step.WITHDRAW: {V.WAITING: V.WITHDRAWN, V.PARKED: V.WITHDRAWN, V.CALLED: V.WITHDRAWN, V.ABSENT: V.WITHDRAWN},
    Step.CLOSE: {V.WAITING: V.CLOSED, V.PARKED: V.CLOSED, V.CALLED: V.CLOSED, V.SERVING: V.CLOSED},
    Step.SERVED_OFFLINE: {V.PARKED: V.CLOSED},
}

STAGES: Mapping[VisitState, StageKind] = {
    V.WAITING: StageKind.WAITING,
    V.CALLED: StageKind.CALLED,
    V.SERVING: StageKind.SERVING,
    V.PARKED: StageKind.PARKED,
}

OPEN = frozenset(STAGES)  # a stage is running; none of these may be left at the day's end
AT_DESK = frozenset({V.CALLED, V.SERVING})  # some counter holds the visit
ENDED = frozenset({V.FINISHED, V.WITHDRAWN, V.CLOSED})  # no move leads out; an absent visit may still come back


class NotAllowed(Refusal):
    """A step that a visit in this state cannot take."""

    code: ClassVar[str] = "wrong_state"
    _said: ClassVar[Mapping[str, str]] = {
        Step.ABSENT: "mark as absent",
        Step.SERVED_OFFLINE: "close as served offline",
    }

    def __init__(self, state: VisitState, step: Step | Literal["undo"]) -> None:
        article = "an" if state is VisitState.ABSENT else "a"
        super().__init__(f"cannot {self._said.get(step, step)} {article} {state} visit", state=state, step=step)
        self.state = state
        self.step = step


class TooLate(Refusal):
    """The time in which this step was possible is over."""

    code: ClassVar[str] = "too_late"


def after(state: VisitState, step: Step) -> VisitState:
    """Where the step takes a visit in this state. Raises NotAllowed for every move not in the table."""
    try:
        return MOVES[step][state]
    except KeyError:
        raise NotAllowed(state, step) from None


def stage_of(state: VisitState) -> StageKind | None:
    """The kind of stage that runs while a visit is in this state; None where none runs."""
    return STAGES.get(state)


def may_return(state: VisitState, called_at: datetime | None, came_back: bool, now: datetime) -> None:
    """Check that a parked or absent visit may come back into the line now.

    Parked: at any time. Absent: once, and within RETURN_S of its last call (`called_at`).
    Raises NotAllowed in any other state, TooLate when the visit is absent for good.
    """
    after(state, Step.RETURN)
    if state is not VisitState.ABSENT:
        return
    if came_back:
        raise TooLate("a visit may come back after an absence only once")
    if called_at is None or now - called_at > timedelta(seconds=RETURN_S):
        raise TooLate(f"an absent visit may come back within {RETURN_S // 60} minutes of its last call")


def may_undo(step_at: datetime, now: datetime) -> None:
    """Check that a desk's last step, taken at `step_at`, is young enough to be undone. Raises TooLate."""
    if now - step_at > timedelta(seconds=UNDO_S):
        raise TooLate(f"a step can be undone within {UNDO_S} seconds")

"""Every step from every state, and the two steps that depend on the time."""

from datetime import UTC, datetime, timedelta

import pytest

from server.domain.errors import Refusal
from server.domain.lifecycle import (
    AT_DESK,
    ENDED,
    OPEN,
    NotAllowed,
    Step,
    TooLate,
    after,
    may_return,
    may_undo,
    stage_of,
)
from server.models.visit import StageKind, VisitState

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

TABLE = """
                waiting    called     serving   parked     absent     finished  withdrawn  closed
call            called     .          .         .          .          .         .          .
recall          .          called     .         .          .          .         .          .
start           .          serving    .         .          .          .         .          .
finish          .          .          finished  .          .          .         .          .
absent          .          absent     .         .          .          .         .          .
park            parked     parked     parked    .          .          .         .          .
return          .          .          .         waiting    waiting    .         .          .
transfer        .          waiting    waiting   .          .          .         .          .
reclassify      waiting    called     serving   parked     .          .         .          .
withdraw        withdrawn  withdrawn  .         withdrawn  withdrawn  .         .          .
close           closed     closed     closed    closed     .          .         .          .
served_offline  .          .          .         closed     .          .         .          .
"""

HEADER, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
CASES = [
    (VisitState(state), Step(step), None if to == "." else VisitState(to))
    for step, *cells in ROWS
    for state, to in zip(HEADER, cells, strict=True)
]


def test_the_table_knows_every_state_and_every_step() -> None:
    assert {(state, step) for state, step, _ in CASES} == {(state, step) for state in VisitState for step in Step}


@pytest.mark.parametrize(("state", "step", "to"), CASES)
def test_a_step_leads_where_the_table_says(state: VisitState, step: Step, to: VisitState | None) -> None:
    if to is not None:
        assert after(state, step) is to
        return
    with pytest.raises(NotAllowed) as refused:
        after(state, step)
    assert (refused.value.state, refused.value.step) == (state, step)
    assert refused.value.facts == {"state": state, "step": step}


@pytest.mark.parametrize(
    ("state", "step", "said"),
    [
        (VisitState.FINISHED, Step.CALL, "cannot call a finished visit"),
        (VisitState.ABSENT, Step.START, "cannot start an absent visit"),
        (VisitState.WAITING, Step.ABSENT, "cannot mark as absent a waiting visit"),
        (VisitState.CLOSED, Step.SERVED_OFFLINE, "cannot close as served offline a closed visit"),
    ],
)
def test_a_refusal_says_what_cannot_be_done_to_whom(state: VisitState, step: Step, said: str) -> None:
    with pytest.raises(NotAllowed, match=f"^{said}$"):
        after(state, step)


def test_undo_is_refused_in_the_same_words() -> None:
    refused = NotAllowed(VisitState.SERVING, "undo")
    assert str(refused) == "cannot undo a serving visit"
    assert refused.code == "wrong_state"


def test_every_refusal_has_a_code() -> None:
    assert issubclass(NotAllowed, Refusal)
    assert issubclass(TooLate, Refusal)
    assert TooLate.code == "too_late"


@pytest.mark.parametrize("state", VisitState)
def test_a_visit_has_a_running_stage_exactly_while_it_is_open(state: VisitState) -> None:
    stage = stage_of(state)
    assert (stage is not None) == (state in OPEN)
    assert stage is None or stage is StageKind(state)


def test_a_state_is_open_or_ended_or_absent() -> None:
    assert OPEN.isdisjoint(ENDED)
    assert OPEN | ENDED | {VisitState.ABSENT} == set(VisitState)
    assert sorted(AT_DESK) == [VisitState.CALLED, VisitState.SERVING]


@pytest.mark.parametrize("state", sorted(ENDED))
def test_nothing_moves_a_visit_that_has_ended(state: VisitState) -> None:
    for step in Step:
        with pytest.raises(NotAllowed):
            after(state, step)


@pytest.mark.parametrize("state", sorted(OPEN))
def test_at_the_days_end_every_open_visit_is_closed(state: VisitState) -> None:
    assert after(state, Step.CLOSE) is VisitState.CLOSED


def test_who_was_absent_may_return_for_15_minutes() -> None:
    may_return(VisitState.ABSENT, NOW - timedelta(minutes=15), came_back=False, now=NOW)
    with pytest.raises(TooLate, match="within 15 minutes of its last call"):
        may_return(VisitState.ABSENT, NOW - timedelta(minutes=15, seconds=1), came_back=False, now=NOW)


def test_who_was_absent_may_return_only_once() -> None:
    with pytest.raises(TooLate, match="only once"):
        may_return(VisitState.ABSENT, NOW, came_back=True, now=NOW)


def test_an_absent_visit_that_nobody_called_cannot_return() -> None:
    with pytest.raises(TooLate):
        may_return(VisitState.ABSENT, None, came_back=False, now=NOW)


def test_a_parked_visit_may_return_at_any_time_and_again() -> None:
    may_return(VisitState.PARKED, NOW - timedelta(hours=6), came_back=True, now=NOW)
    may_return(VisitState.PARKED, None, came_back=False, now=NOW)


@pytest.mark.parametrize("state", sorted(set(VisitState) - {VisitState.PARKED, VisitState.ABSENT}))
def test_nobody_else_returns(state: VisitState) -> None:
    with pytest.raises(NotAllowed):
        may_return(state, NOW, came_back=False, now=NOW)


def test_a_desk_may_undo_for_a_minute() -> None:
    may_undo(NOW - timedelta(seconds=60), NOW)
    with pytest.raises(TooLate, match="within 60 seconds"):
        may_undo(NOW - timedelta(seconds=60, milliseconds=1), NOW)


def test_a_clock_set_back_does_not_forbid_an_undo() -> None:
    may_undo(NOW + timedelta(hours=1), NOW)

"""What is stored with a call: enough to tell the passed-over why, and to recompute the choice."""

import json
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from server.domain.calling import GUARD_S, RULE, Waiting, explain, recompute

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def waiting(id: int, waited_s: int, promise_s: int) -> Waiting:
    return Waiting(id, 1, promise_s, NOW - timedelta(seconds=waited_s))


def test_an_explanation_tells_both_waits_and_both_shares() -> None:
    why = explain(waiting(41, 9 * 60, 5 * 60), waiting(7, 14 * 60, 20 * 60), NOW + timedelta(milliseconds=400))
    assert why == {
        "rule": RULE,
        "at": "2026-11-23T09:00:00Z",
        "chosen": {
            "visit": 41,
            "reference_at": "2026-11-23T08:51:00Z",
            "promise_s": 300,
            "waited_s": 540,
            "urgency": "9/5",
        },
        "runner_up": {
            "visit": 7,
            "reference_at": "2026-11-23T08:46:00Z",
            "promise_s": 1200,
            "waited_s": 840,
            "urgency": "7/10",
        },
    }
    assert json.loads(json.dumps(why)) == why
    assert recompute(why)


def test_a_call_of_the_only_one_can_be_recomputed() -> None:
    assert recompute(explain(waiting(41, 540, 300), None, NOW))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("rule",), "head-start/1"),
        (("at",), "2026-11-23T08:59:59Z"),
        (("chosen", "reference_at"), "2026-11-23T08:59:00Z"),
        (("chosen", "promise_s"), 1200),
        (("chosen", "waited_s"), 541),
        (("chosen", "urgency"), "2"),
        (("runner_up", "waited_s"), 0),
    ],
)
def test_an_explanation_that_was_changed_does_not_hold(path: tuple[str, ...], value: Any) -> None:
    why = explain(waiting(41, 540, 300), waiting(7, 840, 1200), NOW)
    place: Any = why
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert not recompute(why)


def test_the_opposite_choice_cannot_be_explained() -> None:
    assert not recompute(explain(waiting(7, 840, 1200), waiting(41, 540, 300), NOW))


def test_who_is_guarded_explains_it_by_the_wait() -> None:
    why = explain(waiting(1, GUARD_S, 1200), waiting(2, GUARD_S - 1, 300), NOW)
    assert Fraction(why["chosen"]["urgency"]) < Fraction(why["runner_up"]["urgency"])
    assert recompute(why)
    assert not recompute(why | {"at": "2026-11-23T08:59:59Z"})

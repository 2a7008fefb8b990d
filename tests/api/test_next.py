"""POST /api/v1/desk/next, POST /api/v1/desk/call"""

from collections.abc import Callable
from typing import Any

import pytest

from server.hall.desks import pause
from tests.asking import Asker, code_of
from tests.cast import TheHall

Ask = Callable[[str], Asker]


def test_next_calls_somebody_and_the_same_press_nobody_else(hall: TheHall, ask: Ask) -> None:
    visit = hall.issue().visit
    hall.issue()
    answers = [ask("vera").post("desk/next", key="press", expected=None) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    first, again = (answer.get_json() for answer in answers)
    assert (
        first
        == again
        == {"visit": visit, "number": "A 001", "service": "A01", "state": "called", "call": first["call"]}
    )


def test_next_at_two_desks_gives_each_somebody_else(hall: TheHall, ask: Ask) -> None:
    hall.issue()
    hall.issue()
    numbers = [ask(who).post("desk/next", key=who).get_json()["number"] for who in ("vera", "omar")]
    assert numbers == ["A 001", "A 002"]


def test_nobody_waits(ask: Ask) -> None:
    answer = ask("vera").post("desk/next", key="press")
    assert (answer.status_code, answer.data) == (204, b"")


def test_next_finishes_nothing_silently(hall: TheHall, ask: Ask) -> None:
    visit = hall.serving()
    hall.issue()
    answer = ask("vera").post("desk/next", key="press")
    assert code_of(answer, 409) == "desk_busy"
    problem = answer.get_json()
    assert (problem["visit"], problem["number"], problem["state"]) == (visit, "A 001", "serving")
    assert hall.state(visit) == "serving"


def test_a_desk_that_believes_in_another_visit_is_told_so(hall: TheHall, ask: Ask) -> None:
    hall.issue()
    answer = ask("vera").post("desk/next", key="press", expected=4711)
    assert code_of(answer, 409) == "stale"
    assert answer.get_json()["open"] is None
    visit = ask("vera").post("desk/next", key="press", expected=None).get_json()["visit"]
    answer = ask("vera").post("desk/next", key="again", expected=None)
    assert (code_of(answer, 409), answer.get_json()["open"]) == ("stale", visit)
    assert code_of(ask("vera").post("desk/next", key="again", expected=visit), 409) == "desk_busy"


def test_nobody_is_called_to_a_paused_desk_or_by_a_clerk_without_one(hall: TheHall, ask: Ask) -> None:
    hall.issue()
    hall.do(pause, hall.vera, "кафе")
    assert code_of(ask("vera").post("desk/next", key="press"), 409) == "paused"
    assert code_of(ask("lili").post("desk/next", key="press"), 409) == "no_desk"


def test_one_given_number_is_called_with_its_reason(hall: TheHall, ask: Ask) -> None:
    hall.issue()
    visit = hall.issue().visit
    answer = ask("vera").post("desk/call", number="a2", reason="с бебе", key="press")
    assert (answer.status_code, answer.get_json()["visit"], answer.get_json()["state"]) == (200, visit, "called")
    assert code_of(ask("omar").post("desk/call", number="A 002", reason="с бебе", key="other"), 409) == "wrong_state"
    assert code_of(ask("omar").post("desk/call", number="A 099", reason="с бебе", key="other"), 404) == "not_found"
    assert code_of(ask("vera").post("desk/call", number="A 001", reason="с бебе", key="other"), 409) == "desk_busy"
    assert code_of(ask("omar").post("desk/call", number="A 001", reason="с бебе", key="press"), 409) == "other_desk"


@pytest.mark.parametrize(
    "bad", [{"key": ""}, {"key": None}, {"key": "k" * 65}, {"expected": "A 001"}, {"number": "A 001"}]
)
def test_next_is_asked_for_by_a_key(ask: Ask, bad: dict[str, Any]) -> None:
    assert code_of(ask("vera").post("desk/next", **{"key": "press", **bad}), 422) == "invalid"
    assert code_of(ask("vera").post("desk/next"), 422) == "invalid"


@pytest.mark.parametrize("bad", [{"reason": ""}, {"reason": "x" * 201}, {"number": "A"}, {"number": 7}, {"key": ""}])
def test_a_call_by_hand_needs_number_reason_and_key(ask: Ask, bad: dict[str, Any]) -> None:
    asked = {"number": "A 001", "reason": "с бебе", "key": "press"}
    assert code_of(ask("vera").post("desk/call", **{**asked, **bad}), 422) == "invalid"

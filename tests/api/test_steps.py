"""POST /api/v1/visits/{id}/{recall|start|finish|absent|park|return|transfer|withdraw|undo}, PATCH visits/{id}"""

from collections.abc import Callable
from typing import Any

import pytest

from server.domain.lifecycle import MOVES, Step
from server.hall.serving import absent
from server.hall.transferring import park, withdraw
from server.models.visit import VisitState
from tests.asking import Asker, code_of
from tests.cast import TheHall

Ask = Callable[[str], Asker]
BODIES: dict[str, dict[str, Any]] = {"transfer": {"service": "T01"}, "park": {"note": "чака"}}
STEPS = ["recall", "start", "finish", "absent", "park", "return", "transfer", "withdraw", "reclassify"]


def visit_in(hall: TheHall, state: str) -> int:
    """A visit of Vera's in this state."""
    if state == "waiting":
        return hall.issue().visit
    if state in ("called", "serving", "finished"):
        return int(getattr(hall, state)())
    visit = hall.called()
    if state == "withdrawn":
        hall.do(withdraw, visit)
    else:
        hall.do(absent if state == "absent" else park, hall.vera, visit)
    return visit


def take(ask: Ask, who: str, visit: int, step: str) -> Any:
    """Ask for the step."""
    if step == "reclassify":
        return ask(who).patch(f"visits/{visit}", service="A02")
    return ask(who).post(f"visits/{visit}/{step}", **BODIES.get(step, {}))


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", ["waiting", "called", "serving", "parked", "absent", "finished", "withdrawn"])
def test_each_step_leads_where_the_table_says_or_is_refused_naming_both(
    hall: TheHall, ask: Ask, state: str, step: str
) -> None:
    visit = visit_in(hall, state)
    answer = take(ask, "vera", visit, step)
    to = MOVES[Step(step)].get(VisitState(state))
    if to is not None:
        assert (answer.status_code, answer.get_json()["state"]) == (200, str(to)), answer.text
        assert answer.get_json()["number"] == "A 001"
    else:
        assert code_of(answer, 409) == "wrong_state"
        assert (answer.get_json()["state"], answer.get_json()["step"]) == (state, step)
        assert hall.state(visit) == state


@pytest.mark.parametrize("step", [*STEPS, "undo"])
def test_a_step_with_a_visit_that_never_was_is_not_found(ask: Ask, step: str) -> None:
    assert code_of(take(ask, "vera", 4711, step), 404) == "not_found"


@pytest.mark.parametrize("step", ["recall", "start", "absent", "park", "transfer", "withdraw", "reclassify"])
def test_a_visit_open_at_another_desk_is_left_alone(hall: TheHall, ask: Ask, step: str) -> None:
    visit = hall.called()
    answer = take(ask, "omar", visit, step)
    assert (code_of(answer, 409), answer.get_json()["counter"]) == ("other_desk", 1)


@pytest.mark.parametrize(
    "step", [step for step in STEPS if step not in ("recall", "start", "finish", "absent", "transfer")]
)
def test_a_clerk_without_a_desk_takes_no_step(hall: TheHall, ask: Ask, step: str) -> None:
    visit = visit_in(hall, "parked" if step == "return" else "waiting")
    assert code_of(take(ask, "lili", visit, step), 409) == "no_desk"


def test_a_step_is_taken_back_within_a_minute(hall: TheHall, ask: Ask) -> None:
    visit = hall.finished()
    answer = ask("vera").post(f"visits/{visit}/undo")
    assert (answer.status_code, answer.get_json()["state"]) == (200, "serving")
    assert code_of(ask("vera").post(f"visits/{visit}/undo"), 409) == "wrong_state"
    ask("vera").post(f"visits/{visit}/finish")
    hall.clock.advance(seconds=61)
    assert code_of(ask("vera").post(f"visits/{visit}/undo"), 409) == "too_late"


def test_nothing_is_taken_back_once_the_desk_has_gone_on(hall: TheHall, ask: Ask) -> None:
    visit = hall.finished()
    hall.called()
    assert code_of(ask("vera").post(f"visits/{visit}/undo"), 409) == "wrong_state"


def test_an_absent_person_comes_back_by_the_kiosk_too_but_not_for_ever(hall: TheHall, ask: Ask) -> None:
    visit = visit_in(hall, "absent")
    assert ask("kiosk").post(f"visits/{visit}/return").get_json()["state"] == "waiting"
    hall.next()
    hall.do(absent, hall.vera, visit)
    assert code_of(ask("kiosk").post(f"visits/{visit}/return"), 409) == "too_late"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "invalid"),
        ({"counter": 5}, 422, "invalid"),
        ({"counter": 99}, 404, "not_found"),
        ({"counter": 0}, 422, "invalid"),
        ({"service": "Z99"}, 422, "no_such_service"),
        ({"service": 5}, 422, "invalid"),
        ({"service": "T01", "our_mistake": "maybe"}, 422, "invalid"),
        ({"service": "T01", "note": "x" * 501}, 422, "invalid"),
        ({"service": "T01", "to": "Omar"}, 422, "invalid"),
    ],
    ids=str,
)
def test_a_transfer_needs_somewhere_to_go(
    hall: TheHall, ask: Ask, body: dict[str, Any], status: int, code: str
) -> None:
    visit = hall.called()
    assert code_of(ask("vera").post(f"visits/{visit}/transfer", **body), status) == code
    assert hall.state(visit) == "called"


def test_a_transfer_takes_its_note_and_whose_mistake_it_was(hall: TheHall, ask: Ask) -> None:
    visit = hall.called()
    ask("vera").post(f"visits/{visit}/transfer", service="K01", note="за плана", our_mistake=True)
    row = hall.visit(visit)
    assert (row.note, row.promise_s, row.reference_at) == ("за плана", 900, hall.clock.now())


def test_a_visit_is_parked_with_or_without_a_note(hall: TheHall, ask: Ask) -> None:
    for body in ({}, {"note": None}, {"note": "чака"}):
        visit = hall.called()
        assert ask("vera").post(f"visits/{visit}/park", **body).status_code == 200
    visit = hall.called()
    assert ask("vera").ask("POST", f"visits/{visit}/park").status_code == 200  # no body at all
    assert code_of(ask("vera").post(f"visits/{visit}/park", reason="x"), 422) == "invalid"


@pytest.mark.parametrize("body", [{}, {"service": ""}, {"service": None}, {"services": ["A01"]}], ids=str)
def test_another_service_is_named(hall: TheHall, ask: Ask, body: dict[str, Any]) -> None:
    visit = hall.called()
    assert code_of(ask("vera").patch(f"visits/{visit}", **body), 422) == "invalid"
    assert code_of(ask("vera").patch(f"visits/{visit}", service="Z99"), 422) == "no_such_service"

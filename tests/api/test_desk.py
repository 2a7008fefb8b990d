"""POST, GET, DELETE /api/v1/desk; pause and resume"""

from collections.abc import Callable
from typing import Any

import pytest

from server.hall.days import close_day
from server.models.visit import Need
from tests.asking import Asker, code_of
from tests.cast import TheHall

Ask = Callable[[str], Asker]


def test_a_clerk_signs_on_looks_pauses_resumes_and_leaves(ask: Ask) -> None:
    lili = ask("lili")
    answer = lili.post("desk", counter=10)
    assert (answer.status_code, answer.get_json()["counter"], answer.get_json()["clerk"]) == (201, 10, "Лили")
    assert lili.get("desk").get_json()["visit"] is None
    assert lili.post("desk/pause", reason=" кафе ").get_json()["paused"] == "кафе"
    assert lili.post("desk/resume").get_json()["paused"] is None
    assert lili.delete("desk").status_code == 204
    assert lili.delete("desk").status_code == 204
    for answer in (lili.get("desk"), lili.post("desk/pause", reason="x"), lili.post("desk/resume")):
        assert code_of(answer, 409) == "no_desk"


def test_signing_on_again_at_the_same_counter_takes_the_open_visit_over(hall: TheHall, ask: Ask) -> None:
    visit = hall.serving(needs=[Need.HEARING])
    picture = ask("lili").post("desk", counter=1).get_json()
    assert (picture["visit"]["visit"], picture["visit"]["needs"]) == (visit, ["hearing"])
    assert code_of(ask("vera").get("desk"), 409) == "no_desk"


def test_a_desk_where_nobody_has_signed_in_shows_no_needs(hall: TheHall, ask: Ask) -> None:
    visit = hall.serving(needs=[Need.HEARING])
    shown = ask("counter").get("desk").get_json()["visit"]
    assert (shown["visit"], shown["needs"], shown["note"]) == (visit, [], None)


@pytest.mark.parametrize("counter", [0, -1, 10_000, "one", "1", 1.0, None, [1], True])
def test_a_counter_is_a_number(ask: Ask, counter: Any) -> None:
    assert code_of(ask("vera").post("desk", counter=counter), 422) == "invalid"


def test_a_counter_the_hall_has_not_is_not_found(ask: Ask) -> None:
    assert code_of(ask("vera").post("desk", counter=99), 404) == "not_found"


def test_nobody_signs_on_once_the_day_is_closed(hall: TheHall, ask: Ask) -> None:
    hall.do(close_day)
    answer = ask("vera").post("desk", counter=1)
    assert code_of(answer, 409) == "closed"
    assert answer.get_json()["opens_at"] == "2026-11-24T06:30:00.000000Z"


@pytest.mark.parametrize("reason", ["", "  ", "x" * 101, None, 5])
def test_a_pause_has_a_reason(ask: Ask, reason: Any) -> None:
    assert code_of(ask("vera").post("desk/pause", reason=reason), 422) == "invalid"

"""GET /api/v1/visits/{id}, POST /api/v1/visits/{id}/prints"""

from collections.abc import Callable

import pytest

from server.domain.calling import recompute
from server.hall.serving import call_given, recall
from server.hall.transferring import transfer
from server.models.visit import Need
from tests.asking import Asker, code_of
from tests.cast import TheHall

Ask = Callable[[str], Asker]


def test_a_visit_is_shown_with_its_stages_and_calls(hall: TheHall, ask: Ask) -> None:
    visit = hall.called(needs=[Need.HEARING], paper=True)
    hall.do(recall, hall.vera, visit)
    hall.clock.advance(minutes=1)
    hall.do(transfer, hall.vera, visit, service="A02", note="бележка")
    for who in ("vera", "ines", "kiosk", "pad", "counter", "agent"):
        shown = ask(who).get(f"visits/{visit}").get_json()
        assert (shown["number"], shown["service"], shown["state"], shown["class"]) == (
            "A 001",
            "A02",
            "waiting",
            "ordinary",
        )
        stages = [(s["kind"], s["counter"], s["service"], bool(s["ended_at"])) for s in shown["stages"]]
        assert stages == [("waiting", None, "A01", True), ("called", 1, "A01", True), ("waiting", None, "A02", False)]
        assert [(c["kind"], c["counter"], c["undone"]) for c in shown["calls"]] == [
            ("next", 1, False),
            ("recall", 1, False),
        ]
        assert recompute(shown["calls"][0]["why"])
        assert shown["print"]["state"] == "queued"
        assert not {"needs", "note", "key"} & set(shown)
        assert "hearing" not in str(shown)
        assert "бележка" not in str(shown)


def test_why_somebody_was_called_by_hand_is_for_the_halls_people(hall: TheHall, ask: Ask) -> None:
    visit = hall.issue().visit
    hall.do(call_given, hall.vera, "A 001", "с бебе", "press")
    assert ask("ines").get(f"visits/{visit}").get_json()["calls"][0]["why"]["exception"] == "с бебе"
    assert "с бебе" not in ask("kiosk").get(f"visits/{visit}").text


def test_a_visit_that_never_was_is_not_found(ask: Ask) -> None:
    assert code_of(ask("vera").get("visits/4711"), 404) == "not_found"
    assert code_of(ask("vera").get("visits/abc"), 404) == "not_found"


@pytest.mark.parametrize("number", [0, -1, 2**31 - 1, 2**31, 2**63, 10**100])
def test_a_number_that_no_visit_can_have_names_nobody(ask: Ask, number: int) -> None:
    for method, step in (("GET", ""), ("PATCH", ""), ("POST", "/start"), ("POST", "/prints"), ("POST", "/park")):
        answer = ask("vera").ask(method, f"visits/{number}{step}", json={"service": "A02"} if method == "PATCH" else {})
        assert code_of(answer, 404) == "not_found"


def test_a_copy_of_the_paper_is_another_job(hall: TheHall, ask: Ask) -> None:
    visit = hall.issue(paper=True).visit
    answer = ask("kiosk").post(f"visits/{visit}/prints")
    assert (answer.status_code, answer.get_json()) == (201, {"job": 2, "state": "queued", "cause": None})
    assert hall.rows("SELECT visit_id, copy_of FROM print_job WHERE id = 2") == [(visit, 1)]
    assert code_of(ask("vera").post("visits/4711/prints"), 404) == "not_found"

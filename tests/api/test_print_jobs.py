"""POST /api/v1/print-jobs/claims, PATCH /api/v1/print-jobs/{id}"""

from collections.abc import Callable
from typing import Any

import pytest

from server.models.visit import Need
from tests.asking import Asker, code_of
from tests.cast import TheHall

Ask = Callable[[str], Asker]


def test_an_agent_takes_the_oldest_job_with_everything_that_stands_on_the_paper(hall: TheHall, ask: Ask) -> None:
    visit = hall.issue(paper=True, lang="tr", needs=[Need.HEARING]).visit
    hall.issue(paper=True)
    job = ask("agent").post("print-jobs/claims").get_json()
    assert (job["job"], job["visit"], job["copy_of"]) == (1, visit, False)
    assert job["ticket"]["number"] == "A 001"
    assert "hearing" not in str(job)
    assert ask("agent").post("print-jobs/claims").get_json()["job"] == 2
    nothing = ask("agent").post("print-jobs/claims")
    assert (nothing.status_code, nothing.data) == (204, b"")


@pytest.mark.parametrize(("state", "cause"), [("sent", None), ("failed", "paper_out"), ("unknown", "timeout")])
def test_the_agent_says_how_it_ended_and_the_first_word_counts(
    hall: TheHall, ask: Ask, state: str, cause: str | None
) -> None:
    visit = hall.issue(paper=True).visit
    ask("agent").post("print-jobs/claims")
    assert ask("agent").patch("print-jobs/1", state=state, cause=cause).status_code == 204
    assert ask("agent").patch("print-jobs/1", state="sent").status_code == 204
    shown = ask("kiosk").get(f"visits/{visit}").get_json()["print"]
    assert shown == {"job": 1, "state": state, "cause": cause}


@pytest.mark.parametrize(
    "bad",
    [{}, {"state": "printed"}, {"state": None}, {"state": "queued"}, {"state": "failed", "cause": "иска г-н Иванов"}],
    ids=str,
)
def test_a_job_ends_in_one_of_three_ways(hall: TheHall, ask: Ask, bad: dict[str, Any]) -> None:
    hall.issue(paper=True)
    assert code_of(ask("agent").patch("print-jobs/1", **bad), 422) == "invalid"


@pytest.mark.parametrize("number", [4711, 0, -1, 2**31, 2**63, "abc"])
def test_a_job_that_never_was_is_not_found(ask: Ask, number: object) -> None:
    assert code_of(ask("agent").patch(f"print-jobs/{number}", state="sent"), 404) == "not_found"

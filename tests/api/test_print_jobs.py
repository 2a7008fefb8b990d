"""POST /api/v1/print-jobs/claims, PATCH /api/v1/print-jobs/{id}"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from kiosk.agent.ticket import BadTicket, Ticket
from server.api import jobs
from server.hall.giving_up import give_up, open_jobs
from server.models.visit import Need
from server.papers import ticket_of
from server.running import Running
from tests.asking import Asker, code_of, drain
from tests.cast import TheHall
from tests.paper import a_machine, by_hand

Ask = Callable[[str], Asker]


def test_an_agent_takes_the_oldest_job_with_everything_that_stands_on_the_paper(hall: TheHall, ask: Ask) -> None:
    visit = hall.issue(paper=True, lang="tr", needs=[Need.HEARING]).visit
    hall.issue(paper=True)
    job = ask("agent").post("print-jobs/claims").get_json()
    assert (job["job"], job["visit"], job["copy_of"]) == (1, visit, False)
    assert job["ticket"]["number"] == "A 001"
    assert "hearing" not in str(job)
    assert ask("agent").post("print-jobs/claims").get_json()["job"] == 2
    for number in (1, 2):
        ask("agent").patch(f"print-jobs/{number}", state="sending")
    nothing = ask("agent").post("print-jobs/claims")
    assert (nothing.status_code, nothing.data) == (204, b"")


@pytest.mark.parametrize(
    ("state", "cause"), [("sent", None), ("confirmed", None), ("failed", "paper_out"), ("unknown", "timeout")]
)
def test_the_agent_says_how_it_ended(hall: TheHall, ask: Ask, state: str, cause: str | None) -> None:
    visit = hall.issue(paper=True).visit
    ask("agent").post("print-jobs/claims")
    assert ask("agent").patch("print-jobs/1", state=state, cause=cause, mm=101.5).status_code == 204
    shown = ask("kiosk").get(f"visits/{visit}").get_json()["print"]
    assert shown == {"job": 1, "state": state, "cause": cause}
    assert hall.one("SELECT mm FROM print_job") == 101.5


def test_the_agent_says_how_far_it_is_and_may_say_so_again(hall: TheHall, ask: Ask) -> None:
    visit, states = hall.issue(paper=True).visit, []
    ask("agent").post("print-jobs/claims")
    for said in ({"state": "sending"}, {"state": "sending"}, {"state": "sent", "last": False}, {"state": "confirmed"}):
        assert ask("agent").patch("print-jobs/1", **said).status_code == 204
        states.append(ask("kiosk").get(f"visits/{visit}").get_json()["print"]["state"])
    assert states == ["sending", "sending", "sent", "confirmed"]


def test_a_job_that_the_hall_has_given_up_must_not_be_printed_but_what_became_of_it_is_heard(
    hall: TheHall, ask: Ask
) -> None:
    visit = hall.issue(paper=True).visit
    ask("agent").post("print-jobs/claims")
    with hall.store.look() as conn:
        jobs = open_jobs(conn, hall.id)
    hall.do(give_up, jobs)
    assert code_of(ask("agent").patch("print-jobs/1", state="sending"), 409) == "wrong_state"
    assert ask("agent").patch("print-jobs/1", state="failed", cause="too_late").status_code == 204
    shown = ask("kiosk").get(f"visits/{visit}").get_json()["print"]
    assert shown == {"job": 1, "state": "failed", "cause": "too_late"}


def test_a_failure_is_an_end_whatever_the_agent_says_of_it(hall: TheHall, ask: Ask) -> None:
    hall.issue(paper=True)
    ask("agent").post("print-jobs/claims")
    ask("agent").patch("print-jobs/1", state="failed", cause="cutter", last=False)
    assert hall.one("SELECT settled_at IS NOT NULL FROM print_job") == 1


def test_an_agent_in_a_kiosk_prints_that_kiosks_tickets_and_no_others(hall: TheHall, app: Flask, ask: Ask) -> None:
    door, stairs = a_machine(hall, "Автомат до входа"), a_machine(hall, "Автомат до стълбите")
    ticket = door.page(app).post("tickets", service="A01", lang="bg", key="tap").get_json()
    assert ticket["print"] == {"job": 1, "state": "queued", "cause": None}
    assert stairs.asks(app).post("print-jobs/claims").status_code == 204
    assert ask("agent").post("print-jobs/claims").status_code == 204
    assert door.asks(app).post("print-jobs/claims").get_json()["key"] == "tap"
    for other in (stairs.asks(app), ask("agent")):
        assert code_of(other.patch("print-jobs/1", state="sent"), 404) == "not_found"
    assert door.asks(app).patch("print-jobs/1", state="sent").status_code == 204


def test_a_copy_comes_out_where_the_ticket_did_whoever_asks_for_it(hall: TheHall, app: Flask, ask: Ask) -> None:
    door, stairs = a_machine(hall, "Автомат до входа"), a_machine(hall, "Автомат до стълбите")
    visit = door.page(app).post("tickets", service="A01", lang="bg", key="tap").get_json()["visit"]
    door.asks(app).post("print-jobs/claims")
    door.asks(app).patch("print-jobs/1", state="sent")
    assert ask("vera").post(f"visits/{visit}/prints").get_json() == {"job": 2, "state": "queued", "cause": None}
    assert stairs.asks(app).post("print-jobs/claims").status_code == 204
    copy = door.asks(app).post("print-jobs/claims").get_json()
    assert (copy["job"], copy["copy_of"], copy["ticket"]["copy"]) == (2, True, "КОПИЕ")


def test_a_printer_known_not_to_work_is_not_asked_and_one_not_heard_lately_is(hall: TheHall, app: Flask) -> None:
    hands, door = by_hand(app), a_machine(hall)
    door.says(app, paper="out", cause="paper_out")
    drain(app)
    tickets: list[tuple[str, str | None, str, str | None]] = []
    for later in (0, 5.0, 0.1):
        hands.advance(later)
        ticket = door.page(app).post("tickets", service="A01", lang="bg", key=f"tap {len(tickets)}").get_json()
        lobby = door.page(app).get("lobby").get_json()
        tickets.append((ticket["print"]["state"], ticket["print"]["cause"], lobby["paper"], lobby["paper_cause"]))
    assert tickets == [
        ("failed", "paper_out", "trouble", "paper_out"),
        ("failed", "paper_out", "trouble", "paper_out"),
        ("queued", None, "unknown", None),
    ]
    claimed = door.asks(app).post("print-jobs/claims").get_json()
    assert claimed["job"] == 3  # what failed at once does not come out when the roll is changed


def test_a_copy_for_a_printer_known_not_to_work_fails_at_once(hall: TheHall, app: Flask) -> None:
    by_hand(app)
    door = a_machine(hall)
    visit = door.page(app).post("tickets", service="A01", lang="bg", key="tap").get_json()["visit"]
    door.says(app, cover="open", cause="cover_open")
    drain(app)
    answer = door.page(app).post(f"visits/{visit}/prints")
    assert (answer.status_code, answer.get_json()) == (201, {"job": 2, "state": "failed", "cause": "cover_open"})


def test_a_sign_of_life_does_not_make_an_old_word_a_new_one(hall: TheHall, app: Flask) -> None:
    hands, door = by_hand(app), a_machine(hall)
    door.says(app, cause="offline", online=False)
    hands.advance(6)
    door.asks(app).post("print-jobs/claims")
    assert door.page(app).get("lobby").get_json()["paper"] == "unknown"


def test_a_ticket_that_cannot_be_written_does_not_stand_in_the_way(
    hall: TheHall, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = (hall.issue(paper=True).visit for _ in range(2))

    def written(run: Running, hall: int, visit: int, *, copy: bool) -> Ticket:
        if visit == bad:
            raise BadTicket("a number is some letters and figures")
        return ticket_of(run, hall, visit, copy=copy)

    monkeypatch.setattr(jobs, "ticket_of", written)
    assert ask("agent").post("print-jobs/claims").get_json()["visit"] == good
    shown = ask("kiosk").get(f"visits/{bad}").get_json()["print"]
    assert shown == {"job": 1, "state": "failed", "cause": "bad_ticket"}


def test_a_claim_with_time_is_answered_as_soon_as_a_ticket_is_issued(hall: TheHall, app: Flask, ask: Ask) -> None:
    """Through the relay: nobody looks into the queue again and again."""
    looked, take = threading.Event(), app.extensions["gishe"].papers.wait_for

    def watched(who: Any, claim: Any, seconds: float) -> Any:
        def look() -> Any:
            found = claim()
            looked.set()
            return found

        return take(who, look, seconds)

    drain(app)
    app.extensions["gishe"].papers.wait_for = watched
    try:
        with ThreadPoolExecutor(1) as agent:
            waiting = agent.submit(ask("agent").post, "print-jobs/claims?wait=20")
            assert looked.wait(10)
            visit = hall.issue(paper=True).visit
            assert not waiting.done()
            drain(app)
            assert waiting.result(10).get_json()["visit"] == visit
    finally:
        del app.extensions["gishe"].papers.wait_for


@pytest.mark.parametrize("wait", ["-1", "26", "nan", "inf", "soon", ""])
def test_nobody_waits_for_ever(ask: Ask, wait: str) -> None:
    assert code_of(ask("agent").post(f"print-jobs/claims?wait={wait}"), 422) == "invalid"


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"state": "printed"},
        {"state": None},
        {"state": "queued"},
        {"state": "claimed"},
        {"state": "failed", "cause": "иска г-н Иванов"},
        {"state": "sent", "mm": -1},
        {"state": "sent", "mm": 5001},
        {"state": "sent", "last": "no"},
    ],
    ids=str,
)
def test_a_job_goes_and_ends_in_the_ways_there_are(hall: TheHall, ask: Ask, bad: dict[str, Any]) -> None:
    hall.issue(paper=True)
    assert code_of(ask("agent").patch("print-jobs/1", **bad), 422) == "invalid"


@pytest.mark.parametrize("number", [4711, 0, -1, 2**31, 2**63, "abc"])
def test_a_job_that_never_was_is_not_found(ask: Ask, number: object) -> None:
    assert code_of(ask("agent").patch(f"print-jobs/{number}", state="sent"), 404) == "not_found"

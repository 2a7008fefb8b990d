"""POST /api/v1/offline-tickets, POST /api/v1/offline-tickets/decisions"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from server.hall.days import close_day
from server.hall.tokens import visit_token
from tests.asking import SECRET, Asker, code_of
from tests.cast import TheHall
from tests.paper import Alone, a_machine, as_told

Ask = Callable[[str], Asker]


@pytest.fixture
def alone(hall: TheHall) -> Alone:
    """A kiosk that was lent numbers at nine; then its server is away for an hour."""
    kiosk = Alone(hall, a_machine(hall))
    hall.clock.advance(hours=1)
    return kiosk


def test_the_server_takes_what_was_given_without_it_and_says_what_became_of_it(
    hall: TheHall, app: Flask, alone: Alone
) -> None:
    agent, answers = alone.machine.asks(app), []
    for minutes in (9, 11):
        ticket = alone.ticket("T01", timedelta(minutes=minutes), paper=("sent", None))
        first, again = (agent.post("offline-tickets", **as_told(ticket)) for _ in range(2))
        assert (first.status_code, first.get_json()) == (again.status_code, again.get_json())
        answers.append(first.get_json())
    hall.do(close_day)
    answers.append(agent.post("offline-tickets", **as_told(alone.ticket())).get_json())
    assert [(one["number"], one["state"], one["fate"]) for one in answers] == [
        ("T 5001", "waiting", "in_line"),
        ("T 5002", "parked", "parked"),
        ("A 5003", "closed", "closed"),
    ]


def test_told_again_once_it_is_called_it_is_in_the_line_still_and_once_it_is_over_it_is_not(
    hall: TheHall, app: Flask, alone: Alone
) -> None:
    ticket, fates = as_told(alone.ticket()), []
    for step in (lambda: None, hall.next, lambda: hall.do(close_day)):
        alone.machine.asks(app).post("offline-tickets", **ticket)
        step()
        fates.append(alone.machine.asks(app).post("offline-tickets", **ticket).get_json()["fate"])
    assert fates == ["in_line", "in_line", "closed"]


def test_the_phone_finds_it_from_then_on(app: Flask, ask: Ask, alone: Alone) -> None:
    ticket = alone.ticket()
    link = f"/t/{visit_token(SECRET, ticket.visit)}"
    assert ask("outsider").get(f"{link}/state").status_code == 404
    alone.machine.asks(app).post("offline-tickets", **as_told(ticket))
    assert ask("outsider").get(f"{link}/state").get_json()["number"] == "A 5001"
    assert "A 5001" in ask("outsider").get(link).text


def test_the_kiosk_sees_it_holds_it_and_prints_it_again(app: Flask, alone: Alone) -> None:
    ticket = alone.ticket(paper=("failed", "paper_out"))
    alone.machine.asks(app).post("offline-tickets", **as_told(ticket))
    page = alone.machine.page(app)
    shown = page.get(f"visits/{ticket.visit}").get_json()
    assert (shown["number"], shown["print"]) == ("A 5001", {"job": 1, "state": "failed", "cause": "paper_out"})
    assert page.post(f"visits/{ticket.visit}/held").get_json()["unheld"] is False
    page.post(f"visits/{ticket.visit}/prints")
    paper = alone.machine.asks(app).post("print-jobs/claims").get_json()["ticket"]
    assert (paper["number"], paper["copy"]) == ("A 5001", "КОПИЕ")
    assert paper["offline"]
    assert (paper["ahead"], paper["wait"]) == ("", "")  # nobody knew, and nobody promised anything


def test_what_was_not_lent_to_this_kiosk_is_refused(hall: TheHall, app: Flask, ask: Ask, alone: Alone) -> None:
    ticket = as_told(alone.ticket())
    other = a_machine(hall, "Автомат до стълбите")
    assert code_of(other.asks(app).post("offline-tickets", **ticket), 422) == "not_lent"
    assert code_of(ask("agent").post("offline-tickets", **ticket), 403) == "not_allowed"
    alone.machine.asks(app).post("offline-tickets", **ticket)
    assert code_of(other.asks(app).post("offline-tickets", **ticket), 422) == "key_reused"
    unknown = as_told(alone.ticket("Z99"))
    assert code_of(alone.machine.asks(app).post("offline-tickets", **unknown), 422) == "no_such_service"
    assert hall.one("SELECT count(*) FROM visit") == 1


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-23T10:00:00+02:00"])
def test_a_clock_may_say_anything(app: Flask, alone: Alone, at: str) -> None:
    answer = alone.machine.asks(app).post("offline-tickets", **as_told(alone.ticket()) | {"issued_at": at})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "bad",
    [
        {"visit": 0},
        {"visit": 2**31},
        {"visit": "1"},
        {"digits": 0},
        {"digits": 10**6},
        {"issued_at": "2026-11-23T09:00:00"},
        {"issued_at": "soon"},
        {"issued_at": None},
        {"held": "yes"},
        {"held": None},
        {"paper": {"state": "queued", "cause": None}},
        {"paper": {"state": "failed", "cause": "г-н Иванов"}},
        {"paper": "sent"},
        {"key": ""},
        {"lang": "de"},
        {"needs": ["bald"]},
        {"name": "Иван"},
    ],
    ids=str,
)
def test_a_ticket_that_is_none_is_refused(hall: TheHall, app: Flask, alone: Alone, bad: dict[str, Any]) -> None:
    answer = alone.machine.asks(app).post("offline-tickets", **as_told(alone.ticket()) | bad)
    assert code_of(answer, 422) == "invalid"
    assert hall.one("SELECT count(*) FROM visit") == 0


def test_who_is_still_there_the_office_asks_and_the_supervisor_says(hall: TheHall, ask: Ask, alone: Alone) -> None:
    visits = [alone.gave(ago=timedelta(minutes=minutes)).visit for minutes in (40, 30, 20)]
    waiting = ask("ines").get("hall-today").get_json()["offline"]
    assert [(one["visit"], one["number"], one["service"]) for one in waiting] == [
        (visits[0], "A 5001", "A01"),
        (visits[1], "A 5002", "A01"),
        (visits[2], "A 5003", "A01"),
    ]
    decide = "offline-tickets/decisions"
    said = ask("rosa").post(decide, decision="still_waiting", visits=[visits[1]]).get_json()
    assert said == {"visits": [visits[1]]}
    assert ask("ines").post(decide, decision="served", visits=None).get_json() == {"visits": [visits[0], visits[2]]}
    assert [hall.state(visit) for visit in visits] == ["closed", "waiting", "closed"]
    assert ask("ines").get("hall-today").get_json()["offline"] == []


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"decision": "gone", "visits": None},
        {"decision": "served"},
        {"decision": "served", "visits": [0]},
        {"decision": "served", "visits": ["1"]},
        {"decision": "served", "visits": [1] * 5001},
    ],
    ids=lambda bad: str(bad)[:60],
)
def test_a_decision_that_is_none_is_refused(ask: Ask, bad: dict[str, Any]) -> None:
    assert code_of(ask("rosa").post("offline-tickets/decisions", **bad), 422) == "invalid"

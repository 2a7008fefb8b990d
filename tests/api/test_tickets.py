"""POST /api/v1/tickets"""

from collections.abc import Callable
from typing import Any

import pytest

from server.hall.days import close_day
from tests.asking import PUBLIC_URL, Asker, code_of, server_of
from tests.cast import TheHall

Ask = Callable[[str], Asker]
ASKED = {"service": "A01", "lang": "bg", "key": "tap"}


@pytest.mark.parametrize("who", ["kiosk", "vera"])
def test_a_ticket_comes_with_everything_the_screen_shows(hall: TheHall, ask: Ask, who: str) -> None:
    hall.issue()
    answer = ask(who).post("tickets", **ASKED)
    assert answer.status_code == 201
    ticket = answer.get_json()
    visit = ticket.pop("visit")
    assert ticket.pop("url").startswith(f"{PUBLIC_URL}/t/{visit}.")
    assert ticket.pop("qr").startswith(f"/t/{visit}.")
    assert ticket == {
        "number": "A 002",
        "service": "A01",
        "state": "waiting",
        "class": "ordinary",
        "ahead": 1,
        "wait": {"low_min": 5, "high_min": 15},
        "print": {"job": 1, "state": "queued", "cause": None},
        "issued_at": "2026-11-23T07:00:00Z",
    }
    assert hall.visit(visit).device_id == (hall.cast.devices["kiosk"] if who == "kiosk" else None)


def test_everything_the_visitor_said_is_taken(hall: TheHall, ask: Ask) -> None:
    said = {"class": "priority", "needs": ["time", "hearing"], "call_in": "chime", "documents": {"id_card": True}}
    visit = hall.visit(ask("kiosk").post("tickets", **ASKED, **said).get_json()["visit"])
    assert (visit.visitor_class, visit.needs, visit.call_in) == ("priority", ["hearing", "time"], "chime")
    assert visit.documents == {"id_card": True}


def test_the_same_request_again_gives_the_same_ticket(hall: TheHall, ask: Ask) -> None:
    first, again = (ask("kiosk").post("tickets", **ASKED) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.get_json() == first.get_json()
    assert hall.one("SELECT count(*) FROM visit") == 1


def test_a_repeat_tells_what_became_of_visit_and_paper_since(hall: TheHall, ask: Ask) -> None:
    ask("kiosk").post("tickets", **ASKED)
    hall.next()
    hall.change("UPDATE print_job SET state = 'failed', cause = 'paper_out'")
    again = ask("kiosk").post("tickets", **ASKED).get_json()
    assert (again["state"], again["print"]["state"], again["print"]["cause"]) == ("called", "failed", "paper_out")


@pytest.mark.parametrize("other", [{"service": "A02"}, {"needs": ["sight"]}, {"class": "priority"}, {"lang": "en"}])
def test_the_same_key_with_another_body_is_refused(ask: Ask, other: dict[str, Any]) -> None:
    ask("kiosk").post("tickets", **ASKED)
    assert code_of(ask("kiosk").post("tickets", **{**ASKED, **other}), 422) == "key_reused"


def test_a_repeat_gives_its_ticket_though_the_service_is_offered_no_more(hall: TheHall, ask: Ask) -> None:
    first = ask("kiosk").post("tickets", **ASKED)
    hall.change("UPDATE service SET active = false WHERE code = 'A01'")
    hall.change("UPDATE hall SET catalogue_version = catalogue_version + 1")
    again = ask("kiosk").post("tickets", **ASKED)
    assert (again.status_code, again.get_json()) == (200, first.get_json())


def test_a_service_the_hall_does_not_offer_is_refused(ask: Ask) -> None:
    assert code_of(ask("kiosk").post("tickets", **{**ASKED, "service": "Z99"}), 422) == "no_such_service"


def test_a_closed_hall_says_when_to_come_back(hall: TheHall, ask: Ask) -> None:
    hall.clock.advance(hours=9)
    answer = ask("kiosk").post("tickets", **ASKED)
    assert code_of(answer, 409) == "closed"
    assert answer.get_json()["opens_at"] == "2026-11-24T06:30:00.000000Z"
    assert hall.one("SELECT count(*) FROM visit") == 0


def test_after_the_days_close_no_ticket_is_given(hall: TheHall, ask: Ask) -> None:
    hall.do(close_day)
    assert code_of(ask("kiosk").post("tickets", **ASKED), 409) == "closed"


@pytest.mark.parametrize(
    "bad",
    [
        {"service": ""},
        {"service": "A" * 17},
        {"service": 1},
        {"service": None},
        {"lang": "de"},
        {"lang": None},
        {"key": ""},
        {"key": "k" * 65},
        {"key": 1},
        {"key": "a\x00b"},
        {"class": "vip"},
        {"visitor_class": "priority"},
        {"needs": "hearing"},
        {"needs": ["bald"]},
        {"needs": ["time"] * 6},
        {"call_in": "shout"},
        {"documents": ["id_card"]},
        {"documents": {"id_card": "perhaps"}},
        {"documents": {f"d{n}": True for n in range(41)}},
        {"name": "Иван"},
    ],
    ids=str,
)
def test_a_request_that_is_none_is_refused_and_told_why(hall: TheHall, ask: Ask, bad: dict[str, Any]) -> None:
    answer = ask("kiosk").post("tickets", **{**ASKED, **bad})
    assert code_of(answer, 422) == "invalid"
    assert answer.get_json()["errors"][0]["loc"].split(".")[0] == next(iter(bad))
    assert hall.one("SELECT count(*) FROM visit") == 0


@pytest.mark.parametrize("missing", ["service", "lang", "key"])
def test_nothing_that_is_needed_may_be_missing(ask: Ask, missing: str) -> None:
    asked = {name: value for name, value in ASKED.items() if name != missing}
    assert code_of(ask("kiosk").post("tickets", **asked), 422) == "invalid"


def test_without_a_printer_or_a_public_address_none_is_promised(hall: TheHall) -> None:
    app = server_of(hall, public_url=None, printer=None)
    ticket = Asker(app, hall.cast.tokens["kiosk"]).post("tickets", **ASKED).get_json()
    assert (ticket["url"], ticket["qr"], ticket["print"]) == (None, None, None)
    assert hall.one("SELECT count(*) FROM print_job") == 0

"""/api/v1/lost-papers: a visitor looks for their number at a kiosk."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server.caretaker import Caretaker
from tests.asking import PUBLIC_URL, Asker, code_of
from tests.cast import TheHall
from tests.paper import a_machine

Ask = Callable[[str], Asker]
ASKED = {"service": "A01", "minutes_ago": 0, "lang": "bg"}


def test_somebody_at_a_desk_confirms_it_and_the_kiosk_shows_the_number_and_prints_a_copy(
    hall: TheHall, app: Flask, ask: Ask
) -> None:
    visit = hall.issue().visit
    stairs = a_machine(hall)
    page = stairs.page(app)
    search = page.post("lost-papers", **ASKED).get_json()["search"]
    assert page.get(f"lost-papers/{search}").get_json() == {"search": search, "state": "open", "ticket": None}
    (lost,) = ask("vera").get("desk").get_json()["lost"]
    assert [one["visit"] for one in lost["candidates"]] == [visit]
    assert ask("vera").post(f"lost-papers/{search}/found", visit=visit).status_code == 204
    shown = page.get(f"lost-papers/{search}").get_json()
    assert (shown["state"], shown["ticket"]["number"], shown["ticket"]["print"]["state"]) == (
        "found",
        "A 001",
        "queued",
    )
    assert shown["ticket"]["url"].startswith(f"{PUBLIC_URL}/t/{visit}.")
    copy = stairs.asks(app).post("print-jobs/claims").get_json()
    assert (copy["visit"], copy["copy_of"]) == (visit, True)
    assert ask("vera").get("desk").get_json()["lost"] == []


def test_the_kiosk_that_found_a_number_holds_it_and_prints_it_again_itself(hall: TheHall, app: Flask, ask: Ask) -> None:
    visit = hall.issue().visit
    stairs = a_machine(hall)
    page = stairs.page(app)
    assert code_of(page.post(f"visits/{visit}/prints"), 404) == "not_found"
    search = page.post("lost-papers", **ASKED).get_json()["search"]
    ask("vera").post(f"lost-papers/{search}/found", visit=visit)
    assert page.post(f"visits/{visit}/held").status_code == 200
    again = page.post(f"visits/{visit}/prints").get_json()["job"]
    claimed = [stairs.asks(app).post("print-jobs/claims").get_json()["job"] for _ in range(2)]
    assert again in claimed
    assert page.get(f"visits/{visit}").get_json()["print"]["job"] == again


def test_another_kiosk_neither_reads_nor_ends_it(hall: TheHall, app: Flask, ask: Ask) -> None:
    stairs = a_machine(hall)
    search = stairs.page(app).post("lost-papers", **ASKED).get_json()["search"]
    assert code_of(ask("kiosk").get(f"lost-papers/{search}"), 404) == "not_found"
    assert code_of(ask("kiosk").delete(f"lost-papers/{search}"), 404) == "not_found"
    assert stairs.page(app).get(f"lost-papers/{search}").get_json()["state"] == "open"


@pytest.mark.parametrize("who", ["kiosk", "vera"])
def test_the_visitor_or_a_clerk_ends_it(ask: Ask, who: str) -> None:
    search = ask("kiosk").post("lost-papers", **ASKED).get_json()["search"]
    assert ask(who).delete(f"lost-papers/{search}").status_code == 204
    assert ask("kiosk").get(f"lost-papers/{search}").get_json()["state"] == "ended"
    assert code_of(ask("vera").post(f"lost-papers/{search}/found", visit=1), 409) == "wrong_state"


def test_the_caretaker_ends_what_nobody_stands_for_any_more_also_after_the_close(
    hall: TheHall, app: Flask, ask: Ask
) -> None:
    caretaker = Caretaker(app.extensions["gishe"])
    search = ask("kiosk").post("lost-papers", **ASKED).get_json()["search"]
    hall.clock.advance(minutes=5)
    caretaker.go_round()
    assert ask("kiosk").get(f"lost-papers/{search}").get_json()["state"] == "open"
    hall.clock.advance(seconds=1)
    caretaker.go_round()
    assert ask("kiosk").get(f"lost-papers/{search}").get_json()["state"] == "ended"
    hall.clock.advance(hours=14)
    caretaker.go_round()  # the day is closed
    late = ask("kiosk").post("lost-papers", **ASKED).get_json()["search"]
    hall.clock.advance(minutes=6)
    caretaker.go_round()
    assert ask("kiosk").get(f"lost-papers/{late}").get_json()["state"] == "ended"


@pytest.mark.parametrize("search", [4711, 0, -1, 2**31, 2**63, "abc"])
def test_a_search_that_never_was_is_not_found(ask: Ask, search: object) -> None:
    for who, method, path in (
        ("kiosk", "GET", ""),
        ("kiosk", "DELETE", ""),
        ("vera", "DELETE", ""),
        ("vera", "POST", "/found"),
    ):
        body = {"json": {"visit": 1}} if method == "POST" else {}
        assert code_of(ask(who).ask(method, f"lost-papers/{search}{path}", **body), 404) == "not_found"


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {**ASKED, "minutes_ago": -1},
        {**ASKED, "minutes_ago": 721},
        {**ASKED, "lang": "de"},
        {**ASKED, "name": "Иван"},
    ],
    ids=str,
)
def test_a_request_that_is_none_is_refused(ask: Ask, bad: dict[str, Any]) -> None:
    assert code_of(ask("kiosk").post("lost-papers", **bad), 422) == "invalid"
    assert code_of(ask("kiosk").post("lost-papers", **{**ASKED, "service": "Z99"}), 422) == "no_such_service"

"""PUT /api/v1/printer, and who is shown how the printers are."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.asking import Asker, code_of, drain
from tests.cast import TheHall
from tests.paper import WELL, Machine, a_machine, by_hand

Ask = Callable[[str], Asker]


def office(ask: Ask, machine: Machine) -> Any:
    """How the office sees this machine's printer."""
    printers = ask("ines").get("hall-today").get_json()["printers"]
    return next(printer for printer in printers if printer["device"] == machine.agent)


def troubles(ask: Ask) -> Any:
    """What a desk is told of printers."""
    return ask("vera").get("desk").get_json()["printers"]


def test_a_printer_that_is_well_writes_nothing_however_often_it_says_so(hall: TheHall, app: Flask) -> None:
    door = a_machine(hall)
    door.says(app)
    entries, seq = len(hall.events()), hall.one("SELECT seq FROM hall")
    for _ in range(5):
        door.says(app)
    assert (len(hall.events()), hall.one("SELECT seq FROM hall")) == (entries, seq)


def test_trouble_reaches_kiosk_desk_and_office_and_clears_by_itself(hall: TheHall, app: Flask, ask: Ask) -> None:
    by_hand(app)
    door, stairs = a_machine(hall, "Автомат до входа"), a_machine(hall, "Автомат до стълбите")
    stairs.says(app)
    door.says(app, cover="open", cause="cover_open")
    lobby = door.page(app).get("lobby").get_json()
    assert (lobby["paper"], lobby["paper_cause"], lobby["other_kiosk"]) == (
        "trouble",
        "cover_open",
        "Автомат до стълбите",
    )
    assert stairs.page(app).get("lobby").get_json()["paper"] == "ready"
    assert troubles(ask) == [{"kiosk": "Автомат до входа", "cause": "cover_open"}]
    assert (office(ask, door)["state"], office(ask, door)["cause"]) == ("trouble", "cover_open")
    assert ask("ines").get("hall-today").get_json()["paper"] == "trouble"
    door.says(app)
    lobby = door.page(app).get("lobby").get_json()
    assert (lobby["paper"], lobby["paper_cause"], lobby["other_kiosk"]) == ("ready", None, None)
    assert troubles(ask) == []
    assert office(ask, door)["state"] == "ready"


def test_a_roll_that_is_near_its_end_is_told_before_it_is_out(hall: TheHall, app: Flask, ask: Ask) -> None:
    door = a_machine(hall)
    door.says(app, paper="low")
    drain(app)
    assert door.page(app).get("lobby").get_json()["paper"] == "low"
    assert office(ask, door)["state"] == "low"
    ticket = door.page(app).post("tickets", service="A01", lang="bg", key="tap").get_json()
    assert ticket["print"]["state"] == "queued"


def test_a_printer_that_never_answers_prints_all_the_same(hall: TheHall, app: Flask, ask: Ask) -> None:
    door = a_machine(hall)
    door.says(app, answers=False, confirms=False, model=None)
    drain(app)
    assert door.page(app).get("lobby").get_json()["paper"] == "ready"
    assert office(ask, door)["state"] == "plain"


def test_a_printer_that_falls_silent_is_unknown_after_five_seconds_and_no_trouble_any_more(
    hall: TheHall, app: Flask, ask: Ask
) -> None:
    hands, door = by_hand(app), a_machine(hall)
    door.says(app, cause="overheated")
    hands.advance(5)
    assert troubles(ask) != []
    hands.advance(0.1)
    assert troubles(ask) == []
    assert door.page(app).get("lobby").get_json()["paper"] == "unknown"
    assert office(ask, door)["state"] == "silent"
    door.says(app)
    assert door.page(app).get("lobby").get_json()["paper"] == "ready"


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "session"), ("POST", "print-jobs/claims"), ("GET", "offline-papers")]
)
def test_whatever_a_machine_asks_is_a_sign_of_life_but_no_word_on_its_printer(
    hall: TheHall, app: Flask, method: str, path: str
) -> None:
    """While a slow printer prints, nothing is known of it, and nothing is given up."""
    hands, door = by_hand(app), a_machine(hall)
    door.says(app)
    hands.advance(9)
    assert door.asks(app).ask(method, path).status_code in (200, 204)
    hands.advance(9)
    seen = app.extensions["gishe"].seen
    assert (seen.silent((hall.id, door.agent)), seen.fresh((hall.id, door.agent))) == (False, False)
    assert door.page(app).get("session").status_code == 200  # its page is no machine
    hands.advance(2)
    assert seen.silent((hall.id, door.agent))


def test_a_kiosk_nobody_has_heard_of_has_an_unknown_paper_and_a_hall_without_printers_none(
    hall: TheHall, app: Flask, ask: Ask
) -> None:
    door = a_machine(hall)
    assert door.page(app).get("lobby").get_json()["paper"] == "unknown"
    assert ask("kiosk").get("lobby").get_json()["paper"] == "unknown"  # the hall's own has not said anything yet
    assert office(ask, door)["state"] == "never"


def test_dead_letters_and_the_last_paper_are_shown_to_the_office(hall: TheHall, app: Flask, ask: Ask) -> None:
    door = a_machine(hall)
    door.says(app, dead_letters=2)
    door.page(app).post("tickets", service="A01", lang="bg", key="tap")
    door.asks(app).post("print-jobs/claims")
    door.asks(app).patch("print-jobs/1", state="confirmed", mm=120.0)
    shown = office(ask, door)
    assert (shown["dead_letters"], shown["kiosk"], shown["model"]) == (2, "Автомат в залата", "TM-T20III")
    assert {name: shown["last_job"][name] for name in ("number", "state", "cause")} == {
        "number": "A 001",
        "state": "confirmed",
        "cause": None,
    }
    assert ask("ines").get("hall-today").get_json()["paper_used"] == {"papers": 1, "mm": 120.0, "mm_each": 120.0}


def test_what_prints_may_have_broken_off(hall: TheHall, app: Flask, ask: Ask) -> None:
    door = a_machine(hall)
    door.says(app, cause="press", answers=False, online=False)
    assert office(ask, door)["cause"] == "press"


@pytest.mark.parametrize(
    "bad",
    [
        {"model": "x" * 81},
        {"model": "a\x1bb"},
        {"online": "yes"},
        {"cover": "ajar"},
        {"paper": "much"},
        {"cutter": None},
        {"cause": "no_agent"},
        {"cause": "г-н Иванов"},
        {"dots": 0},
        {"dots": 2.5},
        {"dead_letters": -1},
        {"dead_letters": 2**31},
        {"answers": 1},
        {"more": True},
    ],
    ids=str,
)
def test_a_word_that_is_none_is_refused(ask: Ask, bad: dict[str, Any]) -> None:
    assert code_of(ask("agent").put("printer", **WELL | bad), 422) == "invalid"

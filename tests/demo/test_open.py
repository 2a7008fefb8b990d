"""GET /demo, POST /demo/open: the whole hall on one page."""

import json
from typing import Any

import pytest

from server.hall.days import close_day
from tests.asking import Asker, code_of, server_of
from tests.cast import TheHall
from tests.demo.conftest import URL, Demo


@pytest.mark.parametrize(
    ("lang", "shown"), [("", "bg"), ("?lang=en", "en"), ("?lang=tr", "bg"), ("?lang=%22%3E", "bg")]
)
def test_the_page_speaks_bulgarian_and_english(demo: Demo, lang: str, shown: str) -> None:
    page = demo.get(f"/demo{lang}")
    assert page.status_code == 200
    assert f'<html lang="{shown}"' in page.text


def test_opening_the_page_makes_the_browser_every_machine_and_seats_two_clerks(hall: TheHall, demo: Demo) -> None:
    answer = demo.post("/demo/open")
    assert answer.status_code == 200
    frames: dict[str, Any] = answer.get_json()
    assert {name: str(where).partition("?")[0] for name, where in frames.items() if name != "desks"} == {
        "kiosk": "/kiosk",
        "display": "/display",
        "pad": "/counter/10/pad",
    }
    seen = {"kiosk": "lobby", "display": "board", "pad": "pad"}
    for name, picture in seen.items():
        device = frames[name].partition("device=")[2]
        assert demo.get(f"/api/v1/{picture}", headers={"X-Gishe-Device": device}).status_code == 200
    desks = [
        demo.get("/api/v1/desk", headers={"X-Gishe-Device": desk.partition("device=")[2]}).get_json()
        for desk in frames["desks"]
    ]
    assert [(desk["counter"], desk["clerk"], desk["yours"]) for desk in desks] == [
        (10, "Вера", True),
        (7, "Омар", True),
    ]
    assert hall.events("signed_on")


def test_opening_it_twice_changes_nothing_for_anybody(hall: TheHall, demo: Demo) -> None:
    first = demo.post("/demo/open").get_json()
    hall.issue("T01")
    assert demo.post("/demo/open").get_json() == first
    assert hall.one("SELECT count(*) FROM desk") == 2


@pytest.mark.parametrize(
    "elsewhere",
    [{"Origin": "https://evil.example"}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}],
    ids=["another site", "a stranger's frame"],
)
@pytest.mark.parametrize("path", ["open", "printer"])
def test_a_page_elsewhere_opens_nothing_and_presses_nothing(demo: Demo, path: str, elsewhere: dict[str, str]) -> None:
    answer = demo.post(f"/demo/{path}", json={"paper": "out"}, headers=elsewhere)
    assert code_of(answer, 403) == "not_allowed"
    assert "Set-Cookie" not in answer.headers
    assert demo.get("/demo/paper.json").get_json()["printer"]["paper"] == "ok"


def test_machines_that_are_gone_are_said_to_be_gone(hall: TheHall, demo: Demo) -> None:
    hall.change("UPDATE device SET revoked_at = '2026-11-23 08:00:00' WHERE kind = 'display'")
    answer = demo.post("/demo/open")
    assert code_of(answer, 409) == "wrong_state"
    assert "--fresh" in answer.get_json()["detail"]


def test_after_the_days_close_nobody_is_seated(hall: TheHall, demo: Demo) -> None:
    hall.do(close_day)
    assert code_of(demo.post("/demo/open"), 409) == "closed"


def test_looking_at_it_opens_nothing(demo: Demo) -> None:
    assert code_of(demo.get("/demo/open"), 405) == "method_not_allowed"


def test_a_hall_of_two_other_counters_shows_those(demo: Demo) -> None:
    made = demo.made | {"counters": [7]}
    (demo.folder / "demo.json").write_text(json.dumps(made))
    frames = demo.post("/demo/open").get_json()
    assert frames["pad"].startswith("/counter/7/pad?device=")
    assert len(frames["desks"]) == 1


def test_a_real_hall_has_no_such_page(hall: TheHall) -> None:
    real = Asker(server_of(hall), hall.cast.tokens["ada"])
    for path in ("", "/paper.json", "/paper/0001.png"):
        assert code_of(real.get(f"/demo{path}"), 404) == "not_found"
    for path in ("open", "printer"):
        answer = real.ask("POST", f"/demo/{path}", json={}, headers={"Origin": URL})
        assert code_of(answer, 404) == "not_found"

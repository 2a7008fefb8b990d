"""GET /live/{hall}.json: the hall in public, for phones that poll."""

from collections.abc import Callable

from flask import Flask

from server.hall.desks import sign_on
from server.hall.serving import start
from server.models.visit import Need
from tests.asking import Asker, code_of
from tests.cast import TheHall

Ask = Callable[[str], Asker]
LIVE = "/live/hall.json"


def forget(app: Flask) -> None:
    """Two seconds later."""
    app.extensions["gishe.live"]._kept.clear()


def test_anybody_sees_numbers_and_counters_and_nothing_else(hall: TheHall, ask: Ask) -> None:
    hall.called(needs=[Need.HEARING])
    hall.issue()
    answer = ask("outsider").get(LIVE)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert answer.headers["Cache-Control"] == "public, max-age=1"
    shown = answer.get_json()
    assert shown["called"] == [{"number": "A 001", "counter": 1}]
    group = shown["groups"][0]
    assert (group["letter"], group["waiting"], group["staffed"]) == ("A", ["A 002"], True)
    assert set(group) == {"letter", "waiting", "wait", "gap_s", "staffed"}
    assert set(shown) == {"hall", "open", "called", "last", "groups"}


def test_who_is_being_served_has_left_the_calls(hall: TheHall, ask: Ask) -> None:
    visit = hall.called()
    hall.do(start, hall.vera, visit)
    shown = ask("outsider").get(LIVE).get_json()
    assert (shown["called"], shown["last"]) == ([], [{"number": "A 001", "counter": 1}])


def test_a_phone_that_has_seen_it_is_told_so_until_it_changes(hall: TheHall, app: Flask, ask: Ask) -> None:
    tag = ask("outsider").get(LIVE).headers["ETag"]
    again = ask("outsider").get(LIVE, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    forget(app)
    assert ask("outsider").get(LIVE, headers={"If-None-Match": tag}).status_code == 304  # nothing has happened
    hall.issue()
    forget(app)
    changed = ask("outsider").get(LIVE, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag


def test_an_event_that_shows_nothing_new_leaves_the_tag(hall: TheHall, app: Flask, ask: Ask) -> None:
    hall.do(sign_on, hall.lili, 3)
    tag = ask("outsider").get(LIVE).headers["ETag"]
    hall.do(sign_on, hall.lili, 3)
    forget(app)
    assert ask("outsider").get(LIVE).headers["ETag"] == tag


def test_a_hall_that_is_none_is_not_found(ask: Ask) -> None:
    for name in ("nowhere", "%00", "hall'--", "x" * 500):
        assert code_of(ask("outsider").get(f"/live/{name}.json"), 404) == "not_found"


def test_a_hall_before_its_first_day_is_shown_empty(new_app: Flask) -> None:
    shown = Asker(new_app, None).get(LIVE).get_json()
    assert [group["waiting"] for group in shown["groups"]] == [[]] * 6
    assert shown["open"] is True

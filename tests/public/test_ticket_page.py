"""/t/{token}: the visitor's ticket on their phone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server.hall.days import close_day
from server.hall.serving import absent, finish, recall, start
from server.hall.tokens import visit_token
from server.models.visit import Need, VisitClass
from tests.asking import SECRET, Asker, code_of, server_of
from tests.cast import TheHall

Ask = Callable[[str], Asker]


def link(visit: int) -> str:
    return f"/t/{visit_token(SECRET, visit)}"


def state(ask: Ask, visit: int) -> Any:
    answer = ask("outsider").get(f"{link(visit)}/state")
    assert answer.status_code == 200
    return answer.get_json()


def test_the_ticket_of_the_kiosk_opens_its_page(hall: TheHall, ask: Ask) -> None:
    url = ask("kiosk").post("tickets", service="A01", lang="tr", key="tap").get_json()["url"]
    page = ask("outsider").get(url.removeprefix("https://hall.example"))
    assert page.status_code == 200
    assert "A 001" in page.text
    assert '<html lang="tr"' in page.text
    assert (page.headers["Cache-Control"], page.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert hall.one("SELECT count(*) FROM visit") == 1


@pytest.mark.parametrize(("asked", "shown"), [("en", "en"), ("ro", "ro"), ("xx", "bg"), ("<script>", "bg")])
def test_the_page_speaks_the_language_asked_for(hall: TheHall, ask: Ask, asked: str, shown: str) -> None:
    page = ask("outsider").get(f"{link(hall.issue(lang='tr').visit)}?lang={asked}")
    assert f'<html lang="{shown}"' in page.text
    assert "<script>" not in page.text


def test_it_tells_the_place_in_the_rules_own_order(hall: TheHall, ask: Ask) -> None:
    first = hall.issue().visit
    hall.clock.advance(minutes=1)
    priority = hall.issue(visitor_class=VisitClass.PRIORITY).visit
    hall.clock.advance(minutes=3)
    assert (state(ask, priority)["ahead"], state(ask, first)["ahead"]) == (0, 1)
    nobody = hall.issue().visit
    hall.change("UPDATE visit SET unheld = true WHERE id = :visit", visit=first)
    assert state(ask, nobody)["ahead"] == 1


def test_it_follows_the_visit(hall: TheHall, ask: Ask) -> None:
    visit = hall.issue(needs=[Need.HEARING]).visit
    shown = state(ask, visit)
    assert (shown["visit_state"], shown["number"], shown["counter"], shown["wait"]["low_min"]) == (
        "waiting",
        "A 001",
        None,
        0,
    )
    hall.next()
    assert (state(ask, visit)["visit_state"], state(ask, visit)["counter"]) == ("called", 1)
    hall.do(start, hall.vera, visit)
    assert state(ask, visit)["can_rate"] is False
    hall.do(finish, hall.vera, visit)
    shown = state(ask, visit)
    assert (shown["visit_state"], shown["can_rate"], shown["wait"]) == ("finished", True, None)
    assert not {"visit", "hall_id", "needs", "note"} & set(shown)
    assert "hearing" not in str(shown)


def test_one_may_leave_the_queue(hall: TheHall, ask: Ask) -> None:
    visit = hall.issue().visit
    answer = ask("outsider").ask("POST", f"{link(visit)}/withdraw")
    assert (answer.status_code, answer.get_json()["visit_state"]) == (200, "withdrawn")
    assert code_of(ask("outsider").ask("POST", f"{link(visit)}/withdraw"), 409) == "wrong_state"
    assert hall.state(visit) == "withdrawn"


def test_one_may_come_back_once_within_fifteen_minutes(hall: TheHall, ask: Ask) -> None:
    visit = hall.called()
    hall.do(recall, hall.vera, visit)
    hall.do(absent, hall.vera, visit)
    shown = state(ask, visit)
    assert (shown["can_return"], shown["return_until"]) == (True, "2026-11-23T07:15:00.000000Z")
    assert ask("outsider").ask("POST", f"{link(visit)}/return").get_json()["visit_state"] == "waiting"
    hall.next()
    hall.do(absent, hall.vera, visit)
    assert state(ask, visit)["can_return"] is False
    assert code_of(ask("outsider").ask("POST", f"{link(visit)}/return"), 409) == "too_late"


def test_one_rates_once_until_the_day_is_closed(hall: TheHall, ask: Ask) -> None:
    visit, late = hall.finished(), hall.finished()
    answer = ask("outsider").ask("POST", f"{link(visit)}/rating", json={"score": 5})
    assert (answer.status_code, set(answer.get_json())) == (201, {"edit"})
    edit = answer.get_json()["edit"]
    assert ask("outsider").patch(f"public/ratings/{edit}", introduced=True).status_code == 204
    assert code_of(ask("outsider").ask("POST", f"{link(visit)}/rating", json={"score": 1}), 409) == "already_rated"
    assert hall.rows("SELECT score, channel, introduced FROM rating_box") == [(5, "phone", 1)]
    assert state(ask, visit)["can_rate"] is False
    hall.do(close_day)
    assert code_of(ask("outsider").ask("POST", f"{link(late)}/rating", json={"score": 1}), 409) == "already_rated"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"score":6}', b'{"score":"5"}', b'{"score":5,"x":1}', b"[" * 9000]
)
def test_a_score_is_one_to_five(hall: TheHall, ask: Ask, body: bytes) -> None:
    answer = ask("outsider").ask("POST", f"{link(hall.finished())}/rating", data=body)
    assert code_of(answer, 422) == "invalid"


def spoilt(token: str) -> list[str]:
    visit, _, signature = token.partition(".")
    return [
        f"{int(visit) + 1}.{signature}",
        f"{visit}.{signature[:-1]}",
        f"{visit}.{signature}x",
        f"{visit}.{signature.swapcase()}",
        f"0{visit}.{signature}",
        f" {visit}.{signature}",
        f"{visit}",
        f"{visit}.",
        f".{signature}",
        "٣." + signature,
        "9" * 30 + "." + signature,
        "%ff%fe",
        "..%2f..%2fetc%2fpasswd",
    ]


def test_a_link_that_was_tampered_with_opens_nothing(hall: TheHall, ask: Ask) -> None:
    hall.issue()
    token = visit_token(SECRET, hall.issue().visit)
    for wrong in spoilt(token):
        page = ask("outsider").get(f"/t/{wrong}")
        assert page.status_code == 404, wrong
        assert "A 00" not in page.text
        for path in ("state", "qr.svg"):
            assert code_of(ask("outsider").get(f"/t/{wrong}/{path}"), 404) == "not_found"
        for path in ("withdraw", "return", "rating"):
            assert code_of(ask("outsider").ask("POST", f"/t/{wrong}/{path}", json={"score": 5}), 404) == "not_found"
    assert hall.one("SELECT count(*) FROM visit WHERE state = 'waiting'") == 2


def test_a_link_holds_enough_chance_and_stands_nowhere(hall: TheHall) -> None:
    token = visit_token(SECRET, hall.issue().visit)
    assert re.fullmatch(r"\d+\.[A-Za-z0-9_-]{22}", token)
    assert token.partition(".")[2] not in hall.store.url.database  # type: ignore[operator]
    for name in ("visit", "event", "print_job"):
        assert token not in str(hall.rows(f"SELECT * FROM {name}"))  # noqa: S608 our own tables


def test_no_log_line_holds_a_link(hall: TheHall, ask: Ask, log: list[dict[str, Any]]) -> None:
    path = link(hall.issue().visit)
    for where in ("", "/state", "/qr.svg"):
        ask("outsider").get(path + where)
    ask("outsider").ask("POST", f"{path}/withdraw")
    assert len(log) == 4
    assert path not in str(log)
    assert {entry["path"] for entry in log} == {"/t/…", "/t/…/state", "/t/…/qr.svg", "/t/…/withdraw"}


def test_the_qr_is_drawn_only_where_phones_can_come(hall: TheHall, app: Flask, ask: Ask) -> None:
    path = f"{link(hall.issue().visit)}/qr.svg"
    answer = ask("outsider").get(path)
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert "<path" in answer.text
    closed = server_of(hall, public_url=None)
    assert code_of(Asker(closed, None).get(path), 404) == "not_found"
    assert app is not closed

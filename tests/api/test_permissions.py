"""Who may do what, written down a second time, by hand."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.asking import Asker, code_of
from tests.cast import TheHall

KIOSK, DISPLAY, COUNTER, PAD, AGENT = "kiosk", "display", "counter", "pad", "agent"
CLERK, SUPERVISOR, MANAGER, ADMIN = "vera", "rosa", "ines", "ada"
DEVICES = {KIOSK, DISPLAY, COUNTER, PAD, AGENT}
STAFF = {CLERK, SUPERVISOR, MANAGER, ADMIN}
EVERYBODY = DEVICES | STAFF
OPEN = {*EVERYBODY, "outsider"}

MAY = {
    "GET openapi.json": OPEN,
    "POST pairing": OPEN,
    "POST staff-sessions": OPEN,
    "PATCH public/ratings/<edit>": OPEN,
    "GET session": EVERYBODY,
    "DELETE staff-sessions": STAFF,
    "GET catalogue": EVERYBODY,
    "POST tickets": {KIOSK, *STAFF},
    "GET visits/<int:visit>": {KIOSK, COUNTER, PAD, AGENT, *STAFF},
    "PATCH visits/<int:visit>": {CLERK},
    "POST visits/<int:visit>/prints": {KIOSK, CLERK},
    "POST visits/<int:visit>/return": {KIOSK, CLERK},
    "POST visits/<int:visit>/held": {KIOSK, CLERK},
    "POST visits/<int:visit>/rating": {PAD},
    **{
        f"POST visits/<int:visit>/{step}": {CLERK}
        for step in ("recall", "start", "finish", "absent", "park", "transfer", "withdraw", "undo")
    },
    "POST print-jobs/claims": {AGENT},
    "PATCH print-jobs/<int:job>": {AGENT},
    "PUT printer": {AGENT},
    "POST leases": {AGENT},
    "GET offline-papers": {AGENT},
    "POST offline-tickets": {AGENT},
    "POST offline-tickets/decisions": {SUPERVISOR, MANAGER, ADMIN},
    "POST lost-papers": {KIOSK},
    "GET lost-papers/<int:search>": {KIOSK},
    "DELETE lost-papers/<int:search>": {KIOSK, CLERK},
    "POST lost-papers/<int:search>/found": {CLERK},
    "POST desk": {CLERK},
    "DELETE desk": {CLERK},
    "GET desk": {COUNTER, CLERK},
    **{f"POST desk/{what}": {CLERK} for what in ("pause", "resume", "next", "call")},
    "GET lost-papers/candidates": {CLERK},
    "GET board": {KIOSK, DISPLAY, *STAFF},
    "GET lobby": {KIOSK, *STAFF},
    "GET pad": {PAD},
    "GET ticket-layout": {MANAGER, ADMIN},
    "PUT ticket-layout": {MANAGER, ADMIN},
    "POST ticket-layout/previews": {MANAGER, ADMIN},
    "GET hall-today": {SUPERVISOR, MANAGER, ADMIN},
    "GET events": {MANAGER, ADMIN},
}
ORDER = sorted(MAY, key=lambda line: line == "DELETE staff-sessions")  # signing out comes last


def address(line: str) -> tuple[str, str]:
    """The line's method, and its path with a visit, a job, a search, a rating that nobody knows."""
    method, path = line.split()
    nobodys = {f"<int:{what}>": "4711" for what in ("visit", "job", "search")} | {"<edit>": "x.1.y"}
    for what, some in nobodys.items():
        path = path.replace(what, some)
    return method, path


def test_every_route_of_the_api_stands_in_the_table(app: Flask) -> None:
    routes = {
        f"{method} {rule.rule.removeprefix('/api/v1/')}"
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == set(MAY)


@pytest.mark.parametrize("who", sorted(OPEN))
def test_everybody_may_do_what_the_table_says_and_nothing_else(ask: Callable[[str], Asker], who: str) -> None:
    """Asked with nonsense about things that do not exist: permission is looked at before either."""
    for line in ORDER:
        answer = ask(who).ask(*address(line), json={"no such field": None})
        if who in MAY[line]:
            assert answer.status_code not in (403, 500), f"{who}: {line}: {answer.text}"
            assert who == "outsider" or answer.status_code != 401, f"{who}: {line}: {answer.text}"
        else:
            said = (401, "not_signed_in") if who == "outsider" else (403, "not_allowed")
            assert (said[0], code_of(answer, said[0])) == said, f"{who}: {line}"


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer nonsense", "Basic dmVyYTp2ZXJh", "Bearer ÐŸ", "vera"])
def test_a_token_of_nobody_opens_nothing(app: Flask, header: str) -> None:
    for line in MAY:
        if "outsider" not in MAY[line]:
            method, path = address(line)
            answer = Asker(app, None).ask(method, path, json={}, headers={"Authorization": header})
            assert code_of(answer, 401) == "not_signed_in"


def test_an_agent_in_no_kiosk_has_no_numbers_to_give(ask: Callable[[str], Asker]) -> None:
    assert code_of(ask("agent").post("leases", key="k"), 403) == "not_allowed"


def test_a_device_that_was_taken_out_of_service_may_do_nothing_more(hall: TheHall, ask: Callable[[str], Asker]) -> None:
    hall.change("UPDATE device SET revoked_at = '2026-11-23 08:00:00' WHERE kind = 'kiosk'")
    assert code_of(ask("kiosk").get("lobby"), 401) == "not_signed_in"
    assert ask("display").get("board").status_code == 200


def test_a_person_who_left_may_do_nothing_more(hall: TheHall, ask: Callable[[str], Asker]) -> None:
    hall.change("UPDATE staff SET active = false WHERE login = 'ines'")
    assert code_of(ask("ines").get("events"), 401) == "not_signed_in"


def test_a_session_ends_after_its_hours(hall: TheHall, ask: Callable[[str], Asker]) -> None:
    hall.change("UPDATE staff_session SET ends_at = '2026-01-01 00:00:00' WHERE staff_id = :vera", vera=hall.vera)
    assert code_of(ask("vera").get("desk"), 401) == "not_signed_in"
    assert ask("omar").get("desk").status_code == 200

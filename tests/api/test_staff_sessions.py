"""POST, DELETE /api/v1/staff-sessions; GET /api/v1/session"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice
from threading import Event, Semaphore
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from server.hall.people import LONGEST_LINE
from server.tries import FORGOTTEN_S, FREE
from tests.asking import PUBLIC_URL, Asker, code_of
from tests.cast import PASSWORD, TheHall

Ask = Callable[[str], Asker]


def test_a_person_signs_in_and_out(hall: TheHall, app: Flask, ask: Ask) -> None:
    answer = ask("outsider").post("staff-sessions", login="ines", password=PASSWORD)
    assert answer.status_code == 201
    signed_in = answer.get_json()
    ines = hall.cast.staff["ines"]
    assert signed_in["staff"] == {"id": ines, "login": "ines", "name": "Инес", "roles": ["manager"]}
    me = Asker(app, signed_in["token"])
    assert me.get("hall-today").status_code == 200
    assert hall.one("SELECT count(*) FROM staff_session WHERE token = :t", t=signed_in["token"]) == 0  # its hash does
    assert me.delete("staff-sessions").status_code == 204
    assert code_of(me.get("hall-today"), 401) == "not_signed_in"
    assert ask("ines").get("hall-today").status_code == 200  # another session of hers goes on


def test_whoever_signs_out_for_good_leaves_the_counter_too(hall: TheHall, app: Flask, ask: Ask) -> None:
    again = ask("outsider").post("staff-sessions", login="vera", password=PASSWORD).get_json()["token"]
    assert Asker(app, again).delete("staff-sessions").status_code == 204
    assert hall.shot().staffed("A")  # she is still signed in elsewhere
    assert ask("vera").delete("staff-sessions").status_code == 204
    assert [desk.staff_id for desk in hall.rows("SELECT staff_id FROM desk")] == [hall.omar]


@pytest.mark.parametrize(
    ("login", "password"),
    [("vera", "a wrong long password"), ("nobody", PASSWORD), ("VERA", PASSWORD), ("vera ", PASSWORD)],
)
def test_which_of_login_and_password_is_wrong_is_not_said(ask: Ask, login: str, password: str) -> None:
    answer = ask("outsider").post("staff-sessions", login=login, password=password)
    assert code_of(answer, 401) == "wrong_login"
    assert answer.get_json()["detail"] == "login or password is wrong"
    assert "Set-Cookie" not in answer.headers


def test_a_person_who_left_does_not_sign_in(hall: TheHall, ask: Ask) -> None:
    hall.change("UPDATE staff SET active = false WHERE login = 'vera'")
    assert code_of(ask("outsider").post("staff-sessions", login="vera", password=PASSWORD), 401) == "wrong_login"


@pytest.mark.parametrize(
    "bad",
    [{}, {"login": "vera"}, {"login": "", "password": "x"}, {"login": "v" * 65, "password": "x"}, {"login": ["vera"]}],
)
def test_login_and_password_are_both_needed(ask: Ask, bad: dict[str, Any]) -> None:
    assert code_of(ask("outsider").post("staff-sessions", **bad), 422) == "invalid"


WRONG = "a wrong long password"


class SlowHasher:
    """Checks passwords when it is let: until then everybody waits."""

    def __init__(self) -> None:
        self.let = Event()

    def verify(self, _hash: str, _password: str) -> None:
        assert self.let.wait(60)


def test_when_the_whole_town_signs_in_most_come_back_in_a_moment_and_tickets_are_given(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasher = SlowHasher()
    monkeypatch.setattr("server.hall.people._hasher", hasher)
    monkeypatch.setattr("server.hall.people.LONGEST_QUEUE_S", 60)
    too_many = 20
    with ThreadPoolExecutor(LONGEST_LINE + too_many) as town:
        signing_in = {"login": "vera", "password": "x"}
        asked = [
            town.submit(ask("outsider").post, "staff-sessions", **signing_in) for _ in range(LONGEST_LINE + too_many)
        ]
        for refused in islice(as_completed(asked), too_many):  # the others are in the line
            assert code_of(refused.result(), 429) == "too_many"
            assert refused.result().headers["Retry-After"] == "2"
        assert ask("kiosk").post("tickets", service="A01", lang="bg", key="tap").status_code == 201
        hasher.let.set()
    assert [answer.result().status_code for answer in asked].count(201) == LONGEST_LINE


def test_who_stands_too_long_in_the_line_is_asked_to_come_back(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.hall.people._hashing", Semaphore(0))
    monkeypatch.setattr("server.hall.people.LONGEST_QUEUE_S", 0.01)
    for _ in range(LONGEST_LINE + 1):  # whoever went away stands in the line no more
        answer = ask("outsider").post("staff-sessions", login="vera", password=PASSWORD)
        assert code_of(answer, 429) == "too_many"


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The watch of the door, in seconds."""
    time = [1000.0]
    monkeypatch.setattr("server.tries.monotonic", lambda: time[0])
    return time


def sign_in(ask: Ask, who: str, password: str = WRONG, login: str = "vera") -> TestResponse:
    return ask(who).post("staff-sessions", login=login, password=password)


def test_who_tries_one_password_after_the_other_waits_longer_and_longer(ask: Ask, watch: list[float]) -> None:
    for _ in range(FREE):
        assert code_of(sign_in(ask, "counter"), 401) == "wrong_login"
    for wait in (5, 10, 20, 40, 60, 60):
        for password in (WRONG, PASSWORD):  # a right one among them is not told either
            answer = sign_in(ask, "counter", password)
            assert code_of(answer, 429) == "too_many"
            assert (answer.headers["Retry-After"], answer.get_json()["retry_after"]) == (str(wait), wait)
        watch[0] += wait
        assert code_of(sign_in(ask, "counter"), 401) == "wrong_login"
    watch[0] += 60
    assert sign_in(ask, "counter", PASSWORD).status_code == 201
    assert code_of(sign_in(ask, "counter"), 401) == "wrong_login"


def test_nobody_elsewhere_and_nobody_else_waits_for_it(hall: TheHall, ask: Ask, watch: list[float]) -> None:
    assert watch
    for _ in range(FREE):
        sign_in(ask, "counter")
    assert code_of(sign_in(ask, "counter", PASSWORD), 429) == "too_many"
    at_the_desk = {"login": "vera", "password": PASSWORD, "device_token": hall.cast.tokens["counter"]}
    assert code_of(ask("outsider").post("staff-sessions", **at_the_desk), 429) == "too_many"
    assert sign_in(ask, "counter", PASSWORD, "omar").status_code == 201
    assert sign_in(ask, "pad", PASSWORD).status_code == 201
    assert sign_in(ask, "outsider", PASSWORD).status_code == 201


def test_a_password_mistyped_in_the_morning_counts_no_more_at_noon(ask: Ask, watch: list[float]) -> None:
    for _ in range(FREE - 1):
        sign_in(ask, "counter")
    watch[0] += FORGOTTEN_S + 1
    for _ in range(FREE):
        assert code_of(sign_in(ask, "counter"), 401) == "wrong_login"
    assert code_of(sign_in(ask, "counter"), 429) == "too_many"


def test_everybody_learns_who_they_are(hall: TheHall, ask: Ask) -> None:
    kiosk = ask("kiosk").get("session").get_json()
    assert (kiosk["device"]["kind"], kiosk["device"]["counter"], kiosk["staff"]) == ("kiosk", None, None)
    assert kiosk["public_url"] == PUBLIC_URL
    assert kiosk["hall"]["slug"] == "hall"
    assert kiosk["hall"]["zone"] == "Europe/Sofia"
    assert kiosk["demo"] is False
    vera = ask("vera").get("session").get_json()
    assert (vera["device"], vera["staff"]["login"], vera["staff"]["roles"]) == (None, "vera", ["clerk"])
    assert code_of(ask("outsider").get("session"), 401) == "not_signed_in"
    assert hall.cast.staff["vera"] == vera["staff"]["id"]

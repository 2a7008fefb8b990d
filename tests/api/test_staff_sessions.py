"""POST, DELETE /api/v1/staff-sessions; GET /api/v1/session"""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

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

"""/office/sign-in, /office/sign-out"""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.hall.people import TooMany
from server.tries import FREE
from tests.cast import PASSWORD, TheHall

BASE = "http://hall.example"


def sign_in(browser: FlaskClient, login: str, password: str = PASSWORD, **more: str) -> TestResponse:
    """Open the page and send its form."""
    page = browser.get("/office/sign-in", base_url=BASE)
    csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert csrf is not None
    form = {"login": login, "password": password, "csrf": csrf[1]} | more
    return browser.post("/office/sign-in", data=form, base_url=BASE, headers={"Origin": BASE})


@pytest.mark.parametrize("login", ["ines", "ada"])
def test_a_manager_signs_in_and_sees_the_hall(app: Flask, login: str) -> None:
    browser = app.test_client()
    answer = sign_in(browser, login)
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/office")
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("gishe_staff="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    page = browser.get("/office", base_url=BASE)
    assert page.status_code == 200
    assert browser.get("/api/v1/hall-today", base_url=BASE).status_code == 200


@pytest.mark.parametrize(
    ("login", "password"), [("vera", PASSWORD), ("ines", "wrong wrong wrong"), ("nobody", PASSWORD), ("", "")]
)
def test_nobody_else_does_and_why_is_not_said(app: Flask, login: str, password: str) -> None:
    browser = app.test_client()
    answers = [sign_in(browser, login, password), sign_in(browser, "nobody at all", password)]
    assert {answer.status_code for answer in answers} == {401}
    assert not [c for a in answers for c in a.headers.getlist("Set-Cookie") if c.startswith("gishe_staff")]
    one, other = (re.sub(r'value="[^"]*"', "", answer.text) for answer in answers)
    assert one == other
    assert browser.get("/office", base_url=BASE).status_code == 302


@pytest.mark.parametrize("csrf", ["", "x", "чужд"])
def test_a_form_of_another_page_signs_nobody_in(app: Flask, csrf: str) -> None:
    assert sign_in(app.test_client(), "ines", csrf=csrf).status_code == 401


def test_a_form_without_its_cookie_or_from_elsewhere_signs_nobody_in(app: Flask) -> None:
    form = {"login": "ines", "password": PASSWORD, "csrf": "-"}
    browser = app.test_client()
    assert browser.post("/office/sign-in", data=form, base_url=BASE, headers={"Origin": BASE}).status_code == 401
    page = browser.get("/office/sign-in", base_url=BASE)
    csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert csrf is not None
    evil = {"Origin": "https://evil.example"}
    answer = browser.post("/office/sign-in", data=form | {"csrf": csrf[1]}, base_url=BASE, headers=evil)
    assert answer.status_code == 401


def test_signing_out_ends_the_session(hall: TheHall, app: Flask) -> None:
    browser = app.test_client()
    sign_in(browser, "ines")
    sessions = hall.one("SELECT count(*) FROM staff_session")
    evil = browser.post("/office/sign-out", base_url=BASE, headers={"Origin": "https://evil.example"})
    assert evil.status_code in (302, 403)
    assert hall.one("SELECT count(*) FROM staff_session") == sessions
    sign_in(browser, "ines")
    sessions = hall.one("SELECT count(*) FROM staff_session")
    assert browser.post("/office/sign-out", base_url=BASE, headers={"Origin": BASE}).status_code == 302
    assert hall.one("SELECT count(*) FROM staff_session") == sessions - 1
    assert browser.get("/office", base_url=BASE).status_code == 302


def test_strangers_and_clerks_are_sent_to_the_door(hall: TheHall, app: Flask) -> None:
    for who in (None, "vera", "kiosk"):
        headers = {"Authorization": f"Bearer {hall.cast.tokens[who]}"} if who else {}
        answer = app.test_client().get("/office", headers=headers)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/office/sign-in?lang=bg")


def test_the_page_speaks_bulgarian_or_english(app: Flask) -> None:
    for asked, shown in (("", "bg"), ("?lang=en", "en"), ("?lang=ro", "bg"), ('?lang="><script>', "bg")):
        page = app.test_client().get(f"/office/sign-in{asked}").text
        assert f'<html lang="{shown}"' in page
        assert "<script>" not in page


def test_a_login_of_anything_breaks_nothing(app: Flask) -> None:
    for login in ("\x00", "🙂" * 100, "'; DROP TABLE staff; --", "a" * 10_000):
        assert sign_in(app.test_client(), login).status_code == 401


def test_the_language_stays_on_the_way_to_the_door(app: Flask) -> None:
    browser = app.test_client()
    assert browser.get("/office?lang=en").headers["Location"] == "/office/sign-in?lang=en"
    assert browser.get("/office?lang=tlh").headers["Location"] == "/office/sign-in?lang=bg"


def test_a_wrong_password_leaves_the_user_name_to_try_again(app: Flask) -> None:
    answer = sign_in(app.test_client(), "ines", "wrong wrong wrong")
    assert 'value="ines"' in answer.text
    assert "wrong wrong" not in answer.text
    named = sign_in(app.test_client(), '"><script>', "x").text
    assert "<script>" not in named.partition("<main")[2]


def test_a_crowd_at_the_door_is_not_told_that_its_password_is_wrong(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise TooMany("many people are signing in")

    monkeypatch.setattr("server.office.views.check_password", full)
    answer = sign_in(app.test_client(), "ines")
    assert answer.status_code == 429
    assert "влизат много хора" in answer.text


def test_whoever_guesses_waits_and_is_told_how_long(app: Flask) -> None:
    browser = app.test_client()
    for _ in range(FREE):
        assert sign_in(browser, "ines", "wrong wrong wrong").status_code == 401
    right = sign_in(browser, "ines")
    assert right.status_code == 429
    assert re.search(r"Изчакайте\s\d\sс\sи", right.text)
    assert sign_in(browser, "ada").status_code == 302

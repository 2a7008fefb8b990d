"""A browser's session: cookies that only our own pages may use."""

from http.cookies import Morsel, SimpleCookie

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.hall.pairing import new_code
from tests.asking import code_of
from tests.cast import PASSWORD, TheHall

HTTP, HTTPS = "http://hall.example", "https://hall.example"
FOREIGN = ["https://evil.example", "http://hall.example.evil.example", "http://hall.example:8080"]


def paired(app: Flask, hall: TheHall, device: str, base: str = HTTP) -> tuple[FlaskClient, TestResponse]:
    """A browser that was paired with this device."""
    browser = app.test_client()
    answer = browser.post("/api/v1/pairing", json={"code": hall.do(new_code, hall.cast.devices[device])}, base_url=base)
    assert answer.status_code == 201
    return browser, answer


def cookie(answer: TestResponse) -> Morsel[str]:
    (morsel,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
    return morsel


def as_device(hall: TheHall, device: str, **more: str) -> dict[str, str]:
    return {"X-Gishe-Device": str(hall.cast.devices[device]), **more}


@pytest.mark.parametrize(("base", "prefix"), [(HTTP, ""), (HTTPS, "__Host-")])
def test_a_devices_cookie_is_for_our_own_pages_only(hall: TheHall, app: Flask, base: str, prefix: str) -> None:
    device = hall.cast.devices["kiosk"]
    morsel = cookie(paired(app, hall, "kiosk", base)[1])
    assert morsel.key == f"{prefix}gishe_device_{device}"
    assert (morsel["httponly"], morsel["samesite"], morsel["path"], morsel["domain"]) == (True, "Strict", "/", "")
    assert bool(morsel["secure"]) is (base == HTTPS)


@pytest.mark.parametrize(("base", "prefix"), [(HTTP, ""), (HTTPS, "__Host-")])
@pytest.mark.parametrize("device", ["", "7"])
def test_a_persons_cookie_lasts_ten_hours_and_belongs_to_the_device(
    app: Flask, base: str, prefix: str, device: str
) -> None:
    signing_in = {"login": "vera", "password": PASSWORD}
    headers = {"X-Gishe-Device": device} if device else {}
    answer = app.test_client().post("/api/v1/staff-sessions", json=signing_in, base_url=base, headers=headers)
    morsel = cookie(answer)
    assert morsel.key == prefix + (f"gishe_staff_{device}" if device else "gishe_staff")
    assert (morsel["httponly"], morsel["samesite"], morsel["max-age"]) == (True, "Lax", "36000")
    assert bool(morsel["secure"]) is (base == HTTPS)


def test_a_browser_holds_several_devices_and_says_which_it_means(hall: TheHall, app: Flask) -> None:
    browser, _ = paired(app, hall, "kiosk")
    code = hall.do(new_code, hall.cast.devices["display"])
    browser.post("/api/v1/pairing", json={"code": code}, base_url=HTTP)
    for device in ("kiosk", "display"):
        known = browser.get("/api/v1/session", base_url=HTTP, headers=as_device(hall, device)).get_json()
        assert known["device"]["kind"] == device
        found = browser.get("/api/v1/session", base_url=HTTP, headers={"X-Gishe-Face": device}).get_json()
        assert found["device"]["id"] == hall.cast.devices[device]
    assert code_of(browser.get("/api/v1/session", base_url=HTTP, headers={"X-Gishe-Face": "pad"}), 401)
    assert code_of(browser.get("/api/v1/session", base_url=HTTP), 401)
    assert code_of(browser.get("/api/v1/pad", base_url=HTTP, headers=as_device(hall, "kiosk")), 403)


def test_a_clerk_signs_in_at_the_desk_and_out_again(hall: TheHall, app: Flask) -> None:
    browser, _ = paired(app, hall, "counter")
    headers = as_device(hall, "counter")
    signing_in = {"login": "vera", "password": PASSWORD}
    answer = browser.post("/api/v1/staff-sessions", json=signing_in, base_url=HTTP, headers=headers)
    assert answer.status_code == 201
    known = browser.get("/api/v1/session", base_url=HTTP, headers=headers).get_json()
    assert (known["device"]["kind"], known["staff"]["login"]) == ("counter", "vera")
    assert browser.get("/api/v1/desk", base_url=HTTP, headers=headers).get_json()["clerk"] == "Вера"
    assert browser.delete("/api/v1/staff-sessions", base_url=HTTP, headers=headers).status_code == 204
    assert browser.get("/api/v1/session", base_url=HTTP, headers=headers).get_json()["staff"] is None


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_elsewhere_does_nothing_with_our_cookies(hall: TheHall, app: Flask, origin: str) -> None:
    browser, _ = paired(app, hall, "kiosk")
    asked = {"service": "A01", "lang": "bg", "key": "tap"}
    headers = as_device(hall, "kiosk", Origin=origin)
    refused = browser.post("/api/v1/tickets", json=asked, base_url=HTTP, headers=headers)
    assert code_of(refused, 403) == "not_allowed"
    assert hall.one("SELECT count(*) FROM visit") == 0
    for path in ("pairing", "staff-sessions"):
        assert code_of(browser.post(f"/api/v1/{path}", json={}, base_url=HTTP, headers=headers), 403) == "not_allowed"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("origin", [{}, {"Origin": "null"}], ids=["no origin", "origin null"])
def test_a_browser_that_says_another_site_asks_is_refused(
    hall: TheHall, app: Flask, site: str, origin: dict[str, str]
) -> None:
    browser, _ = paired(app, hall, "kiosk")
    headers = as_device(hall, "kiosk", **{"Sec-Fetch-Site": site}, **origin)
    asked = {"service": "A01", "lang": "bg", "key": "tap"}
    assert code_of(browser.post("/api/v1/tickets", json=asked, base_url=HTTP, headers=headers), 403) == "not_allowed"


@pytest.mark.parametrize("origin", [HTTP, "null"])
def test_our_own_page_may(hall: TheHall, app: Flask, origin: str) -> None:
    """It says "null" for itself where it sends no referrer."""
    browser, _ = paired(app, hall, "kiosk")
    headers = as_device(hall, "kiosk", Origin=origin, **{"Sec-Fetch-Site": "same-origin"})
    asked = {"service": "A01", "lang": "bg", "key": "tap"}
    assert browser.post("/api/v1/tickets", json=asked, base_url=HTTP, headers=headers).status_code == 201


ODD = ["\udcff", "ключ", "a;b=c", '"', "\\377", "9" * 5000]


@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_odd_signs_in_a_token_a_cookie_or_a_devices_name_open_nothing(hall: TheHall, app: Flask, odd: str) -> None:
    written = odd.encode("utf-8", "surrogateescape").decode("latin-1")
    device = hall.cast.devices["kiosk"]
    for headers in (
        {"Authorization": f"Bearer {written}"},
        {"Cookie": f"gishe_device_{device}={written}; gishe_staff={written}", "X-Gishe-Device": str(device)},
        {"Cookie": f"gishe_device_{written}=x", "X-Gishe-Device": written},
    ):
        for path in ("session", "lobby"):
            answer = app.test_client(use_cookies=False).get(f"/api/v1/{path}", headers=headers)
            assert code_of(answer, 401) == "not_signed_in"


@pytest.mark.parametrize("odd", ["7; Path=/elsewhere", "ÿ", "-1", "kiosk"])
def test_what_is_no_devices_number_makes_no_cookie_of_its_own(app: Flask, odd: str) -> None:
    signing_in = {"login": "vera", "password": PASSWORD}
    headers = {"X-Gishe-Device": odd}
    answer = app.test_client().post("/api/v1/staff-sessions", json=signing_in, base_url=HTTP, headers=headers)
    assert (answer.status_code, cookie(answer).key) == (201, "gishe_staff")


def test_a_program_with_a_token_needs_no_origin(hall: TheHall, app: Flask) -> None:
    headers = {"Authorization": f"Bearer {hall.cast.tokens['kiosk']}", "Origin": "https://evil.example"}
    asked = {"service": "A01", "lang": "bg", "key": "tap"}
    assert app.test_client().post("/api/v1/tickets", json=asked, headers=headers).status_code == 201

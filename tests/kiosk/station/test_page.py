"""The kiosk's page on its own machine: what is passed to the server, what is not, and who may ask."""

import json

import pytest

from tests.kiosk.station.machine import Machine
from tests.kiosk.station.stand_in import KIOSK, Hall


def test_the_page_and_its_parts_come_from_this_machine(hall: Hall, kiosk: Machine) -> None:
    page, part = kiosk.get("/kiosk"), kiosk.get("/static/screens/assets/kiosk-abc.js")
    assert (page.status, part.status) == (200, 200)
    assert page.headers["cache-control"] == "no-cache"
    assert "immutable" in part.headers["cache-control"]
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert not any(path.startswith(("/kiosk", "/static/screens")) for _, path in hall.asked)


def test_everything_else_is_the_servers_answer_with_the_kiosks_token(hall: Hall, kiosk: Machine) -> None:
    answer = kiosk.get(
        "/api/v1/session", Cookie="secret=1", Authorization="Bearer mine", Origin=f"http://127.0.0.1:{kiosk.port}"
    )
    asked = next(
        h for h, (_, path) in zip(reversed(hall.headers), reversed(hall.asked), strict=True) if path.endswith("session")
    )
    assert answer.body["device"]["kind"] == "kiosk"
    assert asked["Authorization"] == f"Bearer {KIOSK}"
    assert not {"Cookie", "Origin", "Connection"} & set(asked)


def test_a_file_of_the_server_needs_no_token_and_brings_no_cookie(hall: Hall, kiosk: Machine) -> None:
    answer = kiosk.get("/static/icon.svg")
    assert (answer.body, answer.headers["cache-control"]) == ("a file of the server", "max-age=60")
    assert "set-cookie" not in answer.headers
    assert "Authorization" not in hall.headers[-1]


def test_what_the_server_forbids_to_keep_is_not_kept(kiosk: Machine) -> None:
    assert kiosk.get("/api/v1/lobby").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/office",
        "/t/1.t",
        "/static/screens/../../office",
        "/static/screens/%2e%2e/%2e%2e/etc/passwd",
        "/api/v1/../../office",
        "/api/v1/%2E%2E/%2E%2E/office",
        "/api/v1/..%2f..%2foffice",
        "/api/v1//office",
        "/api/v1/x\\..\\office",
        "/kiosk/",
    ],
)
def test_no_other_way_leads_to_the_server(path: str, hall: Hall, kiosk: Machine) -> None:
    asked = len([path for _, path in hall.asked if "office" in path])
    answer = kiosk.get(path)
    assert answer.status == 404
    assert answer.body["code"] == "not_found"
    assert len([path for _, path in hall.asked if "office" in path]) == asked


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "localhost:8070"])
def test_this_machine_is_called_by_its_own_names(host: str, kiosk: Machine) -> None:
    assert kiosk.get("/kiosk", Host=host).status == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example", "10.0.0.1"])
def test_a_name_that_was_made_to_point_here_is_refused(host: str, kiosk: Machine) -> None:
    assert kiosk.get("/api/v1/session", Host=host).status in (400, 403)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Origin": "null", "Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"},
    ],
)
def test_another_page_may_not_ask(headers: dict[str, str], hall: Hall, kiosk: Machine) -> None:
    answer = kiosk.post("/api/v1/tickets", {}, **headers)
    assert (answer.status, answer.body["code"]) == (403, "foreign_page")
    assert ("POST", "/api/v1/tickets") not in hall.asked


def test_our_own_page_may(kiosk: Machine) -> None:
    order = {"service": "A01", "lang": "bg", "key": "k"}
    here = f"http://127.0.0.1:{kiosk.port}"
    assert kiosk.post("/api/v1/tickets", order, Origin=here, Sec_Fetch_Site="same-origin").status == 201
    assert kiosk.post("/api/v1/tickets", order, Origin="null", Sec_Fetch_Site="same-origin").status == 200


def test_a_body_of_more_than_64_kilobytes_is_refused(kiosk: Machine) -> None:
    assert kiosk.ask("POST", "/api/v1/echo", b"x" * 65_000).body == {"got": 65_000}
    answer = kiosk.ask("POST", "/api/v1/echo", b"x" * 66_000)
    assert (answer.status, answer.body["code"]) == (413, "invalid")


def test_the_servers_refusal_is_passed_on_as_it_is(hall: Hall, kiosk: Machine) -> None:
    hall.closed = True
    answer = kiosk.take("k")
    assert (answer.status, answer.body) == (409, {"code": "closed", "opens_at": None})
    assert kiosk.post("/api/v1/tickets", {"nonsense": 1}).status == 422
    assert json.loads(hall.bodies[-1]) == {"nonsense": 1}


def test_a_method_that_nobody_offers_is_refused(kiosk: Machine) -> None:
    answer = kiosk.ask("DELETE", "/kiosk", None)
    assert (answer.status, answer.headers["allow"]) == (405, "GET,HEAD")

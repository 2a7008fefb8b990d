"""Sockets: whoever shows a token is shown the whole picture, then every newer one; nothing is taken from them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask_socketio import SocketIOTestClient

from server import live
from server.clock import wall
from server.hall.pairing import new_code
from server.hall.printing import ask_copy, claim, settle
from server.hall.serving import finish, start
from server.hall.transferring import transfer
from server.keys import SESSION_FOR, open_session
from server.live import socketio
from server.models.print_job import PrintState
from server.models.visit import Need
from tests.asking import drain, server_of
from tests.cast import TheHall
from tests.paper import a_machine

FACES = {  # namespace: who may listen, and the event their picture comes under
    "/kiosk": {"kiosk": "lobby", "agent": "lobby"},
    "/display": {"display": "board"},
    "/counter": {"vera": "desk", "omar": "desk", "lili": "desk", "counter": "desk", "pad": "pad"},
    "/office": {"rosa": "hall", "ines": "hall", "ada": "hall"},
}
EVERYBODY = ["kiosk", "display", "counter", "pad", "agent", "vera", "omar", "lili", "ines", "rosa", "ada"]


@pytest.fixture
def server(hall: TheHall) -> Iterator[Flask]:
    """A server of its own: there is one socket object a process, and the last server made has it."""
    app = server_of(hall)
    yield app
    app.extensions["gishe"].relay.stop()


def listen(server: Flask, namespace: str, token: object) -> SocketIOTestClient:
    return socketio.test_client(server, namespace=namespace, auth={"token": token})


def heard(client: SocketIOTestClient, namespace: str, event: str) -> list[Any]:
    """What came under this event since the last time."""
    return [said["args"][0] for said in client.get_received(namespace) if said["name"] == event]


@pytest.mark.parametrize("namespace", FACES)
def test_each_face_lets_in_its_own_and_shows_the_whole_picture_at_once(
    hall: TheHall, server: Flask, namespace: str
) -> None:
    hall.called()
    seq = hall.one("SELECT seq FROM hall")
    for who in EVERYBODY:
        client = listen(server, namespace, hall.cast.tokens[who])
        assert client.is_connected(namespace) is (who in FACES[namespace]), who
        if who in FACES[namespace]:
            (picture,) = heard(client, namespace, FACES[namespace][who])
            assert picture["seq"] == seq
            client.disconnect(namespace)


@pytest.mark.parametrize("token", [None, "", "nonsense", 5, ["x"], {"token": "x"}])
def test_nobody_comes_in_without_a_token_of_ours(server: Flask, token: object) -> None:
    for namespace in FACES:
        assert not listen(server, namespace, token).is_connected(namespace)


def test_a_call_reaches_the_display_with_the_next_drain_and_only_once(hall: TheHall, server: Flask) -> None:
    display = listen(server, "/display", hall.cast.tokens["display"])
    drain(server)
    display.get_received("/display")
    hall.called()
    drain(server)
    (board,) = heard(display, "/display", "board")
    assert [(call["number"], call["counter"]) for call in board["calls"]] == [("A 001", 1)]
    drain(server)
    assert heard(display, "/display", "board") == []


def test_a_screen_hears_only_what_changes_what_it_shows(hall: TheHall, server: Flask) -> None:
    display = listen(server, "/display", hall.cast.tokens["display"])
    visit = hall.called()
    hall.do(start, hall.vera, visit)
    drain(server)
    display.get_received("/display")
    hall.do(finish, hall.vera, visit)
    drain(server)
    assert heard(display, "/display", "board") == []


def test_the_heartbeat_says_how_far_the_pictures_are_current(hall: TheHall, server: Flask) -> None:
    display = listen(server, "/display", hall.cast.tokens["display"])
    (first,) = heard(display, "/display", "board")
    drain(server)  # the first one beats
    (beat,) = heard(display, "/display", "beat")
    assert (beat["epoch"], beat["seq"]) == (first["epoch"], first["seq"])


def test_needs_go_to_the_serving_clerk_alone(hall: TheHall, server: Flask) -> None:
    clerks = {
        who: listen(server, "/counter", hall.cast.tokens[who]) for who in ("vera", "omar", "lili", "counter", "pad")
    }
    hall.called(needs=[Need.HEARING])
    drain(server)
    told = {who: str(client.get_received("/counter")) for who, client in clerks.items()}
    assert [who for who, said in told.items() if "hearing" in said] == ["vera"]


def test_a_transferred_visit_appears_at_the_other_desk(hall: TheHall, server: Flask) -> None:
    omar = listen(server, "/counter", hall.cast.tokens["omar"])
    visit = hall.called()
    hall.do(transfer, hall.vera, visit, counter=2)
    drain(server)
    *_, desk = heard(omar, "/counter", "desk")
    assert [row["visit"] for row in desk["waiting"]] == [visit]


def test_a_kiosk_hears_of_its_own_papers(hall: TheHall, server: Flask) -> None:
    kiosk = listen(server, "/kiosk", hall.cast.tokens["kiosk"])
    drain(server)
    visit = hall.issue(paper=True).visit
    job = hall.do(claim)
    assert job is not None
    hall.do(settle, job.job, PrintState.FAILED, "paper_out")
    kiosk.get_received("/kiosk")
    drain(server)
    (said,) = heard(kiosk, "/kiosk", "job")
    assert said == {"job": job.job, "visit": visit, "state": "failed", "cause": "paper_out"}


def test_a_browser_comes_in_by_the_cookie_of_its_device(hall: TheHall, server: Flask) -> None:
    browser = server.test_client()
    code = hall.do(new_code, hall.cast.devices["display"])
    browser.post("/api/v1/pairing", json={"code": code})
    for device, may in ((hall.cast.devices["display"], True), (hall.cast.devices["kiosk"], False), ("", False)):
        client = socketio.test_client(server, namespace="/display", auth={"device": device}, flask_test_client=browser)
        assert client.is_connected("/display") is may


@pytest.mark.parametrize("token", ["\ud800", "\x00", "ключ", 7, ["a"], {"a": 1}, True, None, "x" * 10_000], ids=ascii)
def test_whatever_a_stranger_shows_instead_of_a_token_is_refused_without_a_word(
    server: Flask, log: list[Any], token: object
) -> None:
    assert not listen(server, "/display", token).is_connected("/display")
    assert log == []


def test_nothing_a_socket_says_is_listened_to(hall: TheHall, server: Flask) -> None:
    before = len(hall.events())
    client = listen(server, "/counter", hall.cast.tokens["vera"])
    for event in ("desk", "next", "desk/next", "join", "message", "beat"):
        client.emit(event, {"key": "press", "room": "1/board"}, namespace="/counter")
    hall.issue()
    drain(server)
    assert len(hall.events()) == before + 1
    assert {said["name"] for said in client.get_received("/counter")} <= {"desk", "beat"}


def test_sockets_are_web_sockets_from_our_own_pages(server: Flask) -> None:
    polling = "/socket.io/?EIO=4&transport=polling"
    assert server.test_client().get(polling).status_code == 400
    foreign = {"Origin": "https://evil.example"}
    assert server.test_client().get(polling.replace("polling", "websocket"), headers=foreign).status_code == 400


def test_a_socket_ends_with_the_session_that_opened_it(hall: TheHall, server: Flask) -> None:
    token = open_session(server.extensions["gishe"], hall.vera)
    desk, other = (listen(server, "/counter", key) for key in (token, hall.cast.tokens["vera"]))
    server.test_client().delete("/api/v1/staff-sessions", headers={"Authorization": f"Bearer {token}"})
    assert not desk.is_connected("/counter")
    assert other.is_connected("/counter")


def test_a_socket_ends_when_its_session_runs_out(hall: TheHall, server: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, display = (
        listen(server, "/counter", hall.cast.tokens["vera"]),
        listen(server, "/display", hall.cast.tokens["display"]),
    )
    later = wall() + SESSION_FOR + timedelta(minutes=1)
    monkeypatch.setattr(live, "wall", lambda: later)
    drain(server)
    assert not desk.is_connected("/counter")
    assert display.is_connected("/display")


def test_nobody_is_let_in_where_there_is_no_face(hall: TheHall, server: Flask) -> None:
    assert not listen(server, "/", hall.cast.tokens["display"]).is_connected("/")


def test_an_agent_is_nudged_for_a_paper_that_may_wait_and_for_nothing_else(hall: TheHall, server: Flask) -> None:
    agent = listen(server, "/kiosk", hall.cast.tokens["agent"])
    drain(server)
    agent.get_received("/kiosk")
    visit = hall.issue(paper=True).visit
    drain(server)
    assert heard(agent, "/kiosk", "job") == [{}]
    hall.next()
    drain(server)
    assert heard(agent, "/kiosk", "job") == []
    hall.do(ask_copy, visit)
    drain(server)
    assert heard(agent, "/kiosk", "job") == [{}]


def test_a_kiosk_hears_of_its_own_papers_and_sees_its_own_printer(hall: TheHall, server: Flask) -> None:
    door, stairs = a_machine(hall, "Автомат до входа"), a_machine(hall, "Автомат до стълбите")
    pages = [listen(server, "/kiosk", machine.kiosk_token) for machine in (door, stairs)]
    drain(server)
    for page in pages:
        page.get_received("/kiosk")
    visit = door.page(server).post("tickets", service="A01", lang="bg", key="tap").get_json()["visit"]
    door.says(server, paper="out", cause="paper_out")
    hall.do(claim, door.agent)
    hall.do(settle, 1, PrintState.FAILED, "paper_out", agent=door.agent)
    drain(server)
    told = {"visit": visit, "job": 1, "state": "failed", "cause": "paper_out"}
    at_the_door, at_the_stairs = (page.get_received("/kiosk") for page in pages)
    assert [said["args"][0] for said in at_the_door if said["name"] == "job"] == [told]
    assert [said["args"][0]["paper"] for said in at_the_door if said["name"] == "lobby"] == ["trouble"]
    assert [said for said in at_the_stairs if said["name"] == "job"] == []
    assert {said["args"][0]["paper"] for said in at_the_stairs if said["name"] == "lobby"} <= {"unknown"}


def test_a_kiosks_own_machine_shows_its_token_as_in_every_other_request(hall: TheHall, server: Flask) -> None:
    shown = {"Authorization": f"Bearer {hall.cast.tokens['kiosk']}"}
    for headers, may in ((shown, True), ({"Authorization": "Bearer nonsense"}, False), ({}, False)):
        client = socketio.test_client(server, namespace="/kiosk", headers=headers)
        assert client.is_connected("/kiosk") is may

"""The main job, whole, over real HTTP, real sockets and virtual paper."""

import queue
import uuid
from pathlib import Path
from typing import Any

import requests
import zxingcpp
from PIL import Image

from tests.journeys.hall_at_work import HallAtWork, until

DOTS_PER_MM = 8


def next_picture(pictures: "queue.Queue[dict[str, Any]]", wanted: Any) -> dict[str, Any]:
    """The first picture that shows what is wanted."""
    while True:
        picture = pictures.get(timeout=5)
        if wanted(picture):
            return picture


def test_a_visit_goes_from_the_tap_to_the_rating(hall: HallAtWork) -> None:
    board = hall.at("display").listen("/display", "board")
    pad_device = hall.at("pad", 3)
    pad = pad_device.listen("/counter", "pad")
    lobby = hall.at("kiosk").listen("/kiosk", "lobby")
    assert lobby.get(timeout=5)["open"] is True

    ticket = hall.take("A01", lang="tr", documents={"id_card": True, "application": False}, needs=["hearing"])
    number = ticket["number"]
    assert ticket["print"]["state"] == "queued"
    paper = until(lambda: paper_with(hall, ticket["url"]))
    assert paper.width == 576

    clerk = hall.sign_in("elena")
    assert clerk.post("desk", counter=3).status_code == 201
    called = clerk.post("desk/next", key=str(uuid.uuid4()), expected=None).json()
    assert called["number"] == number
    shown = next_picture(board, lambda p: any(c["number"] == number for c in p["calls"]))
    assert shown["calls"][0] | {"call": 0, "at": ""} == {
        "call": 0,
        "at": "",
        "number": number,
        "counter": 3,
        "open": True,
    }

    desk = clerk.get("desk").json()["visit"]
    assert desk["needs"] == ["hearing"]
    assert {d["code"]: d["have"] for d in desk["documents"]}["application"] is False

    visit = called["visit"]
    assert clerk.post(f"visits/{visit}/start").json()["state"] == "serving"
    assert clerk.post(f"visits/{visit}/finish").json()["state"] == "finished"
    assert next_picture(pad, lambda p: p["state"] == "rate")["visit"] == visit
    rated = pad_device.post(f"visits/{visit}/rating", score=5)
    assert rated.status_code == 201
    edit = f"{hall.url}/api/v1/public/ratings/{rated.json()['edit']}"
    assert requests.patch(edit, json={"introduced": True}, timeout=5).status_code == 204
    assert pad_device.post(f"visits/{visit}/rating", score=1).status_code == 409

    stages = hall.at("kiosk").get(f"visits/{visit}").json()["stages"]
    assert [s["kind"] for s in stages] == ["waiting", "called", "serving"]
    assert all(s["ended_at"] for s in stages)


def paper_with(hall: HallAtWork, address: str) -> Image.Image | None:
    """The paper whose QR leads to this address, as the virtual printer's head burnt it."""
    for png in sorted(Path(hall.made["printer"]["dir"]).glob("*.png"), reverse=True):
        paper = Image.open(png)
        if any(code.text == address for code in zxingcpp.read_barcodes(paper.convert("L"))):
            return paper
    return None


def test_a_printer_without_paper_loses_no_ticket_and_the_kiosk_hears_of_it(hall: HallAtWork) -> None:
    printer = f"http://127.0.0.1:{hall.made['printer']['http_port']}/state"
    kiosk = hall.at("kiosk")
    jobs, lobbies = kiosk.listen("/kiosk", "job"), kiosk.listen("/kiosk", "lobby")
    requests.post(printer, json={"paper": "out"}, timeout=5)
    try:
        ticket = hall.take("T01")
        told = next_picture(jobs, lambda job: job["visit"] == ticket["visit"])
        assert (told["state"], told["cause"]) == ("failed", "paper_out")
        assert kiosk.get("lobby").json()["paper"] == "trouble"
        assert kiosk.get(f"visits/{ticket['visit']}").json()["state"] == "waiting"
    finally:
        requests.post(printer, json={"paper": "ok"}, timeout=5)
    next_picture(lobbies, lambda lobby: lobby["paper"] == "trouble")
    next_picture(lobbies, lambda lobby: lobby["paper"] == "ready")
    copy = kiosk.post(f"visits/{ticket['visit']}/prints").json()["job"]
    assert next_picture(jobs, lambda job: job["job"] == copy and job["state"] != "sent")["state"] == "confirmed"


def test_a_screen_that_comes_back_has_the_whole_picture_at_once(hall: HallAtWork) -> None:
    ticket = hall.take("K01")
    clerk = hall.sign_in("petar")
    clerk.post("desk", counter=8)
    clerk.post("desk/next", key=str(uuid.uuid4()))
    board = hall.at("display").listen("/display", "board").get(timeout=1)
    assert ticket["number"] in [call["number"] for call in board["calls"]]
    clerk.http.delete(f"{hall.url}/api/v1/desk", timeout=5)

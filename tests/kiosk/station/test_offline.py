"""The kiosk while the server is away: it goes on, tells the truth, and gives no number twice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kiosk.station.machine import Machine, machine, printed
from tests.kiosk.station.stand_in import Hall


def silent(hall: Hall) -> None:
    hall.silent = True


def gone(hall: Hall) -> None:
    hall.go_away()


def behind_a_gateway(hall: Hall) -> None:
    paths = ("lobby", "session", "catalogue", "tickets", "printer")
    hall.status = {f"/api/v1/{path}": 502 for path in paths}


AWAY = pytest.mark.parametrize("away", [silent, gone, behind_a_gateway])


@AWAY
def test_the_page_goes_on(away: Callable[[Hall], None], hall: Hall, kiosk: Machine) -> None:
    away(hall)
    lobby = kiosk.get("/api/v1/lobby").body
    assert lobby["offline"]
    assert lobby["open"]
    assert lobby["groups"] == [{"letter": "A", "waiting": 0, "wait": {"low_min": 0, "high_min": 0}, "staffed": True}]
    assert (lobby["paper"], lobby["paper_cause"]) == ("ready", None)
    assert kiosk.get("/api/v1/session").body["device"]["kind"] == "kiosk"
    for lang in ("bg", "en", "ro", "tr"):
        service = kiosk.get(f"/api/v1/catalogue?lang={lang}").body["groups"][0]["services"][0]
        assert service["name"] == f"Справка ({lang})"
        assert (service["open"], service["waiting"]) == (True, 0)


@AWAY
def test_a_number_is_given_printed_and_brought_to_the_server(
    away: Callable[[Hall], None], hall: Hall, kiosk: Machine
) -> None:
    away(hall)
    given = kiosk.take("k1", lang="en", needs=["sight"], documents={"form": True})
    assert given.status == 201
    ticket = given.body
    assert (ticket["number"], ticket["state"], ticket["print"]["state"]) == ("A 5001", "waiting", "queued")
    hall.until(lambda: printed(kiosk.folder) == ["A 5001"])
    hall.silent, hall.status = False, {}
    if away is gone:
        hall.come_back()
    upload = hall.until(lambda: hall.uploads.get(ticket["visit"]))
    assert upload | {"issued_at": ""} == {
        "visit": ticket["visit"],
        "digits": 5001,
        "service": "A01",
        "lang": "en",
        "class": "ordinary",
        "needs": ["sight"],
        "call_in": "mine",
        "documents": {"form": True},
        "key": "k1",
        "issued_at": "",
        "held": False,
        "paper": {"state": "sent", "cause": None},
    }


def test_what_was_answered_without_the_server_is_always_answered_so(hall: Hall, kiosk: Machine) -> None:
    hall.silent = True
    first = kiosk.take("k1").body
    assert kiosk.take("k1").body["visit"] == first["visit"]
    hall.silent = False
    kiosk.sees_the_server()
    again = kiosk.take("k1")
    assert (again.status, again.body["number"]) == (200, first["number"])
    assert kiosk.take("k1", lang="tr").body["code"] == "key_reused"
    assert kiosk.take("k2").body["number"] == "A 001"


def test_two_taps_at_once_get_one_number(hall: Hall, kiosk: Machine) -> None:
    import threading

    hall.silent = True
    heard: list[str] = []
    taps = [threading.Thread(target=lambda: heard.append(kiosk.take("k1").body["number"])) for _ in range(6)]
    for tap in taps:
        tap.start()
    for tap in taps:
        tap.join()
    assert heard == ["A 5001"] * 6


def test_the_number_that_the_server_gave_holds_where_its_paper_came_out(hall: Hall, kiosk: Machine) -> None:
    hall.loses = {"/api/v1/tickets"}
    answer = kiosk.take("k1")
    assert answer.status == 200
    assert answer.body["number"] == "A 001"
    assert answer.body["visit"] == hall.tickets["k1"]["visit"]
    assert printed(kiosk.folder) == ["A 001"]
    hall.loses = set()
    hall.silent = True
    kiosk.is_alone()
    assert kiosk.take("k1").body["number"] == "A 001"


def test_a_paper_of_the_server_is_not_printed_once_its_key_got_another_number(hall: Hall, kiosk: Machine) -> None:
    hall.silent = True
    given = kiosk.take("k1").body
    assert given["number"] == "A 5001"
    job = hall.ask_for_paper("A 077", key="k1")
    hall.silent = False
    hall.until(lambda: job.states == ["failed"])
    assert job.heard[0]["cause"] == "too_late"
    assert printed(kiosk.folder) == ["A 5001"]


def test_a_copy_of_a_ticket_given_alone_is_printed_when_the_server_asks(hall: Hall, kiosk: Machine) -> None:
    hall.silent = True
    given = kiosk.take("k1").body
    hall.silent = False
    hall.until(lambda: hall.uploads)
    job = hall.do(lambda: hall._queue(given["visit"], "k1", {"number": given["number"], "hall": "Зала"}))
    job.copy_of = True
    hall.do(hall.nudge)
    hall.until(lambda: job.states[-1:] == ["sent"])
    assert printed(kiosk.folder) == ["A 5001", "A 5001"]


def test_without_paper_the_page_says_so_and_a_copy_may_be_tried(hall: Hall, kiosk: Machine) -> None:
    (kiosk.folder / "press").write_text("out")
    hall.until(lambda: hall.cause == "paper_out")
    hall.silent = True
    kiosk.is_alone()
    assert kiosk.get("/api/v1/lobby").body["paper_cause"] == "paper_out"
    given = kiosk.take("k1").body
    assert (given["print"]["state"], given["print"]["cause"]) == ("failed", "paper_out")
    (kiosk.folder / "press").write_text("well")
    copy = kiosk.post(f"/api/v1/visits/{given['visit']}/prints")
    assert copy.status == 201
    hall.until(lambda: kiosk.paper(given["visit"]) == {"job": copy.body["job"], "state": "sent", "cause": None})
    assert printed(kiosk.folder) == ["A 5001"]
    hall.silent = False
    assert hall.until(lambda: hall.uploads.get(given["visit"]))["paper"]["state"] == "sent"


def test_i_have_it_is_brought_along(hall: Hall, kiosk: Machine) -> None:
    (kiosk.folder / "press").write_text("out")
    hall.silent = True
    given = kiosk.take("k1").body
    held = kiosk.post(f"/api/v1/visits/{given['visit']}/held").body
    assert held == {"visit": given["visit"], "number": "A 5001", "state": "waiting", "unheld": False}
    hall.silent = False
    assert hall.until(lambda: hall.uploads.get(given["visit"]))["held"]
    assert hall.held == []


def test_i_have_it_reaches_the_server_when_said_after_it_had_the_ticket(hall: Hall, kiosk: Machine) -> None:
    hall.silent = True
    visit = kiosk.take("k1").body["visit"]
    hall.silent = False
    hall.until(lambda: kiosk.get(f"/api/v1/visits/{visit}").body.get("from") == "the server")
    assert kiosk.post(f"/api/v1/visits/{visit}/held").body == {"visit": visit}
    hall.silent = True
    hall.held.clear()
    kiosk.is_alone()
    assert kiosk.post(f"/api/v1/visits/{visit}/held").body["number"] == "A 5001"
    hall.silent = False
    hall.until(lambda: hall.held == [visit])


def test_a_visit_is_shown_by_whoever_knows_it_best(hall: Hall, kiosk: Machine) -> None:
    ours = kiosk.take("k1").body["visit"]
    assert kiosk.get(f"/api/v1/visits/{ours}").body["from"] == "the server"
    hall.until(lambda: hall.jobs[1].states[-1:] == ["sent"])
    hall.silent = True
    kiosk.is_alone()
    shown = kiosk.get(f"/api/v1/visits/{ours}").body
    assert (shown["number"], shown["print"], shown["lang"]) == (
        "A 001",
        {"job": 1, "state": "sent", "cause": None},
        "bg",
    )
    own = kiosk.take("k2", lang="ro").body["visit"]
    assert kiosk.get(f"/api/v1/visits/{own}").body["lang"] == "ro"
    assert kiosk.get("/api/v1/visits/77").status == 503
    assert kiosk.get("/api/v1/lost-papers/3").body["code"] == "unreachable"


def test_the_code_of_a_ticket_given_alone_is_drawn_here(hall: Hall, kiosk: Machine) -> None:
    hall.silent = True
    code = kiosk.take("k1").body["qr"]
    drawn = kiosk.get(code)
    assert (drawn.status, drawn.headers["content-type"]) == (200, "image/svg+xml")
    assert drawn.body.startswith("<?xml")


def test_a_closed_hall_gives_no_number(hall: Hall, tmp_path: Path) -> None:
    hall.hours = []
    with machine(hall, tmp_path) as kiosk:
        kiosk.knows_enough()
        hall.silent = True
        kiosk.is_alone()
        assert not kiosk.get("/api/v1/lobby").body["open"]
        assert kiosk.get("/api/v1/catalogue?lang=bg").body["groups"][0]["services"][0]["reason"] == "closed"
        answer = kiosk.take("k1")
        assert (answer.status, answer.body["code"], answer.body["opens_at"]) == (409, "closed", None)


def test_what_the_hall_does_not_offer_is_refused(hall: Hall, kiosk: Machine) -> None:
    hall.silent = True
    kiosk.is_alone()
    assert kiosk.take("k1", service="X9").body["code"] == "no_such_service"
    assert kiosk.take("k1", lang="xx").body["code"] == "invalid"
    assert kiosk.post("/api/v1/tickets", {"nonsense": 1}).status == 422


def test_a_machine_that_never_met_the_server_says_so(hall: Hall, tmp_path: Path) -> None:
    hall.go_away()
    with machine(hall, tmp_path) as kiosk:
        assert kiosk.get("/kiosk").status == 200
        assert kiosk.get("/api/v1/lobby").status == 503
        assert kiosk.take("k1").body["code"] == "unreachable"


def test_a_reboot_loses_nothing(hall: Hall, tmp_path: Path) -> None:
    with machine(hall, tmp_path) as kiosk:
        kiosk.knows_enough()
        hall.go_away()
        kiosk.is_alone()
        first = kiosk.take("k1").body
    with machine(hall, tmp_path) as kiosk:
        assert kiosk.take("k1").body["number"] == first["number"]
        assert kiosk.get("/api/v1/lobby").body["offline"]
        second = kiosk.take("k2").body
        assert second["number"] == "A 5002"
        hall.come_back()
        hall.until(lambda: set(hall.uploads) == {first["visit"], second["visit"]})

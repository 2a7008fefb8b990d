"""Two halls of one installation: the machines of one can do nothing in the other."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from server.hall.catalogue_file import PACKAGED, read_file
from server.hall.founding import found_hall
from server.hall.importing import import_catalogue
from tests.asking import Asker, code_of
from tests.cast import TheHall
from tests.paper import Alone, a_machine, as_told

Ask = Callable[[str], Asker]


@pytest.fixture
def other(hall: TheHall) -> TheHall:
    """The hall next door, with the same catalogue."""
    other = TheHall(hall.store, hall.cast, hall.clock)
    other.id = found_hall(hall.store, "second")
    other.do(import_catalogue, read_file(PACKAGED))
    return other


def test_neither_papers_nor_visits_nor_searches_of_one_are_known_in_the_other(
    hall: TheHall, other: TheHall, app: Flask, ask: Ask
) -> None:
    visit = hall.issue(paper=True).visit
    search = ask("kiosk").post("lost-papers", service="A01", minutes_ago=0, lang="bg").get_json()["search"]
    stranger = a_machine(other)
    agent, page = stranger.asks(app), stranger.page(app)
    assert agent.post("print-jobs/claims").status_code == 204
    assert code_of(agent.patch("print-jobs/1", state="sent"), 404) == "not_found"
    for path in (f"visits/{visit}/held", f"visits/{visit}/prints", f"visits/{visit}/return"):
        assert code_of(page.post(path), 404) == "not_found"
    assert code_of(page.get(f"visits/{visit}"), 404) == "not_found"
    assert code_of(page.get(f"lost-papers/{search}"), 404) == "not_found"
    assert code_of(page.delete(f"lost-papers/{search}"), 404) == "not_found"
    assert hall.rows("SELECT state FROM print_job") == [("queued",)]
    assert not hall.visit(visit).held


def test_a_kiosk_neither_gives_numbers_of_the_other_nor_withdraws_them(
    hall: TheHall, other: TheHall, app: Flask
) -> None:
    door, stranger = a_machine(hall), a_machine(other)
    here = Alone(hall, door)
    ghost = hall.issue(key="tap", device=door.kiosk).visit
    stolen = as_told(here.ticket(key="tap"))
    assert code_of(stranger.asks(app).post("offline-tickets", **stolen), 422) == "not_lent"
    there = Alone(other, stranger)
    given = stranger.asks(app).post("offline-tickets", **as_told(there.ticket(key="tap"))).get_json()
    assert (given["number"], given["fate"]) == ("A 5001", "in_line")
    assert hall.state(ghost) == "waiting"


def test_a_decision_is_for_ones_own_hall(hall: TheHall, other: TheHall, ask: Ask) -> None:
    there = Alone(other, a_machine(other))
    hall.clock.advance(hours=1)
    late = there.gave(ago=timedelta(minutes=30)).visit
    assert ask("rosa").post("offline-tickets/decisions", decision="served", visits=[late]).get_json() == {"visits": []}
    assert ask("rosa").post("offline-tickets/decisions", decision="served", visits=None).get_json() == {"visits": []}
    assert other.state(late) == "parked"


def test_a_printer_that_is_broken_there_is_well_here(other: TheHall, app: Flask, ask: Ask) -> None:
    a_machine(other).says(app, cause="paper_out", paper="out")
    assert ask("vera").get("desk").get_json()["printers"] == []
    assert [printer["cause"] for printer in ask("ines").get("hall-today").get_json()["printers"]] == [None]

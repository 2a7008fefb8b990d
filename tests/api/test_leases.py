"""POST /api/v1/leases, GET /api/v1/offline-papers"""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server.hall.catalogue_file import PACKAGED, read_file
from server.hall.importing import import_catalogue
from server.hall.tokens import visit_token
from tests.asking import PUBLIC_URL, SECRET, Asker, code_of, server_of
from tests.cast import TheHall
from tests.paper import a_machine

Ask = Callable[[str], Asker]


def test_an_agent_in_a_kiosk_is_lent_numbers_with_the_links_that_will_stand_on_them(hall: TheHall, app: Flask) -> None:
    door = a_machine(hall)
    lent = door.asks(app).post("leases", key="k").get_json()
    assert lent["date"] == "2026-11-23"
    assert [number["digits"] for number in lent["numbers"]] == list(range(5001, 5201))
    visit = lent["numbers"][7]["visit"]
    assert lent["numbers"][7]["token"] == visit_token(SECRET, visit)
    assert door.asks(app).post("leases", key="k").get_json() == lent


def test_numbers_are_lent_ahead_for_the_next_day_that_the_hall_opens(hall: TheHall, app: Flask) -> None:
    asks = a_machine(hall).asks(app)
    today, ahead = asks.post("leases", key="k").get_json(), asks.post("leases", key="k2", ahead=True).get_json()
    assert (today["date"], ahead["date"]) == ("2026-11-23", "2026-11-24")
    assert not {n["visit"] for n in today["numbers"]} & {n["visit"] for n in ahead["numbers"]}


def test_a_link_that_was_lent_is_nobodys_until_the_number_is_given(hall: TheHall, app: Flask, ask: Ask) -> None:
    number = a_machine(hall).asks(app).post("leases", key="k").get_json()["numbers"][0]
    assert ask("outsider").get(f"/t/{number['token']}/state").status_code == 404
    assert hall.one("SELECT count(*) FROM visit") == 0


def test_without_a_public_address_there_are_no_links(hall: TheHall) -> None:
    app = server_of(hall, public_url=None)
    numbers = a_machine(hall).asks(app).post("leases", key="k").get_json()["numbers"]
    assert {number["token"] for number in numbers} == {None}


def test_an_agent_in_no_kiosk_gives_no_numbers(ask: Ask) -> None:
    assert code_of(ask("agent").post("leases", key="k"), 403) == "not_allowed"


def test_a_thousand_that_is_used_up_and_a_key_of_another_kiosk_are_refused(hall: TheHall, app: Flask) -> None:
    door, stairs = a_machine(hall, "Автомат до входа"), a_machine(hall, "Автомат до стълбите")
    sizes = [len(door.asks(app).post("leases", key=f"k{n}").get_json()["numbers"]) for n in range(5)]
    assert sizes == [200, 200, 200, 200, 199]
    assert code_of(door.asks(app).post("leases", key="k5"), 409) == "exhausted"
    assert code_of(stairs.asks(app).post("leases", key="k0"), 422) == "key_reused"


BAD: tuple[dict[str, Any], ...] = (
    {},
    {"key": ""},
    {"key": "k" * 65},
    {"key": 1},
    {"key": "k", "after": 5},
    {"key": "k", "ahead": 1},
)


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_a_request_that_is_none_is_refused(hall: TheHall, app: Flask, bad: dict[str, Any]) -> None:
    assert code_of(a_machine(hall).asks(app).post("leases", **bad), 422) == "invalid"


def test_an_agent_gets_every_paper_it_may_have_to_print_alone(ask: Ask) -> None:
    kept = ask("agent").get("offline-papers").get_json()
    assert set(kept["papers"]) == {"bg", "en", "ro", "tr"}
    paper = kept["papers"]["tr"]["A01"]
    assert (paper["number"], paper["ahead"], paper["wait"]) == ("", "", "")
    assert paper["offline"]
    assert kept["papers"]["bg"]["A01"]["foot"] == "такса 1,53\u00a0€"
    assert (kept["qr_base"], kept["zone"]) == (f"{PUBLIC_URL}/t/", "Europe/Sofia")
    assert "{date}" in kept["issued"]["bg"]


def test_papers_that_have_not_changed_are_not_sent_every_minute(hall: TheHall, ask: Ask) -> None:
    first = ask("agent").get("offline-papers")
    known = {"If-None-Match": first.headers["ETag"]}
    again = ask("agent").get("offline-papers", headers=known)
    assert (again.status_code, again.data) == (304, b"")
    hall.do(import_catalogue, read_file(PACKAGED))
    changed = ask("agent").get("offline-papers", headers=known)
    assert (changed.status_code, changed.headers["ETag"] == first.headers["ETag"]) == (200, False)

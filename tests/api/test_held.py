"""POST /api/v1/visits/{id}/held, and a ticket's page opened on a phone."""

from collections.abc import Callable

import pytest
from flask import Flask

from server.hall.days import close_day
from server.hall.holding import drop_the_unheld
from server.hall.tokens import visit_token
from tests.asking import SECRET, Asker, code_of
from tests.cast import TheHall
from tests.paper import a_machine

Ask = Callable[[str], Asker]


def unheld(hall: TheHall) -> int:
    """Somebody whose paper failed, and who said nothing for a minute."""
    visit = hall.issue(paper=True).visit
    hall.change("UPDATE print_job SET state = 'failed', settled_at = asked_at")
    hall.clock.advance(minutes=1)
    assert hall.do(drop_the_unheld) == [visit]
    return visit


@pytest.mark.parametrize("who", ["kiosk", "vera"])
def test_i_have_it_at_the_kiosk_and_here_at_a_desk_bring_a_number_back(hall: TheHall, ask: Ask, who: str) -> None:
    visit = unheld(hall)
    for _ in range(2):
        answer = ask(who).post(f"visits/{visit}/held")
        assert answer.get_json() == {"visit": visit, "number": "A 001", "state": "waiting", "unheld": False}
    assert len(hall.events("visit_held")) == 1
    assert hall.next().visit == visit


def test_a_kiosk_holds_the_tickets_it_gave_and_no_others(hall: TheHall, app: Flask, ask: Ask) -> None:
    visit = unheld(hall)
    assert code_of(a_machine(hall).page(app).post(f"visits/{visit}/held"), 404) == "not_found"
    assert code_of(ask("vera").post("visits/4711/held"), 404) == "not_found"
    assert hall.visit(visit).unheld


def test_whoever_opens_the_page_on_a_phone_has_the_number(hall: TheHall, ask: Ask) -> None:
    visit = unheld(hall)
    link = f"/t/{visit_token(SECRET, visit)}"
    ask("outsider").get(f"{link}/qr.svg")  # the kiosk's own screen shows it
    assert hall.visit(visit).unheld
    assert ask("outsider").get(link).status_code == 200
    assert (hall.visit(visit).held, hall.visit(visit).unheld) == (True, False)
    ask("outsider").get(link)
    ask("outsider").get(f"{link}/state")
    (told,) = hall.events("visit_held")
    assert (told.clerk, told.counter, told.data) == (None, None, {"was_unheld": True})


def test_a_page_opened_before_the_paper_failed_counts_too(hall: TheHall, ask: Ask) -> None:
    visit = hall.issue(paper=True).visit
    ask("outsider").get(f"/t/{visit_token(SECRET, visit)}")
    hall.change("UPDATE print_job SET state = 'failed', settled_at = asked_at")
    hall.clock.advance(minutes=5)
    assert hall.do(drop_the_unheld) == []


def test_a_page_of_a_visit_that_is_over_is_looked_at_without_a_word(hall: TheHall, ask: Ask) -> None:
    finished, left = hall.finished(), hall.issue().visit
    hall.do(close_day)
    entries = len(hall.events())
    for visit in (finished, left):
        assert ask("outsider").get(f"/t/{visit_token(SECRET, visit)}").status_code == 200
    assert ask("outsider").get("/t/1.tampered").status_code == 404
    assert len(hall.events()) == entries

"""Needs and notes: for the serving desk, until the visit ends, and nowhere else."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server.caretaker import Caretaker
from server.domain.calling import RULE
from server.hall import serving
from server.hall.days import close_day
from server.hall.issuing import KeyReused
from server.hall.transferring import come_back, park, transfer, withdraw
from server.hall.undoing import undo
from server.models.visit import Need
from tests.asking import Asker, drain
from tests.cast import TheHall

NOTE = "говори тихо, дъщеря му чака отвън"
SECRETS = (NOTE, json.dumps(NOTE), "hearing", "interpreter")


def told(hall: TheHall) -> int:
    """Somebody at Vera's desk whose needs and whose clerk's note are known."""
    visit = hall.serving(needs=[Need.HEARING, Need.INTERPRETER])
    hall.do(park, hall.vera, visit, NOTE)
    hall.do(come_back, visit, hall.vera)
    hall.next()
    row = hall.visit(visit)
    assert (row.needs, row.note) == (["hearing", "interpreter"], NOTE)
    return visit


def finish(hall: TheHall, visit: int) -> None:
    hall.do(serving.start, hall.vera, visit)
    hall.do(serving.finish, hall.vera, visit)


ENDS: dict[str, Callable[[TheHall, int], Any]] = {
    "finished": finish,
    "withdrawn": lambda hall, visit: hall.do(withdraw, visit),
    "closed": lambda hall, _visit: hall.do(close_day),
}


@pytest.mark.parametrize("end", ENDS)
def test_at_its_end_a_visit_forgets_needs_and_note_in_the_same_transaction(hall: TheHall, end: str) -> None:
    visit = told(hall)
    ENDS[end](hall, visit)
    row = hall.visit(visit)
    assert (row.state, row.needs, row.note) == (end, None, None)


def test_whoever_missed_the_call_is_still_known_to_hear_badly_when_they_come_back(hall: TheHall) -> None:
    visit = told(hall)
    hall.do(serving.absent, hall.vera, visit)
    hall.do(come_back, visit)
    assert hall.visit(visit).needs == ["hearing", "interpreter"]


def test_whoever_missed_a_second_call_is_forgotten_in_the_same_transaction(hall: TheHall) -> None:
    visit = told(hall)
    hall.do(serving.absent, hall.vera, visit)
    hall.do(come_back, visit)
    hall.next()
    assert hall.visit(visit).needs == ["hearing", "interpreter"]
    hall.do(serving.absent, hall.vera, visit)
    row = hall.visit(visit)
    assert (row.state, row.needs, row.note) == ("absent", None, None)


def test_whoever_is_away_too_long_after_a_call_is_forgotten_and_the_journal_tells_nothing(
    hall: TheHall, app: Flask
) -> None:
    visit, caretaker = told(hall), Caretaker(app.extensions["gishe"])
    hall.do(serving.absent, hall.vera, visit)
    before = len(hall.events())
    hall.clock.advance(minutes=15)
    caretaker.go_round()
    assert hall.visit(visit).needs == ["hearing", "interpreter"]  # there is still time to come back
    hall.clock.advance(microseconds=1)
    caretaker.go_round()
    row = hall.visit(visit)
    assert (row.state, row.needs, row.note) == ("absent", None, None)
    assert len(hall.events()) == before


def test_whoever_never_came_back_is_forgotten_when_the_day_ends(hall: TheHall) -> None:
    visit = told(hall)
    hall.do(serving.absent, hall.vera, visit)
    hall.do(close_day)
    row = hall.visit(visit)
    assert (row.state, row.needs, row.note) == ("absent", None, None)


def test_why_somebody_was_called_by_hand_is_kept_until_the_day_is_closed(hall: TheHall) -> None:
    given = hall.issue().visit
    hall.do(serving.call_given, hall.vera, "A 001", "г-н Иванов е с малко дете", hall.key())
    assert hall.why(given)["exception"] == "г-н Иванов е с малко дете"
    by_rule = hall.issue().visit
    hall.next(hall.omar)
    why = hall.why(by_rule)
    hall.do(close_day)
    assert hall.why(given) == {"rule": RULE, "exception": True}
    assert hall.why(by_rule) == why


def test_what_is_kept_of_the_request_does_not_give_the_needs_away(hall: TheHall) -> None:
    """There are so few needs that one could try them all until a hash fits."""
    visits = [hall.issue(needs=needs).visit for needs in ([], [Need.HEARING], list(Need))]
    assert len({hall.visit(visit).key_body for visit in visits}) == 1


def test_a_late_repeat_of_the_request_still_gives_the_ticket_that_has_ended(hall: TheHall) -> None:
    visit = hall.finished(key="tap", needs=[Need.TIME])
    again = hall.issue(key="tap", needs=[Need.TIME])
    assert (again.visit, again.fresh, again.state) == (visit, False, "finished")
    with pytest.raises(KeyReused):
        hall.issue("A02", key="tap", needs=[Need.TIME])


def test_a_transferred_visit_takes_needs_and_note_with_it(hall: TheHall) -> None:
    visit = told(hall)
    hall.do(transfer, hall.vera, visit, counter=2)
    hall.next(hall.omar)
    row = hall.visit(visit)
    assert (row.needs, row.note) == (["hearing", "interpreter"], NOTE)


def test_an_undo_brings_the_visit_back_but_not_what_was_personal(hall: TheHall) -> None:
    visit = told(hall)
    finish(hall, visit)
    hall.do(undo, hall.vera, visit)
    assert hall.visit(visit).needs is None


def test_no_journal_entry_paper_or_log_line_knows_needs_or_note(
    hall: TheHall, app: Flask, ask: Callable[[str], Asker], log: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = {"service": "A01", "lang": "bg", "key": "tap", "needs": ["hearing", "interpreter"]}
    visit = ask("kiosk").post("tickets", **asked).get_json()["visit"]
    ask("kiosk").post("tickets", **asked, note=NOTE)  # refused
    ask("vera").post("desk/next", key="press")
    ask("vera").post(f"visits/{visit}/transfer", counter=2, note=NOTE)
    ask("omar").post("desk/next", key="press two")
    ask("omar").post(f"visits/{visit}/undo")
    ask("vera").post(f"visits/{visit}/park", note=NOTE)
    paper = ask("agent").post("print-jobs/claims").get_json()
    drain(app)
    hall.do(close_day)
    Caretaker(app.extensions["gishe"]).go_round()
    journal = [dict(event.data) for event in hall.events()]
    assert len(log) == 8  # a line a request
    kept = [json.dumps(place, ensure_ascii=False, default=str) for place in (journal, paper, log, *capsys.readouterr())]
    assert [secret for secret in SECRETS for place in kept if secret in place] == []

"""Taking a desk's last step back."""

from collections.abc import Callable
from typing import Any

import pytest

from server.domain.lifecycle import NotAllowed, TooLate
from server.hall.days import close_day
from server.hall.desks import sign_off, sign_on
from server.hall.rating import AlreadyRated
from server.hall.serving import DeskBusy, absent, call_given, finish, recall, start
from server.hall.transferring import come_back, park, reclassify, transfer, withdraw
from server.hall.undoing import undo
from server.models.visit import VisitClass
from tests.cast import TheHall

FORGOTTEN = {"needs", "note", "last_seq"}  # what an undo does not bring back
STEPS: dict[str, tuple[str, Callable[[TheHall, int], Any]]] = {
    "call": ("issue", lambda hall, _visit: hall.next()),
    "given": ("issue", lambda hall, _visit: hall.do(call_given, hall.vera, "A 001", "помощ", "k")),
    "start": ("called", lambda hall, visit: hall.do(start, hall.vera, visit)),
    "finish": ("serving", lambda hall, visit: hall.do(finish, hall.vera, visit)),
    "absent": ("called", lambda hall, visit: hall.do(absent, hall.vera, visit)),
    "park a waiting one": ("issue", lambda hall, visit: hall.do(park, hall.vera, visit)),
    "park a called one": ("called", lambda hall, visit: hall.do(park, hall.vera, visit)),
    "park": ("serving", lambda hall, visit: hall.do(park, hall.vera, visit)),
    "return": ("parked", lambda hall, visit: hall.do(come_back, visit, hall.vera)),
    "return an absent one": ("absent", lambda hall, visit: hall.do(come_back, visit, hall.vera)),
    "transfer": ("called", lambda hall, visit: hall.do(transfer, hall.vera, visit, service="K01")),
    "transfer to a counter": ("serving", lambda hall, visit: hall.do(transfer, hall.vera, visit, counter=2)),
    "reclassify": ("serving", lambda hall, visit: hall.do(reclassify, hall.vera, visit, "T01")),
    "reclassify a waiting one": ("issue", lambda hall, visit: hall.do(reclassify, hall.vera, visit, "T01")),
    "withdraw": ("called", lambda hall, visit: hall.do(withdraw, visit, hall.vera)),
    "withdraw a waiting one": ("issue", lambda hall, visit: hall.do(withdraw, visit, hall.vera)),
}


def made(hall: TheHall, state: str) -> int:
    """A visit with priority, brought into this state at Vera's desk."""
    if state in ("parked", "absent"):
        visit = hall.called(visitor_class=VisitClass.PRIORITY)
        hall.do(park if state == "parked" else absent, hall.vera, visit)
    elif state == "issue":
        visit = hall.issue(visitor_class=VisitClass.PRIORITY).visit
    else:
        visit = int(getattr(hall, state)(visitor_class=VisitClass.PRIORITY))
    return visit


def known(hall: TheHall, visit: int) -> dict[str, Any]:
    """Everything that an undo brings back: the row and the stages."""
    row = {name: value for name, value in hall.visit(visit)._asdict().items() if name not in FORGOTTEN}
    row.pop("was_finished")  # the right to rate is given once
    return row | {"stages": [tuple(stage) for stage in hall.stages(visit)]}


@pytest.mark.parametrize("name", STEPS)
def test_an_undo_restores_what_was_before_the_step(hall: TheHall, name: str) -> None:
    state, step = STEPS[name]
    visit = made(hall, state)
    before, events = known(hall, visit), len(hall.events())
    hall.clock.advance(seconds=30)
    step(hall, visit)
    assert known(hall, visit) != before
    hall.clock.advance(seconds=30)
    done = hall.do(undo, hall.vera, visit)
    assert done.state == before["state"]
    assert known(hall, visit) == before
    *_, taken, undone = hall.events()
    assert len(hall.events()) == events + 2  # an entry of its own, never a deletion
    assert (undone.kind, undone.data) == ("visit_undone", {"undoes": taken.seq, "state": before["state"]})


@pytest.mark.parametrize("name", STEPS)
def test_after_a_minute_it_is_too_late(hall: TheHall, name: str) -> None:
    state, step = STEPS[name]
    visit = made(hall, state)
    step(hall, visit)
    after = known(hall, visit)
    hall.clock.advance(seconds=60, milliseconds=1)
    with pytest.raises(TooLate):
        hall.do(undo, hall.vera, visit)
    assert known(hall, visit) == after


def test_a_step_is_taken_back_only_at_the_desk_that_took_it(hall: TheHall) -> None:
    visit = hall.serving()
    with pytest.raises(NotAllowed, match="cannot undo a serving visit"):
        hall.do(undo, hall.omar, visit)


def test_a_step_is_taken_back_once(hall: TheHall) -> None:
    visit = hall.serving()
    hall.do(undo, hall.vera, visit)
    with pytest.raises(NotAllowed):
        hall.do(undo, hall.vera, visit)
    assert hall.state(visit) == "called"


def test_only_the_last_step_is_taken_back(hall: TheHall) -> None:
    visit = hall.called()
    hall.do(transfer, hall.vera, visit, counter=2)
    hall.next(hall.omar)
    with pytest.raises(NotAllowed):
        hall.do(undo, hall.vera, visit)
    assert hall.do(undo, hall.omar, visit).state == "waiting"


def test_a_desk_that_went_on_takes_back_only_what_it_did_last(hall: TheHall) -> None:
    visit, other = hall.finished(), hall.issue().visit
    hall.next()
    with pytest.raises(NotAllowed):
        hall.do(undo, hall.vera, visit)
    assert hall.state(visit) == "finished"
    assert hall.do(undo, hall.vera, other).state == "waiting"


def test_nobody_comes_back_to_a_counter_that_a_colleague_uses_meanwhile(hall: TheHall) -> None:
    visit = hall.finished()
    hall.issue()
    hall.do(sign_on, hall.omar, 1)
    hall.next(hall.omar)
    hall.do(sign_off, hall.omar)
    hall.do(sign_on, hall.vera, 1)
    with pytest.raises((NotAllowed, DeskBusy)):
        hall.do(undo, hall.vera, visit)


def test_a_note_goes_with_the_step_it_was_written_for(hall: TheHall) -> None:
    visit = hall.called()
    hall.do(transfer, hall.vera, visit, counter=2, note="не беше за този човек")
    hall.do(undo, hall.vera, visit)
    assert hall.visit(visit).note is None


def test_an_undone_call_and_its_recalls_are_no_calls(hall: TheHall) -> None:
    visit = hall.called()
    hall.do(recall, hall.vera, visit)
    hall.do(undo, hall.vera, visit)
    assert hall.one("SELECT count(*) FROM call WHERE visit_id = :visit AND undone", visit=visit) == 2
    assert hall.shot().calls == []
    assert hall.next().visit == visit
    assert [call.visit for call in hall.shot().calls] == [visit]


def test_an_issued_ticket_cannot_be_undone(hall: TheHall) -> None:
    visit = hall.issue().visit
    with pytest.raises(NotAllowed):
        hall.do(undo, hall.vera, visit)


def test_a_step_of_another_counter_where_the_clerk_sat_is_not_theirs_any_more(hall: TheHall) -> None:
    visit = hall.serving()
    hall.do(sign_on, hall.vera, 3)
    with pytest.raises(NotAllowed):
        hall.do(undo, hall.vera, visit)


def test_nothing_of_a_closed_day_is_undone(hall: TheHall) -> None:
    visit = hall.finished()
    hall.do(close_day)
    hall.clock.advance(days=1)
    hall.do(sign_on, hall.vera, 1)
    with pytest.raises(TooLate):
        hall.do(undo, hall.vera, visit)


def test_a_visit_whose_end_was_taken_back_is_rated_once_all_the_same(hall: TheHall) -> None:
    visit = hall.finished()
    hall.rate(visit)
    hall.do(undo, hall.vera, visit)
    hall.do(finish, hall.vera, visit)
    with pytest.raises(AlreadyRated):
        hall.rate(visit)


def test_nobody_rates_while_the_end_is_taken_back(hall: TheHall) -> None:
    visit = hall.finished()
    hall.do(undo, hall.vera, visit)
    with pytest.raises(AlreadyRated):
        hall.rate(visit)

"""Recall, start, finish, not here, aside and back again."""

from datetime import timedelta

import pytest

from server.domain.lifecycle import NotAllowed, TooLate
from server.hall.desks import NoDesk, sign_on
from server.hall.moving import NoSuchVisit
from server.hall.serving import OtherDesk, absent, finish, recall, start
from server.hall.transferring import come_back, park
from tests.cast import NINE, TheHall


def test_a_person_who_comes_is_served_and_the_stages_tell_how_long_it_took(hall: TheHall) -> None:
    visit = hall.issue().visit
    hall.clock.advance(minutes=4)
    hall.next()
    hall.clock.advance(minutes=1)
    hall.do(start, hall.vera, visit)
    hall.clock.advance(minutes=9)
    assert hall.do(finish, hall.vera, visit).state == "finished"
    took = [(s.kind, s.ended_at - s.started_at, s.counter_id, bool(s.clerk)) for s in hall.stages(visit)]
    here = hall.visit(visit).counter_id
    assert took == [
        ("waiting", timedelta(minutes=4), None, False),
        ("called", timedelta(minutes=1), here, True),
        ("serving", timedelta(minutes=9), here, True),
    ]


def test_a_recall_is_a_new_call_of_the_same_number_and_no_new_stage(hall: TheHall) -> None:
    visit = hall.called()
    at = hall.clock.advance(minutes=1)
    done = hall.do(recall, hall.vera, visit)
    calls = hall.rows("SELECT id, kind FROM call WHERE visit_id = :visit ORDER BY id", visit=visit)
    assert [c.kind for c in calls] == ["next", "recall"]
    assert done.call == calls[-1].id
    assert (hall.visit(visit).calls, hall.visit(visit).called_at) == (2, at)
    assert [s.kind for s in hall.stages(visit)] == ["waiting", "called"]
    assert hall.stages(visit)[-1].started_at == NINE  # the walk to the counter counts from the first call
    assert hall.events("visit_recalled")[-1].data == {"call": done.call, "calls": 2}


@pytest.mark.parametrize("step", [recall, start, finish, absent, park], ids=lambda step: step.__name__)
def test_a_visit_open_at_one_desk_is_not_moved_from_another(hall: TheHall, step: object) -> None:
    visit = hall.serving() if step is finish else hall.called()
    before = hall.state(visit), len(hall.events())
    with pytest.raises(OtherDesk, match="counter 1") as refusal:
        hall.do(step, hall.omar, visit)  # type: ignore[arg-type]
    assert refusal.value.facts == {"counter": 1}
    assert (hall.state(visit), len(hall.events())) == before


@pytest.mark.parametrize("step", [recall, start, finish, absent], ids=lambda step: step.__name__)
def test_nothing_happens_at_the_desk_to_somebody_who_waits(hall: TheHall, step: object) -> None:
    visit = hall.issue().visit
    with pytest.raises(NotAllowed, match="a waiting visit"):
        hall.do(step, hall.vera, visit)  # type: ignore[arg-type]


def test_a_visit_that_never_was_cannot_be_moved(hall: TheHall) -> None:
    for step in (recall, start, finish, absent, park, come_back):
        with pytest.raises(NoSuchVisit):
            hall.do(step, 4711, 4711)


def test_a_clerk_who_is_not_signed_on_moves_nobody(hall: TheHall) -> None:
    visit = hall.issue().visit
    with pytest.raises(NoDesk):
        hall.do(park, hall.lili, visit)
    assert hall.state(visit) == "waiting"


def test_whoever_did_not_come_is_absent_and_the_desk_is_free(hall: TheHall) -> None:
    visit, other = hall.called(), hall.issue().visit
    assert hall.do(absent, hall.vera, visit).state == "absent"
    assert all(s.ended_at for s in hall.stages(visit))
    assert hall.next().visit == other


def test_an_absent_person_comes_back_and_waits_from_the_call_they_missed(hall: TheHall) -> None:
    visit = hall.called()
    missed = hall.clock.advance(minutes=1)
    hall.do(recall, hall.vera, visit)
    hall.clock.advance(minutes=1)
    hall.do(absent, hall.vera, visit)
    hall.clock.set(missed + timedelta(minutes=15))
    assert hall.do(come_back, visit).state == "waiting"
    row = hall.visit(visit)
    assert (row.reference_at, row.calls, row.came_back) == (missed, 0, True)
    assert [s.kind for s in hall.stages(visit)] == ["waiting", "called", "waiting"]
    assert hall.next().visit == visit


def test_fifteen_minutes_after_the_last_call_an_absence_is_for_good(hall: TheHall) -> None:
    visit = hall.called()
    hall.do(absent, hall.vera, visit)
    hall.clock.advance(minutes=15, seconds=1)
    with pytest.raises(TooLate):
        hall.do(come_back, visit)
    assert hall.state(visit) == "absent"


def test_one_comes_back_from_an_absence_only_once(hall: TheHall) -> None:
    visit = hall.called()
    hall.do(absent, hall.vera, visit)
    hall.do(come_back, visit)
    hall.next()
    hall.do(absent, hall.vera, visit)
    with pytest.raises(TooLate, match="only once"):
        hall.do(come_back, visit)


@pytest.mark.parametrize("from_state", ["issue", "called", "serving"])
def test_a_parked_visit_keeps_number_and_reference_time_and_comes_back_at_any_time(
    hall: TheHall, from_state: str
) -> None:
    made = getattr(hall, from_state)()
    visit = made if isinstance(made, int) else made.visit
    assert hall.do(park, hall.vera, visit, "чака документ").state == "parked"
    assert hall.visit(visit).note == "чака документ"
    assert hall.stages(visit)[-1].kind == "parked"
    hall.clock.advance(hours=2)
    assert hall.do(come_back, visit, hall.vera).state == "waiting"
    row = hall.visit(visit)
    assert (row.letter, row.digits, row.reference_at, row.came_back) == ("A", 1, NINE, False)
    assert hall.next().visit == visit  # two hours after the tap it goes before everybody


def test_who_was_parked_comes_back_at_a_desk_and_not_by_themselves(hall: TheHall) -> None:
    """A clerk waits for something: a paper, a colleague. The phone and the kiosk do not offer it either."""
    visit = hall.called()
    hall.do(park, hall.vera, visit)
    with pytest.raises(NotAllowed, match="cannot return a parked visit"):
        hall.do(come_back, visit)
    assert hall.state(visit) == "parked"


def test_a_clerk_brings_somebody_back_from_their_own_desk_only_when_signed_on(hall: TheHall) -> None:
    visit = hall.called()
    hall.do(park, hall.vera, visit)
    with pytest.raises(NoDesk):
        hall.do(come_back, visit, hall.lili)
    hall.do(come_back, visit, hall.vera)
    hall.next()
    hall.do(absent, hall.vera, visit)
    hall.do(come_back, visit)  # the kiosk needs no desk
    returned = hall.events("visit_returned")[-1]
    assert (returned.counter, returned.clerk) == (None, None)


@pytest.mark.parametrize("made", ["called", "serving"])
def test_whoever_signs_on_takes_the_open_visit_over(hall: TheHall, made: str) -> None:
    visit = getattr(hall, made)()
    hall.do(sign_on, hall.lili, 1)
    if made == "called":
        hall.do(start, hall.lili, visit)
    assert hall.do(finish, hall.lili, visit).state == "finished"
    first, second = hall.stages(visit)[1].clerk, hall.events("visit_finished")[-1].clerk
    assert first != second

"""Transfer, another service, withdraw."""

import pytest

from server.domain.lifecycle import NotAllowed
from server.hall.desks import NoSuchCounter, sign_on
from server.hall.issuing import NoSuchService
from server.hall.serving import OtherDesk, absent, finish, start
from server.hall.transferring import NowhereToGo, park, reclassify, transfer, withdraw
from server.models.visit import VisitClass
from tests.cast import NINE, TheHall


@pytest.mark.parametrize("made", ["called", "serving"])
def test_a_transfer_keeps_number_class_and_reference_time(hall: TheHall, made: str) -> None:
    visit = getattr(hall, made)(visitor_class=VisitClass.PRIORITY)
    hall.clock.advance(minutes=7)
    done = hall.do(transfer, hall.vera, visit, service="T01", note="иска данъчна оценка")
    assert (done.state, done.number, done.service) == ("waiting", "A 001", "T01")
    row = hall.visit(visit)
    assert (row.reference_at, row.visitor_class, row.promise_s, row.note) == (
        NINE,
        "priority",
        300,
        "иска данъчна оценка",
    )
    hall.do(sign_on, hall.omar, 5)
    assert hall.next(hall.omar).number == "A 001"


def test_nobody_who_came_later_goes_before_a_transferred_visit_of_the_same_promise(hall: TheHall) -> None:
    visit = hall.serving()
    hall.clock.advance(minutes=7)
    hall.issue("T01")
    hall.do(transfer, hall.vera, visit, service="T01")
    hall.do(sign_on, hall.omar, 5)
    assert hall.next(hall.omar).visit == visit


@pytest.mark.parametrize(
    ("from_service", "to_service", "our_mistake", "promised_min"),
    [("H01", "K01", False, 20), ("H01", "K01", True, 10), ("K01", "H01", False, 10), ("K01", "H01", True, 10)],
)
def test_the_promise_is_the_new_services_unless_the_mistake_was_ours_and_it_would_grow(
    hall: TheHall, from_service: str, to_service: str, our_mistake: bool, promised_min: int
) -> None:
    visit = hall.issue(from_service).visit
    hall.do(sign_on, hall.omar, 10 if from_service == "H01" else 8)
    hall.next(hall.omar)
    hall.do(transfer, hall.omar, visit, service=to_service, our_mistake=our_mistake)
    assert hall.visit(visit).promise_s == promised_min * 60
    said = hall.events("visit_transferred")[-1].data
    assert (said["service"], said["promise_s"], said["our_mistake"]) == (to_service, promised_min * 60, our_mistake)


def test_a_transfer_needs_somewhere_to_go(hall: TheHall) -> None:
    visit = hall.called()
    for to, error in (
        ({}, NowhereToGo),
        ({"counter": 5}, NowhereToGo),  # serves taxes
        ({"counter": 99}, NoSuchCounter),
        ({"service": "Z99"}, NoSuchService),
        ({"service": "T01", "counter": 2}, NowhereToGo),
    ):
        with pytest.raises(error):
            hall.do(transfer, hall.vera, visit, **to)
    assert hall.state(visit) == "called"
    assert not hall.events("visit_transferred")


def test_nobody_is_sent_to_a_clerk_who_may_not_serve_them(hall: TheHall) -> None:
    hall.do(sign_on, hall.lili, 3)  # serves A, but Lili knows the information desk only
    visit = hall.called()
    with pytest.raises(NowhereToGo, match="may not"):
        hall.do(transfer, hall.vera, visit, counter=3)


def test_a_wish_that_the_next_clerk_may_not_grant_is_dropped(hall: TheHall) -> None:
    """Otherwise nobody would ever call this visit."""
    visit = hall.called()
    hall.do(transfer, hall.vera, visit, counter=2)
    aside = hall.called()
    hall.do(transfer, hall.vera, aside, counter=2)
    hall.do(park, hall.omar, aside)
    hall.do(sign_on, hall.lili, 2)
    assert hall.next().visit == visit
    assert hall.visit(aside).wanted_counter_id is None


def test_a_waiting_visit_cannot_be_transferred_but_it_can_be_called_another_service(hall: TheHall) -> None:
    visit = hall.issue().visit
    with pytest.raises(NotAllowed):
        hall.do(transfer, hall.vera, visit, service="T01")
    assert hall.do(reclassify, hall.vera, visit, "T01").service == "T01"
    row = hall.visit(visit)
    assert (row.state, row.letter, row.promise_s, row.reference_at) == ("waiting", "A", 900, NINE)


def test_another_service_frees_from_the_counter_that_was_wanted_for_the_first(hall: TheHall) -> None:
    visit = hall.called()
    hall.do(transfer, hall.vera, visit, counter=2)
    hall.do(reclassify, hall.vera, visit, "T01")
    hall.do(sign_on, hall.lili, 5)
    hall.do(sign_on, hall.vera, 6)
    assert hall.next().visit == visit


def test_another_service_begins_another_stage_in_the_same_state(hall: TheHall) -> None:
    visit = hall.serving()
    hall.clock.advance(minutes=3)
    hall.do(reclassify, hall.vera, visit, "A02")
    first, second = hall.stages(visit)[-2:]
    assert (first.kind, second.kind) == ("serving", "serving")
    assert first.ended_at == second.started_at
    assert first.service_id != second.service_id
    assert (second.counter_id, second.clerk) == (first.counter_id, first.clerk)
    assert hall.do(finish, hall.vera, visit).service == "A02"


def test_another_service_is_decided_at_the_desk_that_holds_the_visit(hall: TheHall) -> None:
    visit = hall.called()
    with pytest.raises(OtherDesk):
        hall.do(reclassify, hall.omar, visit, "A02")
    with pytest.raises(NoSuchService):
        hall.do(reclassify, hall.vera, visit, "Z99")


@pytest.mark.parametrize("made", ["issue", "called", "parked", "absent"])
def test_a_number_may_be_given_up(hall: TheHall, made: str) -> None:
    visit = hall.issue().visit if made == "issue" else hall.called()
    if made == "parked":
        hall.do(park, hall.vera, visit)
    if made == "absent":
        hall.do(absent, hall.vera, visit)
    assert hall.do(withdraw, visit).state == "withdrawn"
    assert all(s.ended_at for s in hall.stages(visit))
    hall.issue()
    assert hall.next().number == "A 002"


def test_a_number_is_not_given_up_while_its_holder_is_served_or_after(hall: TheHall) -> None:
    visit = hall.called()
    hall.do(start, hall.vera, visit)
    with pytest.raises(NotAllowed):
        hall.do(withdraw, visit)
    hall.do(finish, hall.vera, visit)
    with pytest.raises(NotAllowed):
        hall.do(withdraw, visit)


def test_a_clerk_withdraws_nobody_from_another_desk(hall: TheHall) -> None:
    visit = hall.called()
    with pytest.raises(OtherDesk):
        hall.do(withdraw, visit, hall.omar)
    hall.do(withdraw, visit, hall.vera)
    assert hall.events("visit_withdrawn")[-1].counter == 1

"""Whom Next calls, and how a call is kept."""

from datetime import timedelta

import pytest

from server.domain.calling import recompute
from server.domain.lifecycle import NotAllowed
from server.hall.desks import NoDesk, Paused, pause, sign_off, sign_on
from server.hall.moving import NoSuchVisit
from server.hall.serving import DeskBusy, OtherDesk, Stale, call_given, finish, start
from server.hall.transferring import transfer
from server.models.visit import VisitClass
from tests.cast import TheHall


def test_next_calls_in_order_of_arrival_within_a_promise(hall: TheHall) -> None:
    first, second = hall.issue().visit, hall.issue("A07").visit
    assert [hall.next(who).visit for who in (hall.vera, hall.omar)] == [first, second]
    assert hall.state(first) == "called"


def test_next_calls_the_largest_share_of_the_promise(hall: TheHall) -> None:
    ordinary = hall.issue().visit
    hall.clock.advance(minutes=8)
    priority = hall.issue(visitor_class=VisitClass.PRIORITY).visit
    hall.clock.advance(minutes=3)  # 11 of 15 minutes against 3 of 5
    assert hall.next().visit == ordinary
    hall.clock.advance(minutes=2)
    assert hall.next(hall.omar).visit == priority


def test_with_priority_one_goes_before_those_who_used_up_less_of_their_promise(hall: TheHall) -> None:
    hall.issue()
    hall.clock.advance(minutes=1)
    priority = hall.issue(visitor_class=VisitClass.PRIORITY).visit
    hall.clock.advance(minutes=4)  # 5 of 15 against 4 of 5
    assert hall.next().visit == priority


def test_whoever_waited_ninety_minutes_goes_before_everybody_who_has_not(hall: TheHall) -> None:
    guarded = hall.issue("K01").visit  # promised 20 minutes
    hall.do(sign_on, hall.omar, 8)
    hall.clock.advance(minutes=30)
    later = hall.issue("K01", visitor_class=VisitClass.PRIORITY).visit  # 60 of 5 minutes: far more of its promise
    hall.clock.advance(minutes=59, seconds=59)
    assert hall.next(hall.omar).visit == later
    hall.do(start, hall.omar, later)
    hall.do(finish, hall.omar, later)
    hall.issue("K01", visitor_class=VisitClass.PRIORITY)
    hall.clock.advance(seconds=1)
    assert hall.next(hall.omar).visit == guarded


def test_a_counter_calls_its_own_groups_and_those_it_helps_only(hall: TheHall) -> None:
    taxes, plans = hall.issue("T01").visit, hall.issue("K01").visit
    assert hall.press_next() is None
    hall.do(sign_on, hall.omar, 7)  # trade, helps with taxes
    assert hall.next(hall.omar).visit == taxes
    assert hall.state(plans) == "waiting"


def test_a_clerk_calls_only_what_they_are_competent_in(hall: TheHall) -> None:
    birth, desk = hall.issue("A01").visit, hall.issue("H01").visit
    hall.do(sign_on, hall.lili, 3)  # counter 3 serves A and helps with H; Lili knows H only
    assert hall.next(hall.lili).visit == desk
    assert hall.state(birth) == "waiting"


def test_nobody_waits_so_nobody_is_called(hall: TheHall) -> None:
    before = len(hall.events())
    assert hall.press_next() is None
    assert len(hall.events()) == before


def test_the_same_key_calls_nobody_else(hall: TheHall) -> None:
    first = hall.issue().visit
    hall.issue()
    done, again = hall.next(key="press"), hall.next(key="press")
    assert done == again
    assert done.visit == first
    hall.do(start, hall.vera, first)
    assert hall.next(key="press").state == "serving"
    assert len(hall.events("visit_called")) == 1


def test_a_key_used_at_one_counter_calls_nobody_to_another(hall: TheHall) -> None:
    hall.issue()
    hall.issue()
    hall.next(key="press")
    with pytest.raises(OtherDesk):
        hall.next(hall.omar, key="press")


def test_next_finishes_nothing_silently(hall: TheHall) -> None:
    visit = hall.called()
    hall.issue()
    with pytest.raises(DeskBusy, match="A 001 is still open") as refusal:
        hall.next()
    assert refusal.value.facts == {"visit": visit, "number": "A 001", "state": "called"}


def test_a_desk_whose_picture_is_old_calls_nobody(hall: TheHall) -> None:
    hall.issue()
    with pytest.raises(Stale):
        hall.next(expected=99, check_expected=True)
    assert hall.next(expected=None, check_expected=True).state == "called"
    with pytest.raises(Stale):
        hall.next(expected=None, check_expected=True)


def test_a_paused_desk_and_one_without_a_clerk_call_nobody(hall: TheHall) -> None:
    hall.issue()
    hall.do(pause, hall.vera, "кафе")
    with pytest.raises(Paused):
        hall.next()
    hall.do(sign_off, hall.vera)
    with pytest.raises(NoDesk):
        hall.next()


def test_whoever_holds_no_paper_is_not_called(hall: TheHall) -> None:
    nobody, somebody = hall.issue().visit, hall.issue().visit
    hall.change("UPDATE visit SET unheld = true WHERE id = :visit", visit=nobody)
    assert hall.next().visit == somebody


def test_a_transferred_visit_waits_for_the_wanted_counter_while_somebody_is_there(hall: TheHall) -> None:
    visit = hall.called()
    hall.do(transfer, hall.vera, visit, counter=2)
    assert hall.press_next() is None
    hall.do(pause, hall.omar, "обяд")
    assert hall.next().visit == visit


def test_the_wanted_counter_itself_calls_it_in_its_turn(hall: TheHall) -> None:
    visit = hall.called()
    hall.do(transfer, hall.vera, visit, counter=2)
    assert hall.next(hall.omar).visit == visit
    assert hall.visit(visit).wanted_counter_id is None


def test_a_call_keeps_why_it_was_this_one(hall: TheHall) -> None:
    chosen = hall.issue().visit
    hall.clock.advance(minutes=6)
    runner_up = hall.issue(visitor_class=VisitClass.PRIORITY).visit
    hall.clock.advance(minutes=1)
    hall.next()
    why = hall.why(chosen)
    assert recompute(why)
    assert (why["chosen"]["visit"], why["runner_up"]["visit"]) == (chosen, runner_up)
    assert (why["chosen"]["urgency"], why["runner_up"]["urgency"]) == ("7/15", "1/5")
    assert not recompute(why | {"chosen": why["runner_up"], "runner_up": why["chosen"]})


def test_the_only_one_in_line_has_no_runner_up(hall: TheHall) -> None:
    assert hall.why(hall.called())["runner_up"] is None


def test_one_given_number_is_called_by_hand_with_its_reason(hall: TheHall) -> None:
    hall.issue()
    given = hall.issue().visit
    done = hall.do(call_given, hall.vera, "A 002", "майка с бебе", "press")
    assert (done.visit, done.state) == (given, "called")
    assert hall.why(given) == {"rule": "share-of-promise/1", "exception": "майка с бебе"}
    assert hall.events("visit_called")[-1].data["how"] == "given"
    assert hall.do(call_given, hall.vera, "A 002", "майка с бебе", "press") == done  # a second press


@pytest.mark.parametrize("written", ["A 002", "a002", "A2", " a 2 ", "А 002", "а2"])  # the last two in Cyrillic
def test_a_number_may_be_written_as_a_person_writes_it(hall: TheHall, written: str) -> None:
    hall.issue()
    given = hall.issue().visit
    assert hall.do(call_given, hall.vera, written, "по изключение", "press").visit == given


@pytest.mark.parametrize("written", ["A 009", "Z 001", "001", "A", "A -1", "A 1e3", "A 9999999", "AA 1", "🙂 1"])
def test_a_number_that_nobody_holds_cannot_be_called(hall: TheHall, written: str) -> None:
    hall.issue()
    with pytest.raises(NoSuchVisit):
        hall.do(call_given, hall.vera, written, "по изключение", "press")


def test_a_given_number_of_yesterday_is_nobodys(hall: TheHall) -> None:
    hall.issue()
    hall.clock.advance(days=1)
    hall.do(sign_on, hall.vera, 1)
    with pytest.raises(NoSuchVisit):
        hall.do(call_given, hall.vera, "A 001", "по изключение", "press")


def test_a_finished_visit_cannot_be_called_by_hand(hall: TheHall) -> None:
    hall.finished()
    with pytest.raises(NotAllowed, match="cannot call a finished visit"):
        hall.do(call_given, hall.vera, "A 001", "по изключение", "press")


def test_a_call_is_timed_and_counted(hall: TheHall) -> None:
    visit = hall.issue().visit
    at = hall.clock.advance(minutes=2)
    hall.next()
    row = hall.visit(visit)
    assert (row.called_at, row.calls) == (at, 1)
    waiting, called = hall.stages(visit)
    assert waiting.ended_at == called.started_at == at
    assert waiting.ended_at - waiting.started_at == timedelta(minutes=2)

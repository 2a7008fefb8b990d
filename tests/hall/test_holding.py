"""Who holds a number, and whom the rule passes over because nobody does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from server.hall import public
from server.hall.boards import desk, lines
from server.hall.days import close_day
from server.hall.desks import sign_on
from server.hall.forecasting import gaps
from server.hall.holding import drop_the_unheld, hold, somebody_is_unheld
from server.hall.moving import NoSuchVisit
from server.hall.printing import Way, ask_copy, claim, progress, settle
from server.hall.serving import absent, call_given, recall, start
from server.hall.transferring import come_back, park, reclassify, transfer, withdraw
from server.hall.undoing import undo
from server.models.print_job import PrintState
from tests.cast import TheHall
from tests.hall.reading_journal import broken_at, replayed

BROKEN = Way(None, "paper_out")


def failed(hall: TheHall, service: str = "A01") -> int:
    """Somebody whose paper certainly failed, just now; answers the visit."""
    visit = hall.issue(service, paper=True).visit
    job = hall.do(claim)
    assert job is not None
    hall.do(settle, job.job, PrintState.FAILED, "paper_out")
    return visit


def nobodys(hall: TheHall, service: str = "A01") -> int:
    """Somebody whose paper failed a minute ago, and who said nothing since; answers the visit."""
    visit = failed(hall, service)
    hall.clock.advance(seconds=60)
    assert hall.do(drop_the_unheld) == [visit]
    return visit


def unheld(hall: TheHall) -> list[int]:
    """Who is passed over now, after the caretaker has looked."""
    with hall.store.look() as conn:
        expected = somebody_is_unheld(conn, hall.id, hall.shot().day_id, hall.clock.now())
    assert bool(hall.do(drop_the_unheld)) is expected
    return [row.id for row in hall.rows("SELECT id FROM visit WHERE unheld ORDER BY id")]


def test_a_number_that_nobody_holds_is_passed_over_a_minute_after_its_paper_failed(hall: TheHall) -> None:
    visit = failed(hall)
    hall.clock.advance(seconds=59, milliseconds=999)
    assert unheld(hall) == []
    hall.clock.advance(milliseconds=1)
    assert unheld(hall) == [visit]
    assert unheld(hall) == [visit]
    (told,) = hall.events("visit_unheld")
    assert (told.visit_id, told.data) == (visit, {})


@pytest.mark.parametrize("state", [*PrintState])
def test_only_what_certainly_failed_makes_a_number_nobodys(hall: TheHall, state: PrintState) -> None:
    """A cheap printer that cannot say whether it printed must not stop the hall."""
    visit = hall.issue(paper=True).visit
    if state != PrintState.QUEUED:
        assert hall.do(claim) is not None
    if state == PrintState.SENDING:
        hall.do(progress, 1, state)
    if state in (PrintState.SENT, PrintState.CONFIRMED, PrintState.FAILED, PrintState.UNKNOWN):
        hall.do(settle, 1, state, "timeout")
    hall.clock.advance(hours=1)
    assert unheld(hall) == ([visit] if state == PrintState.FAILED else [])


def test_a_ticket_without_any_paper_is_called_like_any_other(hall: TheHall) -> None:
    hall.issue()
    hall.clock.advance(hours=1)
    assert unheld(hall) == []


def test_whoever_says_that_they_have_it_is_called(hall: TheHall) -> None:
    visit = failed(hall)
    hall.do(hold, visit)
    hall.do(hold, visit)
    hall.clock.advance(hours=1)
    assert unheld(hall) == []
    (told,) = hall.events("visit_held")
    assert (told.visit_id, told.counter, told.clerk, told.data) == (visit, None, None, {"was_unheld": False})


def test_whoever_said_so_before_the_paper_failed_is_called_too(hall: TheHall) -> None:
    visit = hall.issue(paper=True).visit
    hall.do(hold, visit)
    job = hall.do(claim)
    assert job is not None
    hall.do(settle, job.job, PrintState.FAILED, "cutter")
    hall.clock.advance(hours=1)
    assert unheld(hall) == []


@pytest.mark.parametrize("state", [None, PrintState.SENT, PrintState.UNKNOWN, PrintState.CONFIRMED])
def test_a_copy_that_came_out_or_may_yet_come_saves_the_number(hall: TheHall, state: PrintState | None) -> None:
    visit = failed(hall)
    hall.do(ask_copy, visit)
    if state is not None:
        job = hall.do(claim)
        assert job is not None
        hall.do(settle, job.job, state, "timeout")
    hall.clock.advance(hours=1)
    assert unheld(hall) == []


def test_a_copy_that_failed_too_counts_from_the_later_failure(hall: TheHall) -> None:
    visit = failed(hall)
    hall.clock.advance(seconds=50)
    hall.do(ask_copy, visit, BROKEN)
    hall.clock.advance(seconds=59)
    assert unheld(hall) == []
    hall.clock.advance(seconds=1)
    assert unheld(hall) == [visit]


def test_the_later_failure_counts_though_its_paper_was_asked_for_first(hall: TheHall) -> None:
    """The copy fails at once; of the first paper it is known later only that it will not come."""
    first = hall.issue(paper=True)
    assert first.job is not None
    hall.do(ask_copy, first.visit, BROKEN)
    hall.clock.advance(seconds=30)
    hall.do(settle, first.job, PrintState.FAILED, "no_agent")
    hall.clock.advance(seconds=59)
    assert unheld(hall) == []
    hall.clock.advance(seconds=1)
    assert unheld(hall) == [first.visit]


def test_nobody_is_dropped_after_their_day(hall: TheHall) -> None:
    failed(hall)
    hall.clock.advance(minutes=2)
    hall.do(close_day)
    assert unheld(hall) == []


DEALT_WITH: dict[str, Callable[[TheHall, int], Any]] = {
    "called": lambda hall, _: hall.next(),
    "called and served": lambda hall, visit: [hall.next(), hall.do(start, hall.vera, visit)],
    "sent to another service": lambda hall, visit: [
        hall.next(),
        hall.do(start, hall.vera, visit),
        hall.do(transfer, hall.vera, visit, service="A02"),
    ],
    "called back": lambda hall, visit: [
        hall.next(),
        hall.do(absent, hall.vera, visit),
        hall.do(come_back, visit),
    ],
    "parked": lambda hall, visit: hall.do(park, hall.vera, visit),
    "parked and returned": lambda hall, visit: [
        hall.do(park, hall.vera, visit),
        hall.do(come_back, visit, hall.vera),
    ],
    "reclassified": lambda hall, visit: hall.do(reclassify, hall.vera, visit, "A02"),
    "withdrawn": lambda hall, visit: hall.do(withdraw, visit),
}


@pytest.mark.parametrize("deed", DEALT_WITH)
def test_whom_a_desk_has_dealt_with_is_there_whatever_became_of_their_paper(hall: TheHall, deed: str) -> None:
    visit = failed(hall)
    DEALT_WITH[deed](hall, visit)
    hall.clock.advance(hours=1)
    assert unheld(hall) == []


def test_a_call_that_was_taken_back_proves_nothing(hall: TheHall) -> None:
    visit = failed(hall)
    hall.next()
    hall.clock.advance(seconds=60)
    assert unheld(hall) == []
    hall.do(undo, hall.vera, visit)
    assert unheld(hall) == [visit]


def test_the_rule_the_counts_and_the_public_pass_over_a_number_that_nobody_holds(hall: TheHall) -> None:
    gone, here = nobodys(hall), hall.issue().visit
    shot = hall.shot()
    group = next(line for line in lines(shot, {}) if line.letter == "A")
    assert group.waiting == 1
    assert [row.id for part in shot.line for row in part] == [here]
    shown = public.live(hall.store, hall.id, shot, gaps(hall.store, hall.id), hall.clock.now())
    assert next(one.waiting for one in shown.groups if one.letter == "A") == ["A 002"]
    assert hall.issue().ahead == 1
    place = hall.house().counter(1)
    assert place is not None
    picture = desk(shot, hall.clock, place, hall.vera)
    assert ([row.visit for row in picture.waiting], picture.waiting_count) == ([here], 1)
    assert [(row.visit, row.unheld) for row in picture.unheld] == [(gone, True)]
    assert [hall.next().visit, hall.next(hall.omar).visit] == [here, here + 1]
    hall.do(withdraw, here, hall.vera)
    assert hall.press_next() is None


def test_a_desk_lists_those_that_it_may_call(hall: TheHall) -> None:
    visit = nobodys(hall, "T01")
    taxes = next(place for place in hall.house().counters if "T" in place.serves)
    other = next(place for place in hall.house().counters if "T" not in place.serves)
    for place, listed in ((taxes, [visit]), (other, [])):
        hall.do(sign_on, hall.omar, place.number)
        assert [row.visit for row in desk(hall.shot(), hall.clock, place, hall.omar).unheld] == listed
    hall.do(sign_on, hall.lili, taxes.number)  # she may serve the information desk only
    assert desk(hall.shot(), hall.clock, taxes, hall.lili).unheld == []


def test_here_brings_them_back_to_their_old_place(hall: TheHall) -> None:
    visit = nobodys(hall)
    before = hall.visit(visit)
    hall.clock.advance(minutes=3)
    later = hall.issue().visit
    hall.do(hold, visit, hall.vera)
    after = hall.visit(visit)
    assert (after.held, after.unheld, after.reference_at) == (True, False, before.reference_at)
    assert [hall.next().visit, hall.next(hall.omar).visit] == [visit, later]
    (told,) = hall.events("visit_held")
    assert (told.counter, told.data) == (1, {"was_unheld": True})
    assert told.clerk is not None


def test_whoever_has_nobodys_number_and_comes_to_a_desk_is_called_by_hand_and_is_there_from_then_on(
    hall: TheHall,
) -> None:
    visit = nobodys(hall)
    hall.do(call_given, hall.vera, "A 001", "дойде сам", hall.key())
    assert not hall.visit(visit).unheld
    hall.do(start, hall.vera, visit)
    hall.do(transfer, hall.vera, visit, service="A02")
    assert unheld(hall) == []
    assert hall.next().visit == visit


@pytest.mark.parametrize("deed", ["parked", "parked and returned", "reclassified"])
def test_whom_a_desk_takes_in_hand_is_passed_over_no_more(hall: TheHall, deed: str) -> None:
    visit = nobodys(hall)
    DEALT_WITH[deed](hall, visit)
    assert not hall.visit(visit).unheld
    assert unheld(hall) == []


def test_an_undo_makes_the_number_nobodys_again(hall: TheHall) -> None:
    visit = nobodys(hall)
    hall.do(call_given, hall.vera, "A 001", "по грешка", hall.key())
    hall.do(recall, hall.vera, visit)
    assert hall.events("visit_called")[-1].data["before"]["unheld"] is True
    hall.do(undo, hall.vera, visit)
    assert (hall.state(visit), hall.visit(visit).unheld) == ("waiting", True)
    assert hall.press_next() is None


def test_an_undo_leaves_alone_what_somebody_said_meanwhile(hall: TheHall) -> None:
    visit = nobodys(hall)
    hall.do(call_given, hall.vera, "A 001", "по грешка", hall.key())
    hall.do(hold, visit)
    hall.do(undo, hall.vera, visit)
    assert (hall.visit(visit).held, hall.visit(visit).unheld) == (True, False)
    assert unheld(hall) == []
    assert hall.next().visit == visit


def test_an_undo_does_not_drop_whoever_asked_for_their_paper_again_meanwhile(hall: TheHall) -> None:
    visit = nobodys(hall)
    hall.do(call_given, hall.vera, "A 001", "по грешка", hall.key())
    hall.do(ask_copy, visit)
    hall.do(undo, hall.vera, visit)
    assert unheld(hall) == []
    assert hall.next().visit == visit


def test_whoever_asks_for_the_paper_again_is_there_until_that_fails_too(hall: TheHall) -> None:
    visit = nobodys(hall)
    hall.do(ask_copy, visit)
    assert unheld(hall) == []
    assert hall.visit(visit).held is False
    job = hall.do(claim)
    assert job is not None
    hall.do(settle, job.job, PrintState.FAILED, "paper_out")
    hall.clock.advance(seconds=59)
    assert unheld(hall) == []
    hall.clock.advance(seconds=1)
    assert unheld(hall) == [visit]
    hall.do(ask_copy, visit)
    job = hall.do(claim)
    assert job is not None
    hall.do(settle, job.job, PrintState.SENT)
    hall.clock.advance(hours=1)
    assert unheld(hall) == []
    assert hall.next().visit == visit


def test_an_undo_of_another_step_neither_makes_a_number_nobodys_nor_somebodys(hall: TheHall) -> None:
    visit = nobodys(hall)
    hall.do(withdraw, visit, hall.vera)
    hall.do(undo, hall.vera, visit)
    assert hall.visit(visit).unheld
    held = hall.issue().visit
    hall.do(hold, held)
    hall.next()
    hall.do(undo, hall.vera, held)
    assert (hall.visit(held).held, hall.visit(held).unheld) == (True, False)


def test_the_journal_tells_of_both_and_of_nobody(hall: TheHall) -> None:
    visit = nobodys(hall)
    hall.do(hold, visit, hall.cast.staff["rosa"])
    told = hall.events()[-2:]
    assert [event.kind for event in told] == ["visit_unheld", "visit_held"]
    assert (told[1].counter, told[1].clerk is not None) == (None, True)  # who sits at no desk
    assert replayed(hall.events()) == {visit: "waiting"}
    assert broken_at(hall.events()) is None


def test_nobody_holds_a_number_that_never_was(hall: TheHall) -> None:
    with pytest.raises(NoSuchVisit):
        hall.do(hold, 4711)


def test_the_wait_of_whoever_is_here_again_counts_from_the_beginning(hall: TheHall) -> None:
    visit = nobodys(hall)
    hall.do(hold, visit)
    hall.clock.advance(minutes=4)
    hall.next()
    waiting, called = hall.stages(visit)
    assert waiting.ended_at - waiting.started_at == timedelta(minutes=5)
    assert called.ended_at is None

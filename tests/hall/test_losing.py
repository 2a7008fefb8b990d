"""Lost papers: somebody at a kiosk looks for their number, somebody of the staff finds it."""

from datetime import timedelta

import pytest

from server.hall import boards
from server.hall.days import close_day
from server.hall.desks import sign_on
from server.hall.holding import drop_the_unheld
from server.hall.issuing import NoSuchService
from server.hall.losing import (
    NoSuchSearch,
    SearchEnded,
    a_search_is_old,
    end_old_searches,
    end_search,
    found,
    likely,
    look_for,
    search_of,
    searches,
)
from server.hall.moving import NoSuchVisit
from server.hall.printing import Way, claim, settle
from server.hall.serving import absent, finish, start
from server.models.print_job import PrintState
from tests.cast import TheHall
from tests.paper import a_machine


def search(hall: TheHall, minutes_ago: int = 0, service: str = "A01", kiosk: int | None = None) -> int:
    """Somebody at a kiosk has lost their paper; answers the search."""
    about = hall.clock.now() - timedelta(minutes=minutes_ago)
    return hall.do(look_for, kiosk or hall.cast.devices["kiosk"], service, about, "bg")


def state(hall: TheHall, search: int) -> str:
    """How the search stands."""
    with hall.store.look() as conn:
        return str(search_of(conn, hall.id, search).state)


def candidates(hall: TheHall) -> list[list[int]]:
    """Whose it may be, for each search."""
    with hall.store.look() as conn:
        return [[visit.id for visit in one.candidates] for one in searches(conn, hall.id, hall.shot().day_id)]


def test_whoever_took_a_number_about_then_is_likeliest(hall: TheHall) -> None:
    visits = []
    for _ in range(4):
        visits.append(hall.issue().visit)
        hall.issue("T01")
        hall.clock.advance(minutes=5)
    search(hall, 10)  # at 9:10, the third
    assert candidates(hall) == [[visits[2], visits[1], visits[3], visits[0]]]


def test_nobody_is_so_wrong_as_half_an_hour_and_eight_are_enough(hall: TheHall) -> None:
    hall.issue()
    hall.clock.advance(minutes=31)
    near = [hall.issue().visit for _ in range(10)]
    search(hall, 0)
    assert candidates(hall) == [near[:8]]


def test_who_is_called_aside_or_missed_the_call_may_have_lost_theirs_and_who_is_served_has_not(hall: TheHall) -> None:
    missed = hall.called()
    hall.do(absent, hall.vera, missed)
    served = hall.called()
    hall.do(start, hall.vera, served)
    hall.issue()
    called = hall.next(hall.omar).visit
    waiting = hall.issue().visit
    search(hall)
    assert candidates(hall) == [[missed, called, waiting]]
    hall.do(finish, hall.vera, served)
    assert served not in candidates(hall)[0]


def test_a_desk_hears_of_those_it_can_help(hall: TheHall) -> None:
    visit = hall.issue("T01").visit
    number = search(hall, 3, "T01")
    taxes = next(place for place in hall.house().counters if "T" in place.serves)
    other = next(place for place in hall.house().counters if "T" not in place.serves)
    hall.do(sign_on, hall.omar, taxes.number)
    (lost,) = boards.desk(hall.shot(), hall.clock, taxes, hall.omar).lost
    assert (lost.search, lost.kiosk, lost.service) == (number, "the kiosk", "T01")
    assert lost.about_at == hall.clock.now() - timedelta(minutes=3)
    assert [(one.visit, one.number) for one in lost.candidates] == [(visit, "T 300")]
    assert boards.desk(hall.shot(), hall.clock, other, hall.vera).lost == []


def test_whose_number_is_found_holds_it_and_gets_a_copy_at_that_kiosk(hall: TheHall) -> None:
    stairs = a_machine(hall)
    hall.issue(paper=True)
    job = hall.do(claim)
    assert job is not None
    hall.do(settle, job.job, PrintState.FAILED, "paper_out")
    hall.clock.advance(minutes=1)
    hall.do(drop_the_unheld)
    number = search(hall, kiosk=stairs.kiosk)
    hall.do(found, hall.vera, number, job.visit, Way(stairs.agent))
    row = hall.visit(job.visit)
    assert (row.held, row.unheld, state(hall, number)) == (True, False, "found")
    copy = hall.do(claim, stairs.agent)
    assert copy is not None
    assert (copy.visit, copy.copy) == (job.visit, True)
    told = hall.events()[-3:]
    assert [event.kind for event in told] == ["paper_found", "visit_held", "copy_asked"]
    assert (told[0].visit_id, told[0].counter, told[0].data) == (job.visit, 1, {"search": number})
    assert told[2].data == {"job": copy.job}


def test_without_a_printer_the_number_is_found_all_the_same(hall: TheHall) -> None:
    visit, number = hall.issue().visit, search(hall)
    hall.do(found, hall.vera, number, visit, None)
    assert state(hall, number) == "found"
    assert hall.one("SELECT count(*) FROM print_job") == 0


def test_a_search_is_found_once(hall: TheHall) -> None:
    visit, number = hall.issue().visit, search(hall)
    hall.do(found, hall.vera, number, visit, None)
    with pytest.raises(SearchEnded):
        hall.do(found, hall.omar, number, visit, None)
    hall.do(end_search, number)
    assert state(hall, number) == "found"


def test_who_has_been_served_or_came_another_day_is_nobody_who_waits(hall: TheHall) -> None:
    served = hall.finished()
    number = search(hall)
    for visit in (served, 4711):
        with pytest.raises(NoSuchVisit):
            hall.do(found, hall.vera, number, visit, None)
    with pytest.raises(NoSuchSearch):
        hall.do(found, hall.vera, 4711, served, None)
    hall.do(close_day)
    assert candidates(hall) == [[]]


def test_a_visitor_gives_up_or_nobody_knows_the_number(hall: TheHall) -> None:
    number, other = search(hall), search(hall, kiosk=a_machine(hall).kiosk)
    hall.do(end_search, number)
    hall.do(end_search, number)
    hall.do(end_search, other, hall.vera)
    assert (state(hall, number), state(hall, other)) == ("ended", "ended")
    told = hall.events("paper_found")
    assert [(event.visit_id, event.counter, event.data) for event in told] == [
        (None, None, {"search": number}),
        (None, 1, {"search": other}),
    ]


def test_a_kiosk_has_one_search_at_a_time_and_the_journal_tells_of_both(hall: TheHall) -> None:
    first, elsewhere = search(hall), search(hall, kiosk=a_machine(hall).kiosk)
    second = search(hall, service="T01")
    assert [state(hall, one) for one in (first, elsewhere, second)] == ["ended", "open", "open"]
    assert [(event.kind, event.data["search"]) for event in hall.events()[-2:]] == [
        ("paper_found", first),
        ("paper_lost", second),
    ]


def test_nobody_stands_at_a_kiosk_for_longer_than_five_minutes(hall: TheHall) -> None:
    number = search(hall)
    hall.clock.advance(minutes=5)
    with hall.store.look() as conn:
        assert not a_search_is_old(conn, hall.id, hall.clock.now())
        assert a_search_is_old(conn, hall.id, hall.clock.now() + timedelta(microseconds=1))
    hall.do(end_old_searches)
    assert state(hall, number) == "open"
    hall.clock.advance(microseconds=1)
    hall.do(end_old_searches)
    assert state(hall, number) == "ended"


def test_a_service_the_hall_does_not_offer_is_not_looked_for(hall: TheHall) -> None:
    with pytest.raises(NoSuchService):
        search(hall, service="Z99")


def test_at_a_desk_one_looks_through_more_and_the_latest_first(hall: TheHall) -> None:
    visits = []
    for _ in range(30):
        visits.append(hall.issue().visit)
        hall.clock.advance(minutes=2)
    service = hall.house().service("A01")
    assert service is not None
    with hall.store.look() as conn:
        shown = likely(conn, hall.id, hall.shot().day_id, service.id, None, 24)
    assert [row.id for row in shown] == visits[:5:-1]

"""Eight clerks at once."""

from random import Random

import pytest

from server.domain.calling import Waiting, eligible, order, recompute
from server.hall.catalogue import catalogue_of
from server.hall.desks import sign_on
from server.hall.pairing import WrongCode, new_code, redeem
from server.hall.rating import AlreadyRated
from server.hall.serving import DeskBusy, finish, start
from server.hall.undoing import undo
from server.models.visit import VisitClass
from tests.cast import TheHall, add_person
from tests.hall.reading_journal import broken_at, replayed
from tests.races.crowd import at_once, outcomes

COUNTERS = [1, 2, 3, 4, 5, 6, 7, 10]
MIX = ["A01", "A02", "A01", "T01", "H01", "E01", "M01"]


@pytest.fixture
def clerks(new_hall: TheHall) -> list[int]:
    """Eight clerks who may serve everything, at eight counters."""
    hall = new_hall
    with hall.unit() as work:
        every = sorted({service.competence for service in catalogue_of(work).services})
        people = [add_person(work, f"clerk {n}", f"Служител {n}", ["clerk"], every) for n in COUNTERS]
    for clerk, counter in zip(people, COUNTERS, strict=True):
        hall.do(sign_on, clerk, counter)
    return people


def a_line(hall: TheHall, people: int) -> dict[int, Waiting]:
    """People who came one after another, some with priority."""
    chance = Random(people)  # noqa: S311 a line to be repeated, no secret
    line = {}
    for _ in range(people):
        kind = VisitClass.PRIORITY if chance.random() < 0.25 else VisitClass.ORDINARY
        row = hall.visit(hall.issue(chance.choice(MIX), visitor_class=kind).visit)
        line[row.id] = Waiting(row.id, row.service_id, row.promise_s, row.reference_at)
        hall.clock.advance(seconds=chance.randrange(120))
    return line


def test_everybody_is_called_once_in_the_rules_order_and_no_press_is_lost(new_hall: TheHall, clerks: list[int]) -> None:
    hall = new_hall
    line = a_line(hall, 80)

    def work_on(n: int) -> list[int]:
        served: list[int] = []
        while (done := hall.press_next(clerks[n], key=f"{n}/{len(served)}")) is not None:
            hall.do(start, clerks[n], done.visit)
            hall.do(finish, clerks[n], done.visit)
            served.append(done.visit)
        return served

    served = [visit for visits in at_once(len(clerks), work_on) for visit in visits]
    assert sorted(served) == sorted(line)  # nobody twice, nobody left
    present = dict(line)
    house = hall.house()
    for called in hall.events("visit_called"):  # in commit order
        place = house.counter(called.counter)
        assert place is not None
        every = frozenset(service.competence for service in house.services)
        can = house.callable_by(place, every)
        first = min(eligible(present.values(), can), key=lambda w: order(w, called.at))
        assert called.visit_id == first.id
        assert recompute(hall.why(first.id))
        del present[called.visit_id]
    assert broken_at(hall.events()) is None
    assert set(replayed(hall.events()).values()) == {"finished"}


def test_the_loser_of_a_race_gets_the_next_person_in_the_same_press(new_hall: TheHall, clerks: list[int]) -> None:
    hall = new_hall
    visits = [hall.issue().visit for _ in range(5)]
    at_a = [clerk for clerk, counter in zip(clerks, COUNTERS, strict=True) if counter in (1, 2, 3, 4, 10)]
    got = at_once(5, lambda n: hall.next(at_a[n], key=f"{n}").visit)
    assert sorted(got) == visits


def test_one_person_who_waits_is_called_by_one_of_many(new_hall: TheHall, clerks: list[int]) -> None:
    hall = new_hall
    visit = hall.issue().visit
    got = at_once(len(clerks), lambda n: hall.press_next(clerks[n], key=f"{n}"))
    assert [done.visit for done in got if done is not None] == [visit]
    assert len(hall.events("visit_called")) == 1


def test_a_press_that_bounces_is_one_press(hall: TheHall) -> None:
    hall.issue()
    hall.issue()
    got = at_once(6, lambda _: hall.press_next(hall.vera, key="press"))
    assert len({done.visit for done in got if done}) == 1
    assert None not in got
    assert len(hall.events("visit_called")) == 1


def test_two_different_presses_at_one_desk_call_one_person(hall: TheHall) -> None:
    hall.issue()
    hall.issue()
    done, refused = outcomes(4, lambda n: hall.next(hall.vera, key=f"{n}"))
    assert len(done) == 1
    assert {type(refusal) for refusal in refused} == {DeskBusy}
    assert len(refused) == 3


def test_a_clerk_sits_at_one_counter_and_a_counter_has_one_clerk(new_hall: TheHall, clerks: list[int]) -> None:
    hall = new_hall
    at_once(len(clerks), lambda n: [hall.do(sign_on, clerks[n], counter) for counter in (3, 4, 3)])
    desks = hall.rows("SELECT counter_id, staff_id FROM desk")
    assert len({desk.counter_id for desk in desks}) == len({desk.staff_id for desk in desks}) == len(desks) <= 2
    assert broken_at(hall.events()) is None


def test_an_undone_call_and_another_desks_next_never_share_a_visit(hall: TheHall) -> None:
    for n in range(5):
        visit = hall.issue().visit
        hall.next(hall.vera, key=f"vera {n}")
        outcomes(
            2,
            lambda who, n=n, visit=visit: (
                hall.do(undo, hall.vera, visit)  # type: ignore[misc]
                if who == 0
                else hall.press_next(hall.omar, key=f"omar {n}")
            ),
        )
        assert hall.state(visit) in ("waiting", "called")
        for clerk in (hall.vera, hall.omar):
            for row in hall.rows(
                "SELECT v.id FROM visit v JOIN desk d ON d.counter_id = v.counter_id "
                "WHERE d.staff_id = :clerk AND v.state = 'called'",
                clerk=clerk,
            ):
                hall.do(start, clerk, row.id)
                hall.do(finish, clerk, row.id)
        if hall.state(visit) == "waiting":
            hall.do(start, hall.vera, hall.next().visit)
            hall.do(finish, hall.vera, visit)
    assert broken_at(hall.events()) is None


def test_a_visit_is_rated_once_by_fifty_taps(hall: TheHall) -> None:
    visit = hall.finished()
    done, refused = outcomes(50, lambda _: hall.rate(visit))
    assert len(done) == 1
    assert {type(refusal) for refusal in refused} == {AlreadyRated}
    assert hall.one("SELECT count(*) FROM rating_box") == 1
    assert hall.one("SELECT sum(given) FROM rating_week") == 1


def test_a_pairing_code_is_used_once_by_fifty_browsers(hall: TheHall) -> None:
    code = hall.do(new_code, hall.cast.devices["kiosk"])
    done, refused = outcomes(50, lambda _: hall.do(redeem, code))
    assert len(done) == 1
    assert {type(refusal) for refusal in refused} == {WrongCode}

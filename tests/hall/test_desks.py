"""Who sits where."""

import pytest

from server.hall.days import HallClosed, close_day
from server.hall.desks import NoDesk, NoSuchCounter, pause, resume, sign_off, sign_on
from server.hall.serving import finish
from tests.cast import TheHall


def at(hall: TheHall) -> dict[int, str]:
    """Who is signed on, by counter."""
    rows = hall.rows(
        "SELECT c.number, s.login FROM desk d JOIN counter c ON c.id = d.counter_id JOIN staff s ON s.id = d.staff_id"
    )
    return {row.number: row.login for row in rows}


def test_a_clerk_signs_on_at_one_counter(hall: TheHall) -> None:
    assert at(hall) == {1: "vera", 2: "omar"}
    signed_on = hall.events("signed_on")
    assert [event.counter for event in signed_on] == [1, 2]
    assert len({event.clerk for event in signed_on}) == 2


def test_signing_on_opens_the_day(new_hall: TheHall) -> None:
    new_hall.do(sign_on, new_hall.vera, 1)
    assert [e.kind for e in new_hall.events()[-2:]] == ["day_opened", "signed_on"]


def test_signing_on_again_at_the_same_counter_changes_nothing(hall: TheHall) -> None:
    before = len(hall.events())
    hall.do(sign_on, hall.vera, 1)
    assert len(hall.events()) == before


def test_a_clerk_who_moves_leaves_the_counter_of_before(hall: TheHall) -> None:
    hall.do(sign_on, hall.vera, 4)
    assert at(hall) == {4: "vera", 2: "omar"}
    assert [e.kind for e in hall.events()[-2:]] == ["signed_off", "signed_on"]


def test_whoever_signs_on_takes_the_counter_over(hall: TheHall) -> None:
    visit = hall.serving()
    hall.do(sign_on, hall.lili, 1)
    assert at(hall) == {1: "lili", 2: "omar"}
    with pytest.raises(NoDesk):
        hall.do(finish, hall.vera, visit)
    assert hall.do(finish, hall.lili, visit).state == "finished"


def test_an_open_visit_waits_at_the_counter_for_the_next_clerk(hall: TheHall) -> None:
    visit = hall.serving()
    hall.do(sign_off, hall.vera)
    assert at(hall) == {2: "omar"}
    assert hall.state(visit) == "serving"
    hall.do(sign_on, hall.lili, 1)
    hall.do(finish, hall.lili, visit)


def test_a_counter_the_hall_has_not_is_not_signed_on_at(hall: TheHall) -> None:
    with pytest.raises(NoSuchCounter):
        hall.do(sign_on, hall.lili, 99)


def test_a_desk_pauses_and_resumes_once_each(hall: TheHall) -> None:
    for _ in range(2):
        hall.do(pause, hall.vera, "break")
    hall.do(pause, hall.vera, "обяд")
    for _ in range(2):
        hall.do(resume, hall.vera)
    said = [(e.kind, e.counter, e.data.get("reason")) for e in hall.events()[-3:]]
    assert said == [("paused", 1, "break"), ("paused", 1, "other"), ("resumed", 1, None)]


@pytest.mark.parametrize("step", [sign_off, resume])
def test_a_clerk_who_is_not_there_neither_leaves_nor_resumes(hall: TheHall, step: object) -> None:
    with pytest.raises(NoDesk):
        hall.do(step, hall.lili)  # type: ignore[arg-type]


def test_nobody_signs_on_at_a_closed_day(hall: TheHall) -> None:
    hall.do(close_day)
    with pytest.raises(HallClosed):
        hall.do(sign_on, hall.vera, 1)


def test_the_journal_knows_clerks_by_an_alias_of_the_year(hall: TheHall) -> None:
    first = hall.events("signed_on")[0].clerk
    assert "vera" not in first.lower()
    hall.do(sign_off, hall.vera)
    assert hall.events("signed_off")[-1].clerk == first
    hall.clock.advance(days=45)
    hall.do(sign_on, hall.vera, 1)
    new_year = hall.events("signed_on")[-1].clerk
    assert new_year != first
    assert hall.one("SELECT count(*) FROM clerk_alias WHERE staff_id = :vera", vera=hall.vera) == 2

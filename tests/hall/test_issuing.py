"""Taking a number."""

from datetime import UTC, datetime, timedelta

import pytest

from server.hall.days import HallClosed, close_day
from server.hall.issuing import KeyReused, NoSuchService
from server.models.visit import Need, VisitClass
from tests.cast import NINE, TheHall

JUST_BEFORE_MIDNIGHT = datetime(2026, 11, 23, 21, 59, 30, tzinfo=UTC)


def test_each_group_gives_its_own_numbers_one_after_another(hall: TheHall) -> None:
    numbers = [hall.issue(code).number for code in ("A01", "T01", "A02", "K01", "A01")]
    assert numbers == ["A 001", "T 300", "A 002", "K 500", "A 003"]


def test_a_new_day_begins_its_numbers_anew(hall: TheHall) -> None:
    hall.issue()
    hall.issue()
    hall.clock.advance(days=1)
    assert hall.issue().number == "A 001"


def test_the_first_ticket_opens_the_service_day(new_hall: TheHall) -> None:
    new_hall.issue()
    assert [e.kind for e in new_hall.events()[-2:]] == ["day_opened", "visit_issued"]
    new_hall.issue()
    assert len(new_hall.events("day_opened")) == 1


def test_after_the_last_number_of_the_range_come_the_same_a_thousand_higher(hall: TheHall) -> None:
    hall.issue("K01")
    hall.change("UPDATE number_series SET given = 99 WHERE letter = 'K'")
    assert [hall.issue("K01").number for _ in range(2)] == ["K 599", "K 1500"]
    hall.change("UPDATE number_series SET given = 500 WHERE letter = 'K'")
    assert hall.issue("K01").number == "K 10500"  # 5000 to 9999 belong to offline kiosks


def test_the_same_key_gives_the_same_ticket(hall: TheHall) -> None:
    first = hall.issue(key="tap")
    again = hall.issue(key="tap")
    assert (first.fresh, again.fresh) == (True, False)
    assert (again.visit, again.number, again.ahead, again.issued_at) == (
        first.visit,
        first.number,
        first.ahead,
        first.issued_at,
    )
    assert hall.one("SELECT count(*) FROM visit") == 1
    assert len(hall.events("visit_issued")) == 1
    assert hall.issue().number == "A 002"  # the repeat took no number


def test_a_repeated_request_also_finds_its_paper_again(hall: TheHall) -> None:
    first = hall.issue(key="tap", paper=True)
    assert first.job is not None
    assert hall.issue(key="tap", paper=True).job == first.job
    assert hall.one("SELECT count(*) FROM print_job") == 1


@pytest.mark.parametrize(
    "otherwise",
    [
        {"service": "A02"},
        {"lang": "tr"},
        {"visitor_class": VisitClass.PRIORITY},
        {"needs": [Need.HEARING]},
        {"documents": {"id_card": True}},
    ],
    ids=lambda otherwise: next(iter(otherwise)),
)
def test_a_key_that_comes_with_another_wish_is_refused(hall: TheHall, otherwise: dict[str, object]) -> None:
    hall.issue("A01", key="tap")
    with pytest.raises(KeyReused):
        hall.issue(otherwise.pop("service", "A01"), key="tap", **otherwise)  # type: ignore[arg-type]
    assert hall.one("SELECT count(*) FROM visit") == 1


def test_a_retry_after_midnight_gives_the_ticket_of_the_evening(hall: TheHall) -> None:
    hall.change("UPDATE hall SET always_open = true, catalogue_version = catalogue_version + 1")
    hall.clock.set(JUST_BEFORE_MIDNIGHT)
    evening = hall.issue(key="tap")
    hall.clock.advance(minutes=1)
    assert hall.issue(key="tap").visit == evening.visit
    fresh = hall.issue()
    assert fresh.number == "A 001"
    assert hall.issue(key="tap").visit == evening.visit  # the new day has begun, the key is still known
    assert len(hall.events("day_opened")) == 2


def test_a_retry_after_closing_time_gives_the_ticket_taken_before_it(hall: TheHall) -> None:
    hall.clock.set(NINE.replace(hour=15, minute=29, second=59))
    last = hall.issue(key="tap")
    hall.clock.advance(seconds=2)
    assert hall.issue(key="tap").visit == last.visit
    hall.do(close_day)
    assert hall.issue(key="tap").visit == last.visit


def drop(hall: TheHall, service: str) -> None:
    hall.change("UPDATE service SET active = false WHERE code = :service", service=service)
    hall.change("UPDATE hall SET catalogue_version = catalogue_version + 1")


def test_a_retry_gives_its_ticket_though_the_service_is_offered_no_more(hall: TheHall) -> None:
    first = hall.issue("A02", key="tap")
    drop(hall, "A02")
    assert (hall.issue("A02", key="tap").visit, hall.one("SELECT count(*) FROM visit")) == (first.visit, 1)
    with pytest.raises(NoSuchService):
        hall.issue("A02", key="another tap")
    with pytest.raises(KeyReused):
        hall.issue("Z99", key="tap")


def test_no_ticket_is_given_for_what_the_hall_does_not_offer(hall: TheHall) -> None:
    with pytest.raises(NoSuchService):
        hall.issue("Z99")


@pytest.mark.parametrize(
    ("when", "opens"),
    [
        ("2026-11-23T06:29:59+00:00", "2026-11-23T06:30:00+00:00"),  # Monday, a second too early
        ("2026-11-23T15:30:00+00:00", "2026-11-24T06:30:00+00:00"),  # Monday, closing time
        ("2026-11-27T16:00:00+00:00", "2026-11-30T06:30:00+00:00"),  # Friday evening
        ("2026-12-24T08:00:00+00:00", "2026-12-29T06:30:00+00:00"),  # Christmas, its second day a Saturday
    ],
)
def test_a_closed_hall_says_when_it_opens(new_hall: TheHall, when: str, opens: str) -> None:
    new_hall.clock.set(datetime.fromisoformat(when))
    with pytest.raises(HallClosed) as refusal:
        new_hall.issue()
    assert refusal.value.facts["opens_at"] == datetime.fromisoformat(opens)
    assert new_hall.one("SELECT count(*) FROM visit") == 0
    assert not new_hall.events("day_opened")  # a refusal leaves nothing behind


def test_the_last_ticket_is_given_so_long_before_closing(hall: TheHall) -> None:
    hall.change("UPDATE hall SET last_ticket_min = 15, catalogue_version = catalogue_version + 1")
    hall.clock.set(NINE.replace(hour=15, minute=14, second=59))
    assert hall.issue().fresh
    hall.clock.advance(seconds=1)
    with pytest.raises(HallClosed):
        hall.issue()


def test_a_day_that_was_closed_gives_no_more_tickets(hall: TheHall) -> None:
    hall.do(close_day)
    with pytest.raises(HallClosed):
        hall.issue()
    assert hall.one("SELECT count(*) FROM visit") == 0


def test_a_ticket_tells_how_many_of_its_group_are_ahead(hall: TheHall) -> None:
    assert [hall.issue(code).ahead for code in ("A01", "A02", "T01", "A01")] == [0, 1, 0, 2]
    hall.next()
    assert hall.issue("A05").ahead == 2
    assert hall.events("visit_issued")[-1].data["ahead"] == 2


def test_whoever_holds_no_paper_is_not_ahead(hall: TheHall) -> None:
    nobody = hall.issue().visit
    hall.change("UPDATE visit SET unheld = true WHERE id = :visit", visit=nobody)
    assert hall.issue().ahead == 0


@pytest.mark.parametrize(
    ("service", "visitor_class", "promised_min"),
    [
        ("A01", VisitClass.ORDINARY, 15),
        ("K01", VisitClass.ORDINARY, 20),
        ("H01", VisitClass.ORDINARY, 10),
        ("A01", VisitClass.PRIORITY, 5),
        ("H01", VisitClass.PRIORITY, 5),
    ],
)
def test_the_promise_is_the_groups_or_five_minutes_with_priority(
    hall: TheHall, service: str, visitor_class: VisitClass, promised_min: int
) -> None:
    visit = hall.visit(hall.issue(service, visitor_class=visitor_class).visit)
    assert visit.promise_s == promised_min * 60
    assert visit.reference_at == NINE


def test_the_wait_counts_from_the_whole_second_of_the_tap(hall: TheHall) -> None:
    hall.clock.advance(milliseconds=700)
    visit = hall.visit(hall.issue().visit)
    assert (visit.reference_at, visit.issued_at) == (NINE, NINE + timedelta(milliseconds=700))


def test_what_the_visitor_said_stands_with_the_visit_and_only_known_documents_are_kept(hall: TheHall) -> None:
    marks = {"id_card": True, "poa": False, "no such paper": True}
    visit = hall.visit(hall.issue("A01", needs=[Need.TIME, Need.HEARING], documents=marks, lang="tr").visit)
    asked_for = hall.house().service("A01")
    assert asked_for is not None
    assert visit.needs == ["hearing", "time"]
    assert visit.documents == {code: have for code, have in marks.items() if code in asked_for.documents}
    assert (visit.lang, visit.state) == ("tr", "waiting")


def test_the_ticket_begins_with_one_waiting_stage(hall: TheHall) -> None:
    visit = hall.issue().visit
    stages = hall.rows("SELECT kind, ended_at, began_seq FROM stage WHERE visit_id = :visit", visit=visit)
    assert [(s.kind, s.ended_at) for s in stages] == [("waiting", None)]
    assert stages[0].began_seq == hall.events("visit_issued")[-1].seq

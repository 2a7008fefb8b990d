"""Tickets that a kiosk gave while the server was away."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from server.hall import figures
from server.hall.days import close_day
from server.hall.holding import drop_the_unheld, hold
from server.hall.issuing import KeyReused, NoSuchService
from server.hall.offline import NotLent
from server.hall.printing import claim, paper_of
from server.hall.serving import finish, start
from server.models.visit import CallIn, Need, VisitClass
from tests.cast import NINE, TheHall
from tests.hall.reading_journal import broken_at, replayed
from tests.paper import Alone, a_machine

M = timedelta(minutes=1)


@pytest.fixture
def alone(hall: TheHall) -> Alone:
    """A kiosk that was lent numbers at nine; then its server is away until half past nine."""
    kiosk = Alone(hall, a_machine(hall))
    hall.clock.advance(minutes=30)
    return kiosk


def test_who_came_at_most_ten_minutes_ago_waits_by_their_arrival(hall: TheHall, alone: Alone) -> None:
    hall.clock.advance(minutes=-8)
    before = hall.issue().visit
    hall.clock.advance(minutes=4)
    later = hall.issue().visit
    hall.clock.advance(minutes=4)
    given = alone.gave(ago=6 * M)
    assert (given.number, given.state) == ("A 5001", "waiting")
    row = hall.visit(given.visit)
    assert row.reference_at == row.issued_at == hall.clock.now() - 6 * M
    assert (row.offline, row.device_id, row.ahead) == (True, alone.machine.kiosk, 0)
    assert [hall.next().visit, hall.next(hall.omar).visit] == [before, given.visit]
    hall.do(start, hall.vera, before)
    hall.do(finish, hall.vera, before)
    assert hall.next().visit == later


def test_their_wait_began_when_they_came(hall: TheHall, alone: Alone) -> None:
    visit = alone.gave(ago=9 * M).visit
    hall.clock.advance(minutes=3)
    hall.next()
    waiting, _ = hall.stages(visit)
    assert waiting.ended_at - waiting.started_at == 12 * M


@pytest.mark.parametrize(
    ("ago", "state"),
    [(timedelta(), "waiting"), (10 * M, "waiting"), (10 * M + timedelta(milliseconds=1), "parked"), (25 * M, "parked")],
)
def test_nobody_knows_whether_who_came_earlier_is_still_here(
    hall: TheHall, alone: Alone, ago: timedelta, state: str
) -> None:
    given = alone.gave(ago=ago)
    assert (given.state, hall.state(given.visit)) == (state, state)
    if state == "parked":
        (told,) = hall.events("visit_parked")
        assert (told.counter, told.clerk, told.data["offline"]) == (None, None, True)
        assert told.data["before"] == {"state": "waiting"}
        assert hall.press_next() is None


def test_the_journal_tells_when_and_for_which_day_it_was_given(hall: TheHall, alone: Alone) -> None:
    given = alone.gave("T01", ago=5 * M, lang="tr", visitor_class=VisitClass.PRIORITY)
    (told,) = hall.events("visit_issued")
    assert told.visit_id == given.visit
    assert told.data == {
        "number": "T 5001",
        "group": "T",
        "service": "T01",
        "visitor_class": "priority",
        "lang": "tr",
        "origin": "offline",
        "issued_at": "2026-11-23T07:25:00.000000Z",
        "day": "2026-11-23",
        "promise_s": 300,
        "ahead": 0,
    }
    assert replayed(hall.events()) == {given.visit: "waiting"}
    assert broken_at(hall.events()) is None


def test_told_again_it_changes_nothing_wherever_it_is_by_then(hall: TheHall, alone: Alone) -> None:
    ticket = alone.ticket(paper=("sent", None), held=True)
    first = alone.tell(ticket)
    entries = len(hall.events())
    assert alone.tell(ticket) == first
    assert len(hall.events()) == entries
    hall.next()
    assert alone.tell(ticket).state == "called"
    assert hall.one("SELECT count(*) FROM visit") == hall.one("SELECT count(*) FROM print_job") == 1


def test_a_number_that_was_not_lent_is_refused(hall: TheHall, alone: Alone) -> None:
    other = a_machine(hall, "Автомат до стълбите")
    ticket = alone.ticket()
    for wrong in (
        {"digits": ticket.digits + 1},
        {"visit": ticket.visit + 1},
        {"visit": 4711, "digits": 7001},
        {"digits": 4999},
    ):
        with pytest.raises(NotLent):
            alone.tell(changed(ticket, **wrong))
    elsewhere = Alone(hall, other)
    elsewhere.machine = alone.machine
    with pytest.raises(NotLent):
        elsewhere.tell(elsewhere.ticket())
    assert hall.one("SELECT count(*) FROM visit") == 0


def changed(ticket: Any, **facts: Any) -> Any:
    """The same ticket with something else."""
    return replace(ticket, **facts)


def test_a_ticket_of_another_visit_is_refused(hall: TheHall, alone: Alone) -> None:
    ticket = alone.ticket()
    alone.tell(ticket)
    online = hall.issue()
    with pytest.raises(KeyReused):
        alone.tell(changed(ticket, digits=ticket.digits + 1))
    with pytest.raises(KeyReused):
        alone.tell(changed(ticket, visit=online.visit, digits=1))


def test_a_service_that_is_offered_no_more_is_taken_all_the_same(hall: TheHall, alone: Alone) -> None:
    ticket = alone.ticket("A02")
    hall.change("UPDATE service SET active = false WHERE code = 'A02'")
    hall.change("UPDATE hall SET catalogue_version = catalogue_version + 1")
    assert alone.tell(ticket).state == "waiting"
    with pytest.raises(NoSuchService):
        alone.gave("Z99")


def test_what_the_visitor_said_is_kept_and_forgotten_as_usual(hall: TheHall, alone: Alone) -> None:
    said: dict[str, Any] = {
        "needs": [Need.TIME, Need.HEARING],
        "call_in": CallIn.CHIME,
        "documents": {"id_card": True, "nonsense": True},
    }
    row = hall.visit(alone.gave(**said).visit)
    assert (row.needs, row.call_in, row.documents) == (["hearing", "time"], "chime", {"id_card": True})
    hall.next()
    hall.do(start, hall.vera, row.id)
    hall.do(finish, hall.vera, row.id)
    assert hall.visit(row.id).needs is None
    assert "hearing" not in str([tuple(event) for event in hall.events()])


@pytest.mark.parametrize(
    ("clock_says", "state", "counts_from"),
    [
        (NINE + timedelta(hours=5), "waiting", NINE + 30 * M),  # ahead: now
        (NINE - timedelta(hours=5), "parked", NINE),  # behind: not before the number was lent
        (datetime(1, 1, 1, tzinfo=UTC), "parked", NINE),
        (datetime.max.replace(tzinfo=UTC), "waiting", NINE + 30 * M),
    ],
)
def test_a_kiosks_clock_may_be_wrong_by_hours(
    hall: TheHall, alone: Alone, clock_says: datetime, state: str, counts_from: datetime
) -> None:
    given = alone.gave(issued_at=clock_says)
    assert (given.state, hall.visit(given.visit).issued_at) == (state, counts_from)


def test_a_number_lent_before_the_halls_clock_was_set_back_makes_nobody_wait_less_than_nothing(hall: TheHall) -> None:
    alone = Alone(hall, a_machine(hall))
    hall.clock.advance(hours=-5)
    visit = alone.gave(issued_at=NINE).visit
    assert hall.visit(visit).reference_at == hall.clock.now()
    hall.next()
    assert all(stage.ended_at is None or stage.ended_at >= stage.started_at for stage in hall.stages(visit))


def test_the_number_whose_answer_was_lost_is_withdrawn_for_nobody_holds_it(hall: TheHall, alone: Alone) -> None:
    ghost = hall.issue(key="tap", device=alone.machine.kiosk, paper=True)
    given = alone.gave(key="tap")
    assert (hall.state(ghost.visit), given.state) == ("withdrawn", "waiting")
    (told,) = hall.events("visit_withdrawn")
    assert (told.visit_id, told.data["offline"], told.data["before"]) == (ghost.visit, True, {"state": "waiting"})
    assert hall.do(claim) is None
    assert (paper_of(hall.store, ghost.visit) or {})["cause"] == "too_late"
    assert hall.next().visit == given.visit


def test_what_was_called_in_vain_for_a_lost_answer_leaves_the_desk(hall: TheHall, alone: Alone) -> None:
    ghost = hall.issue(key="tap", device=alone.machine.kiosk).visit
    hall.next()
    given = alone.gave(key="tap")
    assert hall.state(ghost) == "withdrawn"
    assert hall.next().visit == given.visit


def test_a_number_that_somebody_holds_is_not_withdrawn(hall: TheHall, alone: Alone) -> None:
    held = hall.issue(key="opened on a phone", device=alone.machine.kiosk).visit
    hall.do(hold, held)
    served = hall.issue(key="served", device=alone.machine.kiosk).visit
    hall.next(), hall.next(hall.omar)
    hall.do(start, hall.omar, served)
    for key in ("opened on a phone", "served"):
        assert alone.gave(key=key).state == "waiting"
    assert (hall.state(held), hall.state(served)) == ("called", "serving")


def test_a_kiosk_withdraws_nobody_elses_number(hall: TheHall, alone: Alone) -> None:
    """An agent hears keys of papers that it prints for others."""
    elsewhere, at_a_desk = hall.issue(key="theirs").visit, hall.issue(key="clerk", device=None).visit
    for key in ("theirs", "clerk"):
        assert alone.gave(key=key).state == "waiting"
    assert (hall.state(elsewhere), hall.state(at_a_desk)) == ("waiting", "waiting")


def test_two_numbers_for_one_tap_are_both_taken(hall: TheHall, alone: Alone) -> None:
    """The server refuses nothing that it lent."""
    one, two = alone.gave(key="tap"), alone.gave(key="tap")
    assert (hall.state(one.visit), two.state) == ("waiting", "waiting")


def test_the_tap_sent_to_the_server_again_gives_the_number_that_was_given_alone(hall: TheHall, alone: Alone) -> None:
    said: dict[str, Any] = {"lang": "ro", "documents": {"id_card": True}, "needs": [Need.SIGHT]}
    given = alone.gave(key="tap", **said)
    again = hall.issue(key="tap", device=alone.machine.kiosk, **said)
    assert (again.visit, again.number, again.fresh) == (given.visit, "A 5001", False)
    with pytest.raises(KeyReused):
        hall.issue("A02", key="tap", device=alone.machine.kiosk)


@pytest.mark.parametrize("end", [("sent", None), ("confirmed", None), ("failed", "paper_out"), ("unknown", "restart")])
def test_what_became_of_its_paper_is_known_and_told(hall: TheHall, alone: Alone, end: tuple[str, str | None]) -> None:
    visit = alone.gave(paper=end).visit
    assert paper_of(hall.store, visit) == {"job": 1, "state": end[0], "cause": end[1]}
    assert hall.one("SELECT agent_id FROM print_job") == alone.machine.agent
    assert hall.do(claim, alone.machine.agent) is None
    (told,) = hall.events("print_settled")
    assert told.data == {"job": 1, "state": end[0], "cause": end[1]}


def test_who_was_left_without_paper_is_nobody_unless_they_said_that_they_have_it(hall: TheHall, alone: Alone) -> None:
    nobody = alone.gave(paper=("failed", "paper_out")).visit
    somebody = alone.gave(paper=("failed", "paper_out"), held=True).visit
    assert [event.visit_id for event in hall.events("visit_held")] == [somebody]
    hall.clock.advance(minutes=1)
    assert hall.do(drop_the_unheld) == [nobody]


def test_the_first_ticket_of_a_day_opens_it_also_when_a_kiosk_gave_it(new_hall: TheHall) -> None:
    alone = Alone(new_hall, a_machine(new_hall))
    given = alone.gave()
    assert given.state == "waiting"
    assert [event.data["day"] for event in new_hall.events("day_opened")] == ["2026-11-23"]
    assert new_hall.issue().number == "A 001"


def test_a_day_nobody_has_closed_yet_ends_with_the_first_ticket_of_the_next(hall: TheHall) -> None:
    """The server was away over midnight, and the caretaker with it."""
    old = hall.issue().visit
    hall.clock.set(NINE + timedelta(days=1))
    given = Alone(hall, a_machine(hall)).gave()
    assert (given.state, hall.state(old)) == ("waiting", "closed")
    assert hall.visit(given.visit).day_id == hall.shot().day_id
    assert hall.issue().number == "A 001"  # the hall goes on
    assert [event.data["day"] for event in hall.events("day_opened")] == ["2026-11-23", "2026-11-24"]


def test_of_a_day_that_is_over_it_is_closed_in_that_day(hall: TheHall, alone: Alone) -> None:
    ticket = alone.ticket(needs=[Need.TIME], paper=("failed", "paper_out"), held=True)
    hall.clock.advance(hours=9)
    hall.do(close_day)
    hall.clock.advance(hours=15)
    today = hall.open().issue()
    given = alone.tell(ticket)
    row = hall.visit(given.visit)
    assert (given.state, row.state, row.needs) == ("closed", "closed", None)
    assert row.day_id == hall.one("SELECT id FROM service_day WHERE date = '2026-11-23'")
    assert row.day_id != hall.visit(today.visit).day_id
    told = hall.events("visit_closed")[-1]
    assert told.data == {"state": "closed", "before": {"state": "waiting"}, "offline": True}
    assert [stage.kind for stage in hall.stages(given.visit) if stage.ended_at] == ["waiting"]


def test_of_today_but_after_the_close_it_is_closed_too(hall: TheHall, alone: Alone) -> None:
    hall.do(close_day)
    assert alone.gave(ago=M).state == "closed"
    assert hall.shot().day is None


def test_a_day_on_which_only_kiosks_worked_is_a_day_that_is_over(hall: TheHall) -> None:
    hall.do(close_day)
    hall.clock.set(NINE + timedelta(days=1))
    alone = Alone(hall, a_machine(hall))  # just before the server goes away
    tickets = [alone.ticket(key="tap"), alone.ticket()]
    hall.clock.set(NINE + timedelta(days=2))
    hall.open()
    today = hall.shot().day_id
    assert [alone.tell(ticket).state for ticket in tickets] == ["closed", "closed"]
    (day,) = hall.rows("SELECT id, opened_at, closed_at FROM service_day WHERE date = '2026-11-24'")
    assert {hall.visit(ticket.visit).day_id for ticket in tickets} == {day.id}
    assert hall.shot().day_id == today
    hall.do(close_day)
    assert last_day(hall) == date(2026, 11, 25)  # though the row of the other day came later


def last_day(hall: TheHall) -> date:
    """The day the office shows."""
    with hall.store.look() as conn:
        day: date = conn.execute(figures.LAST_DAY, {"hall": hall.id}).one().date
    return day


def test_a_key_of_long_ago_does_not_stand_in_the_way(hall: TheHall) -> None:
    alone = Alone(hall, a_machine(hall))
    hall.issue(key="tap", device=alone.machine.kiosk)
    ticket = alone.ticket(key="tap")
    for days in (1, 2, 3):
        hall.clock.set(NINE + timedelta(days=days))
        hall.open()
    assert alone.tell(ticket).state == "closed"


def test_a_morning_without_the_server_is_taken_into_its_own_day(hall: TheHall) -> None:
    alone = Alone(hall, a_machine(hall), ahead=True)
    hall.do(close_day)
    hall.clock.set(NINE + timedelta(days=1))
    early, late = alone.ticket(ago=20 * M), alone.ticket(ago=5 * M)
    assert [alone.tell(ticket).state for ticket in (early, late)] == ["parked", "waiting"]
    assert hall.shot().day == date(2026, 11, 24)
    assert hall.visit(early.visit).issued_at == NINE + timedelta(days=1) - 20 * M


def test_a_kiosk_that_is_behind_by_a_day_gives_no_ticket_of_the_day_before(hall: TheHall) -> None:
    alone = Alone(hall, a_machine(hall), ahead=True)
    hall.clock.set(NINE + timedelta(days=1))
    given = alone.gave(issued_at=NINE)
    assert hall.visit(given.visit).issued_at == datetime(2026, 11, 23, 22, tzinfo=UTC)  # midnight in Sofia


def test_a_kiosk_that_is_ahead_by_a_day_is_told_so(hall: TheHall) -> None:
    alone = Alone(hall, a_machine(hall), ahead=True)
    with pytest.raises(NotLent, match="that day has not come"):
        alone.gave()
    assert hall.one("SELECT count(*) FROM service_day") == 1


def test_two_kiosks_can_never_give_the_same_number(hall: TheHall) -> None:
    kiosks = [Alone(hall, a_machine(hall, f"Автомат {n}")) for n in range(3)]
    given = [kiosk.gave(service).number for service in ("A01", "T01") for kiosk in kiosks]
    assert given == ["A 5001", "A 6001", "A 7001", "T 5002", "T 6002", "T 7002"]

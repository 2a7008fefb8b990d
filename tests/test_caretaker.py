"""What happens by itself: the caretaker's round."""

from typing import Any

import pytest
from flask import Flask

from server.caretaker import Caretaker
from server.hall.desks import alias_of
from server.hall.founding import found_hall
from server.hall.holding import hold
from server.hall.printing import claim, progress
from server.models.print_job import PrintState
from tests.asking import drain
from tests.cast import TheHall
from tests.paper import Hands, Machine, a_machine, by_hand


def aliases(hall: TheHall) -> list[int]:
    """The years of Vera's names in the journal that somebody can still look up."""
    rows = hall.rows("SELECT year FROM clerk_alias WHERE staff_id = :vera ORDER BY year", vera=hall.vera)
    return [row.year for row in rows]


def a_day_later(hall: TheHall, caretaker: Caretaker, days: int) -> None:
    """Vera works on another day, and at night the caretaker closes it."""
    hall.clock.advance(days=days)
    hall.open()
    hall.clock.advance(hours=12)
    caretaker.go_round()
    hall.clock.advance(hours=-12)


def test_whom_an_alias_stood_for_is_forgotten_twelve_months_after_its_year(hall: TheHall, app: Flask) -> None:
    caretaker = Caretaker(app.extensions["gishe"])
    in_the_journal = hall.do(alias_of, hall.vera)
    a_day_later(hall, caretaker, 364)  # a Monday in November 2027
    assert aliases(hall) == [2026, 2027]
    a_day_later(hall, caretaker, 49)  # in January 2028
    assert aliases(hall) == [2027, 2028]
    assert in_the_journal in {event.clerk for event in hall.events()}  # where it names nobody any more


def test_the_caretaker_looks_after_a_hall_though_another_one_is_in_trouble(
    hall: TheHall, app: Flask, log: list[Any]
) -> None:
    """A zone that the machine does not know (any more) breaks whatever asks for the hour."""
    caretaker, other = Caretaker(app.extensions["gishe"]), found_hall(hall.store, "second")
    hall.change("UPDATE hall SET zone = 'Europe/Nowhere', day = '2026-11-23' WHERE id <> :hall", hall=hall.id)
    hall.change("UPDATE hall SET id = -id WHERE id = :other", other=other)  # it is looked after first
    hall.clock.advance(hours=12)
    rounds: list[int] = []
    app.extensions["gishe"].rounds.append(lambda: rounds.append(1))
    for _ in range(2):
        caretaker.go_round()
    app.extensions["gishe"].rounds.pop()
    assert hall.events()[-1].kind == "day_closed"
    assert len(rounds) == 2
    assert [line["event"] for line in log if line["log_level"] == "error"] == [
        "the caretaker could not look after a hall"
    ]


@pytest.fixture
def hands(app: Flask) -> Hands:
    """The clock by which machines are heard."""
    return by_hand(app)


@pytest.fixture
def caretaker(app: Flask, hands: Hands) -> Caretaker:
    """Who goes round by that clock."""
    return Caretaker(app.extensions["gishe"], hands)


@pytest.fixture
def door(hall: TheHall) -> Machine:
    """A kiosk with an agent."""
    return a_machine(hall)


def ticket(app: Flask, door: Machine, key: str) -> Any:
    """Somebody takes a ticket there."""
    return door.page(app).post("tickets", service="A01", lang="bg", key=key).get_json()


def papers(hall: TheHall) -> list[tuple[str, str | None]]:
    """How they are, the oldest first."""
    return [(row.state, row.cause) for row in hall.rows("SELECT state, cause FROM print_job ORDER BY id")]


def test_visitors_of_a_kiosk_whose_agent_is_away_learn_within_seconds_that_no_paper_comes(
    hall: TheHall, app: Flask, caretaker: Caretaker, hands: Hands, door: Machine
) -> None:
    door.says(app)
    for key in ("sending", "claimed", "queued"):
        ticket(app, door, key)
    door.asks(app).post("print-jobs/claims")
    door.asks(app).patch("print-jobs/1", state="sending")
    door.asks(app).post("print-jobs/claims")
    hands.advance(10)
    caretaker.go_round()
    assert papers(hall) == [("sending", None), ("claimed", None), ("queued", None)]
    hands.advance(0.1)
    caretaker.go_round()
    assert papers(hall) == [("unknown", "no_agent"), ("unknown", "no_agent"), ("failed", "no_agent")]
    assert len(hall.events("print_settled")) == 3
    caretaker.go_round()
    assert len(hall.events("print_settled")) == 3


def test_the_truth_told_later_replaces_what_nobody_knew(
    hall: TheHall, app: Flask, caretaker: Caretaker, hands: Hands, door: Machine
) -> None:
    for key in ("printed", "not begun", "failed"):
        ticket(app, door, key)
        job = door.asks(app).post("print-jobs/claims").get_json()["job"]
        if key != "not begun":
            door.asks(app).patch(f"print-jobs/{job}", state="sending")
    hands.advance(11)
    caretaker.go_round()
    assert papers(hall) == [("unknown", "no_agent")] * 3
    agent = door.asks(app)
    assert agent.patch("print-jobs/1", state="confirmed").status_code == 204
    assert agent.patch("print-jobs/2", state="sending").status_code == 409  # nothing is printed behind anybody's back
    assert agent.patch("print-jobs/2", state="failed", cause="too_late").status_code == 204
    assert agent.patch("print-jobs/3", state="failed", cause="paper_out").status_code == 204
    assert papers(hall) == [("confirmed", None), ("failed", "too_late"), ("failed", "paper_out")]


def test_papers_of_a_machine_that_is_heard_and_of_one_that_is_not_are_two_things(
    hall: TheHall, app: Flask, caretaker: Caretaker, hands: Hands, door: Machine
) -> None:
    stairs = a_machine(hall, "Автомат до стълбите")
    for machine in (door, stairs):
        machine.says(app)
        ticket(app, machine, f"{machine.kiosk}")
    hands.advance(9)
    stairs.says(app)
    hands.advance(2)
    caretaker.go_round()
    assert papers(hall) == [("failed", "no_agent"), ("queued", None)]


def test_after_a_start_every_machine_has_time_to_be_heard(
    hall: TheHall, app: Flask, caretaker: Caretaker, hands: Hands, door: Machine
) -> None:
    ticket(app, door, "tap")
    hands.advance(10)
    caretaker.go_round()
    assert papers(hall) == [("queued", None)]


@pytest.mark.parametrize(
    ("step", "end"),
    [
        (PrintState.CLAIMED, ("unknown", "no_agent")),
        (PrintState.SENDING, ("unknown", "no_agent")),
        (PrintState.SENT, ("sent", None)),
    ],
)
def test_a_paper_that_stands_still_though_its_agent_is_heard_is_given_up(
    hall: TheHall,
    app: Flask,
    caretaker: Caretaker,
    hands: Hands,
    door: Machine,
    step: PrintState,
    end: tuple[str, str | None],
) -> None:
    """Its disk was replaced, or the server could not read what it said of the job."""
    ticket(app, door, "tap")
    hall.do(claim, door.agent)
    if step != PrintState.CLAIMED:
        hall.do(progress, 1, step, door.agent)
    for _ in range(12):
        caretaker.go_round()
        hands.advance(10)
        door.says(app)
    assert papers(hall) == [(step, None)]
    hands.advance(1)
    caretaker.go_round()
    assert papers(hall) == [end]


def test_what_waits_for_a_machine_that_is_heard_waits(
    hall: TheHall, app: Flask, caretaker: Caretaker, hands: Hands, door: Machine
) -> None:
    ticket(app, door, "tap")
    for _ in range(30):
        door.says(app)
        caretaker.go_round()
        hands.advance(9)
    assert papers(hall) == [("queued", None)]


def test_a_number_nobody_holds_is_dropped_by_itself_and_comes_back_with_a_word(
    hall: TheHall, app: Flask, caretaker: Caretaker, door: Machine
) -> None:
    door.says(app, paper="out", cause="paper_out")
    drain(app)
    issued = ticket(app, door, "tap")
    assert issued["print"]["state"] == "failed"
    hall.clock.advance(seconds=59)
    caretaker.go_round()
    assert hall.next().visit == issued["visit"]
    second = ticket(app, door, "tap 2")["visit"]
    hall.clock.advance(seconds=60)
    caretaker.go_round()
    assert hall.press_next(hall.omar) is None
    hall.do(hold, second)
    caretaker.go_round()
    assert hall.next(hall.omar).visit == second


def test_a_round_in_a_quiet_hall_writes_nothing(hall: TheHall, app: Flask, caretaker: Caretaker, door: Machine) -> None:
    door.says(app)
    hall.issue()
    seq = hall.one("SELECT seq FROM hall")
    for _ in range(5):
        hall.clock.advance(minutes=1)
        door.says(app)
        caretaker.go_round()
    assert hall.one("SELECT seq FROM hall") == seq

"""What the faces are shown."""

import json
from random import Random
from typing import Any

import pytest

from server.clock import wall
from server.domain.calling import Waiting, order
from server.hall import boards, figures, public
from server.hall.desks import pause, sign_off, sign_on
from server.hall.forecasting import gaps
from server.hall.pictures import Desk, Pad
from server.hall.printers import PaperNow
from server.hall.rating import RIGHT_AT
from server.hall.serving import absent, finish, recall, start
from server.hall.transferring import come_back, park, transfer
from server.hall.undoing import undo
from server.models.visit import Need, VisitClass
from tests.cast import TheHall


def desk(hall: TheHall, number: int = 1, reader: int | None = None) -> Desk:
    """The desk's picture as whoever serves there sees it, or another reader."""
    shot = hall.shot()
    place = shot.house.counter(number)
    assert place is not None
    at = shot.desks.get(place.id)
    return boards.desk(shot, hall.clock, place, reader if reader is not None or at is None else at.id)


def pad(hall: TheHall, number: int = 1) -> Pad:
    shot = hall.shot()
    place = shot.house.counter(number)
    assert place is not None
    with hall.store.look() as conn:
        right = conn.execute(RIGHT_AT, {"hall": hall.id, "counter": place.id}).one_or_none()
    return boards.pad(shot, hall.clock, place, right)


def board(hall: TheHall) -> Any:
    return boards.board(hall.shot(), hall.clock, {})


def test_the_board_shows_the_latest_call_of_each_ticket_newest_first(hall: TheHall) -> None:
    first = hall.called()
    hall.issue()
    hall.next(hall.omar)
    hall.do(recall, hall.vera, first)
    calls = board(hall).calls
    assert [(call.number, call.counter, call.open) for call in calls] == [("A 001", 1, True), ("A 002", 2, True)]
    assert calls[0].call > calls[1].call
    hall.do(start, hall.vera, first)
    assert [call.open for call in board(hall).calls] == [False, True]


def test_the_board_shows_twelve_calls_at_most(hall: TheHall) -> None:
    for _ in range(14):
        hall.finished()
    numbers = [call.number for call in board(hall).calls]
    assert numbers == [f"A {n:03}" for n in range(14, 2, -1)]


@pytest.mark.parametrize("others", [13, 60])
def test_a_call_stands_on_the_board_until_the_person_is_gone_however_many_are_called_after_them(
    hall: TheHall, others: int
) -> None:
    hall.issue()
    called = hall.next(hall.omar).visit
    for _ in range(others):
        hall.finished()
    calls = board(hall).calls
    assert (len(calls), calls[-1].number, calls[-1].open) == (13, "A 001", True)
    assert [call.call for call in calls] == sorted((call.call for call in calls), reverse=True)
    hall.do(start, hall.omar, called)
    assert board(hall).calls[-1].number == "A 001"
    hall.do(finish, hall.omar, called)
    assert "A 001" not in [call.number for call in board(hall).calls]


def test_a_call_taken_back_is_gone_from_the_board(hall: TheHall) -> None:
    hall.do(undo, hall.vera, hall.called())
    assert board(hall).calls == []


def test_the_board_and_the_lobby_tell_how_many_wait_and_whether_anybody_is_there(hall: TheHall) -> None:
    hall.issue("A01")
    hall.issue("A02")
    hall.issue("T01")
    hall.do(pause, hall.omar, "кафе")
    lobby = boards.lobby(hall.shot(), hall.clock, {"A": 300.0}, phone=True, paper=PaperNow("ready"))
    shown = {line.letter: (line.waiting, line.staffed) for line in lobby.groups}
    assert shown == {
        "A": (2, True),
        "T": (1, False),
        "K": (0, False),
        "M": (0, False),
        "E": (0, False),
        "H": (0, False),
    }
    assert board(hall).waiting == 3
    waits = {line.letter: (line.wait.low_min, line.wait.high_min) for line in lobby.groups}
    assert waits["A"] == (10, 20)


def test_a_clerk_who_may_call_nobody_of_a_group_makes_no_wait_of_it_any_shorter(hall: TheHall) -> None:
    """Lili knows the information desk only; counter 1 has its groups, but not she."""
    before = gaps(hall.store, hall.id)["A"]
    hall.do(sign_on, hall.lili, 3)
    assert gaps(hall.store, hall.id)["A"] == before
    hall.do(sign_off, hall.vera)
    hall.do(sign_off, hall.omar)
    shown = {line.letter: line.staffed for line in board(hall).groups}
    assert (shown["A"], shown["H"]) == (False, True)


def test_the_board_knows_when_the_hall_is_closed(hall: TheHall) -> None:
    assert board(hall).open
    hall.clock.advance(hours=12)
    assert not board(hall).open


def test_a_closed_hall_says_in_its_lobby_when_it_opens_and_the_weeks_hours(hall: TheHall) -> None:
    hall.clock.advance(hours=9)
    lobby = boards.lobby(hall.shot(), hall.clock, {}, phone=False, paper=PaperNow())
    assert (lobby.open, str(lobby.opens_at), lobby.closes_at) == (False, "2026-11-24 06:30:00+00:00", None)
    assert [day.date for day in lobby.hours] == [f"2026-11-{n}" for n in range(23, 30)]
    assert [len(day.intervals) for day in lobby.hours] == [1, 1, 1, 1, 1, 0, 0]
    assert (lobby.paper, lobby.phone) == ("none", False)


def test_a_desk_lists_the_first_fifty_in_the_rules_order_and_counts_all(hall: TheHall) -> None:
    chance = Random(7)  # noqa: S311 a line to be repeated, no secret
    waiting = []
    for _ in range(60):
        kind = VisitClass.PRIORITY if chance.random() < 0.3 else VisitClass.ORDINARY
        service = chance.choice(["A01", "A02", "H01", "T01"])
        issued = hall.issue(service, visitor_class=kind)
        row = hall.visit(issued.visit)
        if service != "T01":
            waiting.append(Waiting(row.id, row.service_id, row.promise_s, row.reference_at))
        hall.clock.advance(seconds=chance.randrange(200))
    hall.do(sign_on, hall.vera, 3)  # serves A, helps with H
    shown = desk(hall, 3)
    by_rule = sorted(waiting, key=lambda w: order(w, hall.clock.now()))
    assert shown.waiting_count == len(waiting)
    assert [row.visit for row in shown.waiting] == [w.id for w in by_rule[:50]]
    assert hall.next().visit == shown.waiting[0].visit


def test_a_desk_neither_lists_nor_counts_who_waits_for_another_counter(hall: TheHall) -> None:
    sent = hall.called()
    hall.do(transfer, hall.vera, sent, counter=2)
    hall.issue()
    assert ([row.number for row in desk(hall, 1).waiting], desk(hall, 1).waiting_count) == (["A 002"], 1)
    assert ([row.number for row in desk(hall, 2).waiting], desk(hall, 2).waiting_count) == (["A 001", "A 002"], 2)
    hall.do(pause, hall.omar, "обяд")
    assert desk(hall, 1).waiting_count == 2


def test_a_desk_lists_all_it_may_call_though_many_before_them_were_sent_to_another_counter(hall: TheHall) -> None:
    for _ in range(55):
        hall.do(transfer, hall.vera, hall.called(), counter=2)
    last = [hall.issue().visit for _ in range(3)]
    shown = desk(hall, 1)
    assert (shown.waiting_count, [row.visit for row in shown.waiting]) == (3, last)
    assert (desk(hall, 2).waiting_count, len(desk(hall, 2).waiting)) == (58, 50)


def test_a_desk_without_a_clerk_calls_nobody_and_a_neighbour_tells_who_is_there(hall: TheHall) -> None:
    hall.called()
    other = desk(hall, 3)
    assert (other.clerk, other.waiting) == (None, [])
    assert {n.number: (n.clerk, n.state) for n in other.counters if n.clerk} == {
        1: ("Вера", "busy"),
        2: ("Омар", "free"),
    }
    hall.do(pause, hall.omar, "кафе")
    assert next(n.state for n in desk(hall, 1).counters if n.number == 2) == "paused"
    assert desk(hall, 2).paused == "кафе"


def test_the_serving_desk_is_told_what_it_needs_to_know(hall: TheHall) -> None:
    visit = hall.issue("A01", needs=[Need.SIGHT], documents={"id_card": True}, lang="tr").visit
    hall.clock.advance(minutes=3)
    hall.next()
    hall.clock.advance(minutes=1)
    hall.do(recall, hall.vera, visit)
    shown = desk(hall).visit
    assert shown is not None
    assert (shown.number, shown.state, shown.lang, shown.needs, shown.calls) == ("A 001", "called", "tr", ["sight"], 2)
    assert {mark.code: mark.have for mark in shown.documents}["id_card"] is True
    assert (shown.waited_s, shown.started_at) == (180, None)
    at = hall.clock.advance(minutes=1)
    hall.do(start, hall.vera, visit)
    started = desk(hall).visit
    assert started is not None
    assert started.started_at == at


def test_what_is_aside_can_be_brought_back_while_there_is_time(hall: TheHall) -> None:
    parked = hall.called()
    hall.do(park, hall.vera, parked)
    gone = hall.called()
    hall.do(absent, hall.vera, gone)
    shown = desk(hall, 2)  # serves the same group
    assert [row.visit for row in shown.parked] == [parked]
    assert [row.visit for row in shown.absent] == [gone]
    assert desk(hall, 5).parked == []
    hall.clock.advance(minutes=15, seconds=1)
    assert desk(hall, 2).absent == []


def test_a_second_absence_is_not_offered_back(hall: TheHall) -> None:
    visit = hall.called()
    hall.do(absent, hall.vera, visit)
    hall.do(come_back, visit)
    hall.next()
    hall.do(absent, hall.vera, visit)
    assert desk(hall).absent == []


def test_the_last_step_can_be_taken_back_for_a_minute_and_only_while_nothing_else_moved(hall: TheHall) -> None:
    visit = hall.finished()
    undoing = desk(hall).undo
    assert undoing is not None
    assert (undoing.visit, undoing.step) == (visit, "finished")
    assert desk(hall, 2).undo is None
    hall.clock.advance(seconds=61)
    assert desk(hall).undo is None
    other = hall.called()
    hall.do(transfer, hall.vera, other, counter=2)
    assert desk(hall).undo is not None
    hall.next(hall.omar)
    assert desk(hall).undo is None


@pytest.mark.parametrize("step", [None, "called", "serving", "rate", "over"])
def test_the_pad_asks_for_a_rating_for_a_minute_after_the_end(hall: TheHall, step: str | None) -> None:
    if step in ("called", "serving"):
        getattr(hall, step)()
    elif step is not None:
        visit = hall.finished(lang="ro")
        if step == "over":
            hall.change("UPDATE rating_right SET pad_until = :past", past=str(wall().replace(tzinfo=None, year=2025)))
    shown = pad(hall)
    assert shown.state == {None: "idle", "over": "idle"}.get(step, step)
    if step == "rate":
        assert (shown.visit, shown.number, shown.lang) == (visit, "A 001", "ro")
        assert shown.until is not None
        assert 50 < (shown.until - wall()).total_seconds() <= 60
        hall.rate(visit)
        assert pad(hall).state == "idle"


def test_the_public_picture_has_numbers_only_in_calling_order(hall: TheHall) -> None:
    hall.called()
    hall.issue()
    hall.clock.advance(minutes=2)
    hall.issue(visitor_class=VisitClass.PRIORITY)
    hall.issue("T01")
    hall.clock.advance(minutes=2)
    live = public.live(hall.store, hall.id, hall.shot(), {"A": 240.0}, hall.clock.now())
    assert [(call.number, call.counter) for call in live.called] == [("A 001", 1)]
    assert {g.letter: g.waiting for g in live.groups if g.waiting} == {"A": ["A 003", "A 002"], "T": ["T 300"]}
    assert set(live.model_dump()) == {"hall", "open", "called", "last", "groups"}
    assert live.open


def test_the_office_sees_the_day_in_figures(hall: TheHall) -> None:
    for wait, service in ((2, 5), (4, 10), (30, 3)):
        visit = hall.issue().visit
        hall.clock.advance(minutes=wait)
        hall.next()
        hall.clock.advance(seconds=30)
        hall.do(start, hall.vera, visit)
        hall.clock.advance(minutes=service)
        hall.do(finish, hall.vera, visit)
    hall.do(absent, hall.vera, hall.called())
    hall.issue("T01")
    hall.clock.advance(minutes=1)
    shot = hall.shot()
    shown = figures.today(hall.store, hall.id, shot, hall.clock, how_is=lambda _: "never", own=True, insecure_lan=False)
    assert (shown.issued, shown.waiting, shown.finished, shown.absent, shown.longest_wait_s) == (5, 1, 3, 1, 60)
    group = next(g for g in shown.groups if g.letter == "A")
    assert (group.wait_median_s, group.wait_p90_s, group.within_20_min) == (120, 1800, 0.75)  # 0, 2, 4, 30 minutes
    assert (group.walk_median_s, group.walk_p90_s) == (30, 30)
    assert (group.finished, group.service_median_s, group.service_p90_s) == (3, 300, 600)
    assert {c.number: (c.clerk, c.state) for c in shown.counters if c.clerk} == {
        1: ("Вера", "free"),
        2: ("Омар", "free"),
    }


def test_no_picture_but_the_serving_desks_knows_anything_personal(hall: TheHall) -> None:
    note = "чака дъщеря си"
    visit = hall.called(needs=[Need.HEARING, Need.WHEELCHAIR])
    hall.do(transfer, hall.vera, visit, counter=1, note=note)
    hall.issue(needs=[Need.INTERPRETER])
    hall.next()
    shot = hall.shot()
    place = shot.house.counter(1)
    assert place is not None
    mine = json.loads(desk(hall).model_dump_json())
    assert (mine["visit"]["needs"], mine["visit"]["note"]) == (["hearing", "wheelchair"], note)
    public_faces = [
        board(hall),
        boards.lobby(shot, hall.clock, {}, phone=True, paper=PaperNow("ready")),
        pad(hall),
        public.live(hall.store, hall.id, shot, {}, hall.clock.now()),
    ]
    for_staff = [
        desk(hall, 2),
        desk(hall, 1, reader=hall.omar),
        desk(hall, 1, reader=0),
        figures.today(hall.store, hall.id, shot, hall.clock, how_is=lambda _: "never", own=True, insecure_lan=False),
    ]
    told = "\n".join(picture.model_dump_json() for picture in [*public_faces, *for_staff])
    assert not [secret for secret in (note, *Need) if f'"{secret}"' in told.replace('"needs":[]', "")]
    assert "Вера" not in "\n".join(picture.model_dump_json() for picture in public_faces)


def test_a_desk_is_the_readers_own_by_who_they_are_not_by_their_name(hall: TheHall) -> None:
    shot = hall.shot()
    place = shot.house.counters[0]
    mine, others = (boards.desk(shot, hall.clock, place, reader) for reader in (hall.vera, hall.omar))
    assert (mine.clerk, mine.yours, others.clerk, others.yours) == ("Вера", True, "Вера", False)

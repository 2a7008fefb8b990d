"""What must hold for every call of every day. Each check plays a log by a rule and fails if the rule breaks it."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from server.domain.calling import GUARD_S, Waiting, recompute, waited_s
from server.models.visit import VisitClass
from tests.domain.log_of_a_day import Call, Day, Log, Person, Rule

CLOCKS_GO_BACK = datetime(2026, 10, 24, 23, 50, tzinfo=UTC)  # at 01:00 UTC, 04:00 in Sofia becomes 03:00


def in_one_class_the_earlier_goes_first(rule: Rule, log: Log) -> None:
    for call, passed in _passed_over(Day(log, rule)):
        if passed.promise_s == call.ticket.promise_s:
            assert (call.ticket.reference_at, call.ticket.id) < (passed.reference_at, passed.id)


def who_overtakes_has_used_up_more_of_the_promise(rule: Rule, log: Log) -> None:
    for call, passed in _passed_over(Day(log, rule)):
        if call.ticket.reference_at > passed.reference_at and waited_s(passed, call.at) < GUARD_S:
            assert _share(call.ticket, call.at) >= _share(passed, call.at)


def nobody_later_passes_who_waited_90_minutes(rule: Rule, log: Log) -> None:
    for call, passed in _passed_over(Day(log, rule)):
        if waited_s(passed, call.at) >= GUARD_S:
            assert call.ticket.reference_at <= passed.reference_at


def acting_gains_nothing(rule: Rule, acted: tuple[Log, int, Person]) -> None:
    """Coming later, not coming when called, or taking a new ticket: nobody is called earlier for it."""
    log, n, actor = acted
    assert Day(with_person(log, n, actor), rule).came_s(n) >= Day(log, rule).came_s(n)


def priority_never_harms_its_holder(rule: Rule, chosen: tuple[Log, int]) -> None:
    ordinary, declared = _with_and_without_priority(rule, chosen)
    n = chosen[1]
    assert declared.came_s(n) <= ordinary.came_s(n)


def priority_changes_nothing_elsewhere(rule: Rule, chosen: tuple[Log, int]) -> None:
    """In a part of the hall that shares no desk, even through others, with the holder's."""
    ordinary, declared = _with_and_without_priority(rule, chosen)
    log, n = chosen
    part = _part_of_the_hall(log, log.people[n])
    elsewhere = [p for p, person in enumerate(log.people) if person.service not in part]
    assert _calls_of(ordinary, elsewhere) == _calls_of(declared, elsewhere)


def a_transfer_never_loses_time(rule: Rule, log: Log) -> None:
    """Among equals whoever was in the hall first still goes first; and our mistake never lengthens a promise."""
    day = Day(log, rule)
    came_before: dict[int, Waiting] = {}
    for call in day.calls:
        for passed in _eligible(day, call):
            moved, owner = came_before.get(passed.id), log.people[day.holder[passed.id]]
            if moved and passed.promise_s == call.ticket.promise_s and call.ticket.id not in came_before:
                assert call.ticket.reference_at <= moved.reference_at, "a later one of the same promise went first"
            if moved and owner.our_mistake:
                assert passed.promise_s <= moved.promise_s
        if call.came:
            came_before.setdefault(call.ticket.id, call.ticket)


def nobody_is_called_where_they_cannot_be_served(rule: Rule, log: Log) -> None:
    for call in Day(log, rule).calls:
        desk = log.desks[call.desk]
        assert call.ticket.service in desk.primary | desk.assist
        assert call.ticket.service in desk.competences


def the_same_log_gives_the_same_calls(rule: Rule, log: Log) -> None:
    """Whatever the order of rows, the time zone, the night; and a second time in the same process."""
    first = _story(Day(log, rule))
    assert _story(Day(log, rule)) == first
    assert _story(Day(log, rule, rows=lambda line: tuple(line)[::-1])) == first
    assert _story(Day(log, rule, morning=CLOCKS_GO_BACK, zone=ZoneInfo("Europe/Sofia"))) == first


def every_choice_can_be_recomputed(rule: Rule, log: Log) -> None:
    """From what is stored with the call alone; and the opposite choice cannot be justified by it."""
    day = Day(log, rule)
    for call in day.calls:
        why = json.loads(json.dumps(call.why))
        assert why["chosen"]["visit"] == call.ticket.id
        assert (why["runner_up"] is None) == (not _eligible(day, call))
        assert recompute(why)
        assert not why["runner_up"] or not recompute(why | {"chosen": why["runner_up"], "runner_up": why["chosen"]})


def with_person(log: Log, n: int, person: Person) -> Log:
    return replace(log, people=(*log.people[:n], person, *log.people[n + 1 :]))


def _passed_over(day: Day) -> list[tuple[Call, Waiting]]:
    """Each call beside each of those whom the same desk could have called instead."""
    return [(call, passed) for call in day.calls for passed in _eligible(day, call)]


def _eligible(day: Day, call: Call) -> list[Waiting]:
    return [w for w in call.others if w.service in day.services_at(call.desk)]


def _share(w: Waiting, now: datetime) -> Fraction:
    return Fraction(waited_s(w, now), w.promise_s)


def _with_and_without_priority(rule: Rule, chosen: tuple[Log, int]) -> tuple[Day, Day]:
    log, n = chosen
    return tuple(  # type: ignore[return-value]
        Day(with_person(log, n, replace(log.people[n], visitor_class=kind)), rule)
        for kind in (VisitClass.ORDINARY, VisitClass.PRIORITY)
    )


def _part_of_the_hall(log: Log, person: Person) -> set[int]:
    """The services that share a desk or a transferred visitor, even through others, with the person's."""
    links = [set((d.primary | d.assist) & d.competences) for d in log.desks]
    links += [{p.service, p.moves_to} for p in log.people if p.moves_to]
    part = {person.service}
    while touched := [link for link in links if link & part and not link <= part]:
        part.update(*touched)
    return part


def _calls_of(day: Day, people: list[int]) -> list[tuple[int, int, int]]:
    return [story for story in _story(day) if story[2] in people]


def _story(day: Day) -> list[tuple[int, int, int]]:
    return [(call.at_s, call.desk, call.person) for call in day.calls]

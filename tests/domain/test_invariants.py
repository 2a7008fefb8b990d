"""The calling rule over random days: what must always hold, and that each of these tests can fail."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, find, given, settings
from hypothesis import strategies as st

from server.models.visit import VisitClass
from tests.domain import invariants
from tests.domain.invariants import with_person
from tests.domain.log_of_a_day import ABSENT_S, TARGETS, THE_RULE, Desk, Log, Person, Rule
from tests.domain.wrong_rules import WRONG

SETTINGS = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=200,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)

# Few kinds of anything: days full of ties, and short enough to be many.
SERVICES = st.sampled_from(list(TARGETS))
TIMES = st.integers(0, 150).map(lambda n: n * 20)
PEOPLE = st.builds(
    Person,
    arrives_s=TIMES,
    service=SERVICES,
    work_s=st.sampled_from([60, 240, 900, 1800]),
    visitor_class=st.sampled_from([VisitClass.ORDINARY, VisitClass.ORDINARY, VisitClass.PRIORITY]),
    back_s=st.sampled_from([None, None, None, ABSENT_S, 600]),
    again_s=st.sampled_from([None, None, None, 300]),
    moves_to=st.one_of(st.none(), st.none(), SERVICES),
    our_mistake=st.booleans(),
)
DESKS = st.builds(
    Desk,
    primary=st.frozensets(SERVICES, min_size=1, max_size=2),
    assist=st.one_of(st.just(frozenset()), st.frozensets(SERVICES, max_size=2)),
    competences=st.sampled_from([frozenset(TARGETS), frozenset({1, 2, 3}), frozenset({1, 4})]),
)
DAYS = st.builds(
    Log,
    people=st.lists(PEOPLE, min_size=4, max_size=16).map(tuple),
    desks=st.lists(DESKS, min_size=1, max_size=3).map(tuple),
)

# A hall in two parts with nothing in common: who asks for 1 or 2 never meets who asks for 3 or 4.
LEFT, RIGHT = (Desk(part, frozenset(), frozenset(TARGETS)) for part in (frozenset({1, 2}), frozenset({3, 4})))
TWO_PARTS = st.builds(
    Log,
    people=st.lists(PEOPLE.map(lambda p: replace(p, moves_to=None)), min_size=4, max_size=16).map(tuple),
    desks=st.just((LEFT, RIGHT)),
)

# The desk is free at 200 s: 150 of 900 and 50 of 300 seconds are the same share, but not in float minutes.
A_TIE = Log(
    (Person(0, 2, 200), Person(50, 3, 60), Person(150, 2, 60, VisitClass.PRIORITY)),
    (Desk(frozenset(TARGETS), frozenset(), frozenset(TARGETS)),),
)


@st.composite
def somebody_of(draw: st.DrawFn, days: st.SearchStrategy[Log]) -> tuple[Log, int]:
    log = draw(days)
    return log, draw(st.integers(0, len(log.people) - 1))


@st.composite
def somebody_acting(draw: st.DrawFn) -> tuple[Log, int, Person]:
    """A day, a person who does as they are told on it, and the same person trying something."""
    log, n = draw(somebody_of(DAYS))
    some = log.people[n]
    honest = Person(some.arrives_s, some.service, some.work_s, some.visitor_class)
    late = Person(some.arrives_s + draw(TIMES), some.service, some.work_s, some.visitor_class)
    absent = Person(some.arrives_s, some.service, some.work_s, some.visitor_class, back_s=ABSENT_S)
    again = Person(some.arrives_s, some.service, some.work_s, some.visitor_class, again_s=draw(TIMES))
    return with_person(log, n, honest), n, draw(st.sampled_from([late, absent, again]))


SOMEBODY, SOMEBODY_OF_ONE_PART, ACTING = somebody_of(DAYS), somebody_of(TWO_PARTS), somebody_acting()


@SETTINGS
@given(DAYS)
def test_in_one_class_the_earlier_goes_first(log: Log) -> None:
    invariants.in_one_class_the_earlier_goes_first(THE_RULE, log)


@SETTINGS
@given(DAYS)
def test_who_overtakes_has_used_up_more_of_the_promise(log: Log) -> None:
    invariants.who_overtakes_has_used_up_more_of_the_promise(THE_RULE, log)


@SETTINGS
@given(DAYS)
def test_nobody_later_passes_who_waited_90_minutes(log: Log) -> None:
    invariants.nobody_later_passes_who_waited_90_minutes(THE_RULE, log)


@SETTINGS
@given(ACTING)
def test_acting_gains_nothing(acted: tuple[Log, int, Person]) -> None:
    invariants.acting_gains_nothing(THE_RULE, acted)


@SETTINGS
@given(SOMEBODY)
def test_priority_never_harms_its_holder(chosen: tuple[Log, int]) -> None:
    invariants.priority_never_harms_its_holder(THE_RULE, chosen)


@SETTINGS
@given(SOMEBODY_OF_ONE_PART)
def test_priority_changes_nothing_elsewhere(chosen: tuple[Log, int]) -> None:
    invariants.priority_changes_nothing_elsewhere(THE_RULE, chosen)


@SETTINGS
@given(DAYS)
def test_a_transfer_never_loses_time(log: Log) -> None:
    invariants.a_transfer_never_loses_time(THE_RULE, log)


@SETTINGS
@given(DAYS)
def test_nobody_is_called_where_they_cannot_be_served(log: Log) -> None:
    invariants.nobody_is_called_where_they_cannot_be_served(THE_RULE, log)


@SETTINGS
@given(DAYS)
def test_the_same_log_gives_the_same_calls(log: Log) -> None:
    invariants.the_same_log_gives_the_same_calls(THE_RULE, log)


@SETTINGS
@given(DAYS)
@example(A_TIE)
def test_every_choice_can_be_recomputed(log: Log) -> None:
    invariants.every_choice_can_be_recomputed(THE_RULE, log)


PLANTED: list[tuple[Callable[[Rule, Any], None], st.SearchStrategy[Any], str]] = [
    (invariants.in_one_class_the_earlier_goes_first, DAYS, "newest first"),
    (invariants.who_overtakes_has_used_up_more_of_the_promise, DAYS, "strict levels"),
    (invariants.who_overtakes_has_used_up_more_of_the_promise, DAYS, "head start"),
    (invariants.nobody_later_passes_who_waited_90_minutes, DAYS, "no guard"),
    (invariants.nobody_later_passes_who_waited_90_minutes, DAYS, "strict levels"),
    (invariants.acting_gains_nothing, ACTING, "newest first"),
    (invariants.priority_never_harms_its_holder, SOMEBODY, "slow ones first"),
    (invariants.priority_never_harms_its_holder, SOMEBODY, "flat priority"),
    (invariants.priority_changes_nothing_elsewhere, SOMEBODY_OF_ONE_PART, "in turn"),
    (invariants.a_transfer_never_loses_time, DAYS, "reset on transfer"),
    (invariants.a_transfer_never_loses_time, DAYS, "never our mistake"),
    (invariants.nobody_is_called_where_they_cannot_be_served, DAYS, "counter alone"),
    (invariants.nobody_is_called_where_they_cannot_be_served, DAYS, "clerk alone"),
    (invariants.the_same_log_gives_the_same_calls, DAYS, "rows break ties"),
    (invariants.the_same_log_gives_the_same_calls, DAYS, "wall clock"),
    (invariants.the_same_log_gives_the_same_calls, DAYS, "fairly drawn"),
    (invariants.every_choice_can_be_recomputed, DAYS, "strict levels"),
    (invariants.every_choice_can_be_recomputed, st.just(A_TIE), "float minutes"),
]


@pytest.mark.parametrize(("check", "days", "rule"), PLANTED, ids=lambda value: getattr(value, "__name__", None))
def test_a_wrong_rule_is_found_out(check: Callable[[Rule, Any], None], days: st.SearchStrategy[Any], rule: str) -> None:
    find(days, lambda day: breaks(check, WRONG[rule], day), settings=settings(SETTINGS, max_examples=2000))


def breaks(check: Callable[[Rule, Any], None], rule: Rule, day: Any) -> bool:
    try:
        check(rule, day)
    except AssertionError:
        return True
    return False

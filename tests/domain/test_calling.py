"""The calling rule by example, and its order against plain sorting."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby, permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.calling import (
    GUARD_S,
    Waiting,
    can_serve,
    eligible,
    first_two,
    in_order,
    order,
    promise_after_transfer,
    promise_of,
    reference_after_return,
    waited_s,
    whole_second,
)
from server.models.visit import VisitClass

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ORDINARY, PRIORITY = VisitClass.ORDINARY, VisitClass.PRIORITY
SETTINGS = settings(derandomize=True, database=None, deadline=None, max_examples=200)


def waiting(id: int, waited_s: int, promise_s: int, service: int = 1) -> Waiting:
    return Waiting(id, service, promise_s, NOW - timedelta(seconds=waited_s))


LINES = st.lists(
    st.tuples(
        st.one_of(st.integers(-30, 130), st.integers(GUARD_S // 10 - 3, GUARD_S // 10 + 3)),
        st.sampled_from([240, 300, 600, 900, 1200]),
    ),
    max_size=25,
).map(lambda rows: [waiting(id, tens * 10, promise_s) for id, (tens, promise_s) in enumerate(rows, start=1)])


def test_nobody_waits_so_nobody_is_called() -> None:
    assert first_two([], NOW) == (None, None)


def test_the_only_one_who_waits_is_called() -> None:
    assert first_two([waiting(1, 0, 900)], NOW) == (waiting(1, 0, 900), None)


def test_the_largest_share_of_the_promise_is_called_first() -> None:
    ordinary, priority = waiting(1, 14 * 60, 20 * 60), waiting(2, 9 * 60, 5 * 60)
    assert first_two([ordinary, priority], NOW) == (priority, ordinary)


def test_an_equal_share_goes_to_the_earlier_ticket() -> None:
    first, second = waiting(1, 400, 1200), waiting(2, 100, 300)
    assert first_two([second, first], NOW) == (first, second)


def test_a_second_decides_between_shares_that_look_alike() -> None:
    ordinary, priority = waiting(1, 1199, 1200), waiting(2, 300, 300)
    assert first_two([ordinary, priority], NOW) == (priority, ordinary)


def test_after_90_minutes_the_longest_wait_goes_first_whatever_the_promise() -> None:
    assert GUARD_S == 90 * 60
    long, priority = waiting(1, GUARD_S, 1200), waiting(2, GUARD_S - 1, 300)
    assert first_two([priority, long], NOW) == (long, priority)
    assert first_two([priority, waiting(1, GUARD_S - 1, 1200)], NOW)[0] == priority


def test_two_who_waited_90_minutes_go_by_their_wait_then_by_their_ticket() -> None:
    line = [waiting(3, GUARD_S, 300), waiting(1, GUARD_S + 1, 1200), waiting(2, GUARD_S, 1200)]
    assert [w.id for w in sorted(line, key=lambda w: order(w, NOW))] == [1, 2, 3]


def test_who_is_not_due_yet_comes_after_everybody_who_is() -> None:
    line = [waiting(1, -60, 300), waiting(2, -1, 1200), waiting(3, 0, 1200), waiting(4, -1, 300)]
    assert [w.id for w in sorted(line, key=lambda w: order(w, NOW))] == [3, 2, 4, 1]


def test_the_order_is_the_written_rule() -> None:
    """Share by share as exact fractions, for every pair of waits and promises near each other."""
    line = [
        waiting(n, waited, promise)
        for n, (waited, promise) in enumerate([(99, 300), (396, 1200), (297, 900), (198, 600)])
    ]
    assert len({order(w, NOW)[1] for w in line}) == 1
    for shuffled in permutations(line):
        assert sorted(shuffled, key=lambda w: order(w, NOW)) == line


@SETTINGS
@given(LINES, st.integers(0, 30))
def test_merged_partitions_are_everybody_sorted(line: list[Waiting], limit: int) -> None:
    everybody = sorted(line, key=lambda w: order(w, NOW))
    by_promise = sorted(line, key=lambda w: (w.promise_s, w.reference_at, w.id))
    partitions = [list(part) for _, part in groupby(by_promise, key=lambda w: w.promise_s)]
    assert in_order(partitions, NOW, limit) == everybody[:limit]
    assert in_order(partitions, NOW) == everybody


@SETTINGS
@given(LINES)
def test_the_chosen_and_the_runner_up_are_the_first_two_of_the_order(line: list[Waiting]) -> None:
    everybody = sorted(line, key=lambda w: order(w, NOW))
    assert first_two(line, NOW) == (*everybody[:2], None, None)[:2]


def test_a_partition_is_read_no_further_than_needed() -> None:
    def endless(promise_s: int) -> Iterator[Waiting]:
        for n in range(1000):
            assert n < 10, "read on for nothing"
            yield waiting(n, 900 - n, promise_s)

    assert len(in_order([endless(600), endless(900)], NOW, 8)) == 8


def test_a_desk_serves_what_the_counter_does_and_the_clerk_can() -> None:
    assert can_serve({1, 2}, {3, 4}, {2, 3, 9}) == {2, 3}


def test_only_those_whom_the_desk_can_serve_are_eligible() -> None:
    line = [waiting(1, 60, 900, service=1), waiting(2, 50, 900, service=2)]
    assert list(eligible(line, {2})) == [line[1]]


@pytest.mark.parametrize(
    ("target_min", "kind", "promise_min"),
    [(15, ORDINARY, 15), (20, ORDINARY, 20), (30, ORDINARY, 20), (15, PRIORITY, 5), (5, PRIORITY, 5), (4, PRIORITY, 4)],
)
def test_a_promise_is_the_services_target_but_never_long(target_min: int, kind: VisitClass, promise_min: int) -> None:
    assert promise_of(target_min * 60, kind) == promise_min * 60


@pytest.mark.parametrize(
    ("kind", "our_mistake", "promise_s"),
    [(ORDINARY, False, 1200), (ORDINARY, True, 600), (PRIORITY, False, 300), (PRIORITY, True, 300)],
)
def test_a_transfer_brings_the_new_services_promise(kind: VisitClass, our_mistake: bool, promise_s: int) -> None:
    assert promise_after_transfer(1200, kind, promise_of(600, kind), our_mistake) == promise_s


def test_our_mistake_keeps_a_shorter_new_promise() -> None:
    assert promise_after_transfer(600, ORDINARY, 1200, our_mistake=True) == 600


def test_back_after_an_absence_the_wait_counts_from_the_missed_call() -> None:
    called_at = NOW + timedelta(seconds=30, milliseconds=700)
    assert reference_after_return(NOW, called_at) == NOW + timedelta(seconds=30)
    assert reference_after_return(NOW, NOW - timedelta(hours=1)) == NOW


def test_a_reference_is_a_whole_second_in_utc() -> None:
    sofia = datetime(2026, 11, 23, 11, 0, 5, 999_999, tzinfo=ZoneInfo("Europe/Sofia"))
    assert whole_second(sofia) == NOW + timedelta(seconds=5)
    assert whole_second(sofia).tzinfo is UTC


def test_a_wait_is_counted_in_full_seconds() -> None:
    assert waited_s(waiting(1, 10, 300), NOW + timedelta(milliseconds=999)) == 10


def test_a_wait_over_the_night_when_the_clocks_go_back_is_an_hour_longer_than_they_show() -> None:
    sofia = ZoneInfo("Europe/Sofia")
    w = Waiting(1, 1, 300, datetime(2026, 10, 25, 2, 0, tzinfo=sofia))
    assert waited_s(w, datetime(2026, 10, 25, 5, 0, tzinfo=sofia)) == 4 * 3600

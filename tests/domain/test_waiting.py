"""How long a person is told to wait."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from server.domain.waiting import GroupCall, busy_gaps, learned_gap_s, prior_gap_s, wait_range

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def minutes(*gaps: float) -> list[timedelta]:
    return [timedelta(minutes=gap) for gap in gaps]


def test_before_anything_is_measured_the_catalogues_minutes_count() -> None:
    assert prior_gap_s(7, 1) == pytest.approx(7 * 60 * 1.1972 + 30, abs=0.1)


def test_two_counters_halve_the_gap() -> None:
    assert prior_gap_s(7, 2) == pytest.approx(prior_gap_s(7, 1) / 2)


def test_a_group_without_counters_is_reckoned_as_if_it_had_one() -> None:
    assert prior_gap_s(7, 0) == prior_gap_s(7, 1)


def test_a_gap_counts_only_while_somebody_waited() -> None:
    calls = [
        GroupCall(at(0), at(-5)),
        GroupCall(at(6), at(-1)),  # waited already at the call before
        GroupCall(at(30), at(29)),  # came later: the counter was idle
        GroupCall(at(34), at(30)),  # came at the very moment of the call before
    ]
    assert busy_gaps(calls) == minutes(6, 4)


def test_a_gap_of_more_than_an_hour_counts_as_an_hour() -> None:
    assert busy_gaps([GroupCall(at(0), at(-9)), GroupCall(at(95), at(-8))]) == minutes(60)


def test_between_calls_whose_clock_was_set_back_no_time_passed() -> None:
    assert busy_gaps([GroupCall(at(0), at(-9)), GroupCall(at(-360), at(-400))]) == minutes(0)


def test_a_single_call_teaches_nothing() -> None:
    assert busy_gaps([GroupCall(at(0), at(-5))]) == []
    assert busy_gaps([]) == []


def test_with_no_gaps_the_prior_stands() -> None:
    assert learned_gap_s([], 300) == 300


def test_twenty_gaps_weigh_as_much_as_the_prior() -> None:
    assert learned_gap_s(minutes(*[10] * 20), 300) == pytest.approx((300 + 600) / 2)


def test_a_busy_month_outweighs_the_prior() -> None:
    assert learned_gap_s(minutes(*[10] * 2000), 300) == pytest.approx(600, rel=0.01)


@pytest.mark.parametrize(
    ("ahead", "gap_min", "shown"),
    [
        (0, 7, (0, 5)),
        (0, 60, (0, 5)),
        (1, 1, (0, 5)),
        (1, 3, (0, 10)),  # 3 and 3 + 3.84 minutes
        (2, 5, (10, 20)),  # 10 and 10 + 9.05
        (10, 4, (40, 60)),  # 40 and 40 + 16.2
        (9, 0.01, (0, 5)),
        (10, 3.21, (30, 50)),  # 32.1 and 32.1 + 12.99, just above 45
        (25, 2, (50, 65)),  # 50 and 50 + 12.8
    ],
)
def test_the_range_shown(ahead: int, gap_min: float, shown: tuple[int, int]) -> None:
    assert wait_range(ahead, gap_min * 60) == shown


@pytest.mark.parametrize("gap_s", [5, 61, 299, 300, 1000])
def test_a_range_is_in_steps_of_five_and_grows_with_the_line(gap_s: float) -> None:
    ranges = [wait_range(ahead, gap_s) for ahead in range(60)]
    for low, high in ranges:
        assert low % 5 == high % 5 == 0
        assert 0 <= low <= high - 5
    assert [low for low, _ in ranges] == sorted(low for low, _ in ranges)
    assert [high for _, high in ranges] == sorted(high for _, high in ranges)


@pytest.mark.parametrize("ahead", [1, 3, 10, 30])
def test_about_nine_of_ten_are_called_within_the_range_shown(ahead: int) -> None:
    chance = Random(7)  # noqa: S311
    gap_s = 240
    _, high_min = wait_range(ahead, gap_s)
    waits = [sum(chance.expovariate(1 / gap_s) for _ in range(ahead)) / 60 for _ in range(4000)]
    assert sum(wait <= high_min for wait in waits) / len(waits) >= 0.88

"""Numbers of a day: in order, never twice, never an offline kiosk's."""

import tomllib
from itertools import chain
from pathlib import Path

import pytest

import server
from server.domain.numbering import BadRange, check_ranges, label, number_at, stride_for

CATALOGUE = tomllib.loads((Path(server.__file__).parent / "catalogue.toml").read_text(encoding="utf-8"))
RANGES = [(group["letter"], *group["numbers"]) for group in CATALOGUE["groups"]]


def test_the_first_ticket_has_the_first_number() -> None:
    assert number_at(300, 499, 0) == 300


def test_the_range_is_used_up_to_its_last_number() -> None:
    assert number_at(300, 499, 199) == 499


@pytest.mark.parametrize(
    ("round_", "first"), [(1, 1300), (2, 2300), (3, 3300), (4, 4300), (5, 10300), (6, 11300), (10, 15300), (11, 16300)]
)
def test_after_the_last_number_the_range_goes_on_a_thousand_higher(round_: int, first: int) -> None:
    assert number_at(300, 499, 200 * round_) == first


def test_numbers_only_grow() -> None:
    numbers = [number_at(800, 999, index) for index in range(10_000)]
    assert numbers == sorted(set(numbers))


def test_the_groups_of_a_whole_hall_share_no_number_in_10_000_tickets_each() -> None:
    numbers = list(chain.from_iterable((number_at(first, last, n) for n in range(10_000)) for _, first, last in RANGES))
    assert len(RANGES) == 6
    assert len(set(numbers)) == 60_000


def test_offline_kiosks_thousands_are_left_alone() -> None:
    for _, first, last in RANGES:
        assert not any(5000 <= number_at(first, last, n) <= 9999 for n in range(10_000))


def test_a_group_of_one_number_goes_on_too() -> None:
    assert [number_at(7, 7, n) for n in range(7)] == [7, 1007, 2007, 3007, 4007, 10007, 11007]


@pytest.mark.parametrize(("lasts", "stride"), [([], 1000), ([299, 999], 1000), ([1000], 10_000), ([120, 4999], 10_000)])
def test_blocks_lie_a_power_of_ten_above_the_longest_range(lasts: list[int], stride: int) -> None:
    assert stride_for(lasts) == stride


def test_a_hall_of_long_ranges_gives_no_number_twice_either() -> None:
    ranges = [(1, 1200), (1201, 4999)]
    numbers = [number_at(first, last, n, 10_000) for first, last in ranges for n in range(10_000)]
    assert len(set(numbers)) == 20_000
    assert not any(5000 <= number <= 9999 for number in numbers)


@pytest.mark.parametrize(
    ("digits", "said"), [(7, "A 007"), (42, "A 042"), (299, "A 299"), (1042, "A 1042"), (10042, "A 10042")]
)
def test_a_ticket_is_a_letter_a_space_and_at_least_three_digits(digits: int, said: str) -> None:
    assert label("A", digits) == said


def test_the_catalogues_ranges_are_good() -> None:
    check_ranges(RANGES)


@pytest.mark.parametrize("other", [(299, 400), (1, 299), (100, 200), (1, 1), (250, 251)])
def test_ranges_that_meet_are_refused(other: tuple[int, int]) -> None:
    with pytest.raises(BadRange, match="groups A and T share the numbers"):
        check_ranges([("A", 1, 299), ("T", *other)])


def test_ranges_that_only_touch_are_good() -> None:
    check_ranges([("A", 1, 299), ("T", 300, 300), ("K", 301, 4999)])


@pytest.mark.parametrize(("first", "last"), [(0, 99), (200, 100), (-5, 5), (4000, 5000), (10_000, 10_999)])
def test_a_range_outside_1_to_4999_is_refused(first: int, last: int) -> None:
    with pytest.raises(BadRange, match="no range within 1-4999"):
        check_ranges([("A", first, last)])

"""Every check can fail: a campaign in which all went well passes them all, each fault planted in it is found."""

import pytest

from tests.faults.printers.good import a_campaign
from tests.faults.printers.planted import PLANTED
from tests.faults.printers.spots import OFFSETS, WAYS, spots
from tests.faults.printers.table import table
from tests.faults.printers.truth import known_after_s, staff_know_after_s, untrue_on_the_screen_s
from tests.faults.printers.verdict import CHECKS, violations

COMMANDS = {"plain": 5, "confirming": 62}


def test_a_campaign_in_which_all_went_well_passes_every_check() -> None:
    assert violations(a_campaign()) == {}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str) -> None:
    found = a_campaign()
    check, plant = PLANTED[fault]
    plant(found)
    assert check in violations(found)


def test_every_check_has_a_fault_planted_for_it() -> None:
    assert {check for check, _ in PLANTED.values()} == {check.__name__ for check in CHECKS}


def test_the_times_are_those_of_the_people() -> None:
    before, picture, slow, _ = a_campaign().runs
    assert [round(untrue_on_the_screen_s(run), 1) for run in (before, picture, slow)] == [0.0, 0.8, 0.0]
    assert [round(known_after_s(run) or 0.0, 1) for run in (before, picture, slow)] == [0.0, 0.8, 3.9]
    assert [staff_know_after_s(run) for run in (before, slow)] == [pytest.approx(1.1), None]


def test_every_fault_is_tried_at_every_boundary_and_at_forty_places_of_the_picture() -> None:
    planned = spots(7, {"plain": 5, "confirming": 62}, browser=True)
    assert len(planned) == 14 * (1 + 6 + 3 + OFFSETS) <= 700
    for fault in {spot.fault for spot in planned}:
        mine = [spot for spot in planned if spot.fault == fault]
        assert {spot.at for spot in mine if (spot.way, spot.place) == ("plain", "command")} == set(range(6))
        assert sum(spot.place == "picture" for spot in mine) == OFFSETS
        assert {spot.way for spot in mine if spot.place == "picture"} == set(WAYS)
        assert sum(spot.browser for spot in mine) == 1
    assert spots(7, {"plain": 5, "confirming": 62}, browser=True) == planned


def test_the_table_says_the_worst_of_each_kind() -> None:
    found = a_campaign()
    said = table(found, violations(found))
    assert "paper_out             before       2" in said
    assert "violations              0, found by 0 of 12 checks" in said

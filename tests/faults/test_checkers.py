"""Every check can fail: a morning that is well passes them all, and each fault planted in it is found by its check."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.asking import Asker
from tests.cast import TheHall
from tests.faults.evidence import Evidence, gathered
from tests.faults.morning import a_morning
from tests.faults.planted import PLANTED
from tests.faults.verdict import CHECKS, violations


@pytest.fixture
def morning(hall: TheHall, ask: Callable[[str], Asker]) -> Evidence:
    """Evidence in which all is well."""
    return a_morning(hall, ask)


def test_a_morning_on_which_nothing_broke_passes_every_check(morning: Evidence) -> None:
    assert violations(morning) == {}
    assert [str(visit.state) for visit in morning.visits] == ["finished", "absent", "waiting", "waiting"]
    assert sorted(str(job.state) for job in morning.jobs) == ["queued", "sent", "sent", "sent", "unknown"]


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(morning: Evidence, fault: str) -> None:
    check, plant = PLANTED[fault]
    plant(morning)
    assert check in violations(morning)


def test_every_check_has_a_fault_planted_for_it() -> None:
    assert {check for check, _ in PLANTED.values()} == {check.__name__ for check in CHECKS}


def test_what_was_lost_with_the_answer_or_done_without_it_is_no_fault(morning: Evidence) -> None:
    """Nobody heard of the second ticket's first request, nor of its start: both outcomes are right."""
    unheard = [op.what for op in morning.ops if op.outcome == "info"]
    assert unheard == ["issue", "start"]


def test_evidence_that_makes_no_sense_is_a_finding(morning: Evidence) -> None:
    morning.events = [event for event in morning.events if event.kind != "visit_issued"]
    assert "the_journal_tells_every_stage" in violations(morning)


def test_a_damaged_file_is_seen(hall: TheHall, tmp_path: Path) -> None:
    hall.issue()
    path = tmp_path / "hall.db"
    with closing(sqlite3.connect(path)) as copied, closing(sqlite3.connect(str(hall.store.url.database))) as original:
        original.backup(copied)
        (size,) = copied.execute("PRAGMA page_size").fetchone()
        (page,) = copied.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_visit_line'").fetchone()
    assert gathered([], [], path).damage == []
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes([10, 0, 0, 0, 0, size >> 8, 0, 0]))  # an index that knows no row
    assert any("ix_visit_line" in line for line in gathered([], [], path).damage)

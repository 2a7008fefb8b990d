"""The program that counts for itself, on journals written by hand."""

import ast
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.recompute.figures import differences, figures
from tests.recompute.journal import BrokenJournal, Event, check

PROGRAM = [path for path in Path(__file__).parent.glob("*.py") if not path.name.startswith("test_")]
EIGHT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
SECOND = 1_000_000


class Writer:
    """Writes a journal as docs/journal.md has it; each entry some seconds after the one before."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._at = EIGHT
        self.write(0, "day_opened", day="2026-11-23")

    def write(self, after_s: float, kind: str, visit: int | None = None, **data: Any) -> int:
        self._at += timedelta(seconds=after_s)
        at = self._at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        event = {
            "seq": len(self.events) + 1,
            "at": at,
            "kind": kind,
            "visit": visit,
            "counter": 1,
            "clerk": "c-1",
            "data": data,
        }
        before = self.events[-1]["hash"] if self.events else ""
        line = json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        self.events.append({**event, "hash": sha256(f"{before}\n{line}".encode()).hexdigest()})
        return len(self.events)

    def issue(self, after_s: float, visit: int, group: str = "A") -> int:
        return self.write(after_s, "visit_issued", visit, group=group, number=f"{group} 00{visit}")

    def told(self, after_s: float, visit: int, ago_s: float, day: str = "2026-11-23") -> int:
        """An offline ticket, told of so many seconds after it was given."""
        issued_at = (self._at + timedelta(seconds=after_s - ago_s)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        facts = {"group": "A", "number": f"A 500{visit}", "origin": "offline", "issued_at": issued_at, "day": day}
        return self.write(after_s, "visit_issued", visit, **facts)

    def move(self, after_s: float, visit: int, step: str, state: str) -> int:
        return self.write(after_s, f"visit_{step}", visit, state=state, before={})

    def undo(self, after_s: float, visit: int, undoes: int, state: str) -> int:
        return self.write(after_s, "visit_undone", visit, undoes=undoes, state=state)

    def serve(self, visit: int, wait_s: float, walk_s: float, service_s: float) -> None:
        self.move(wait_s, visit, "called", "called")
        self.move(walk_s, visit, "started", "serving")
        self.move(service_s, visit, "finished", "finished")


@pytest.fixture
def journal() -> Writer:
    return Writer()


def test_the_program_imports_nothing_of_the_server() -> None:
    assert len(PROGRAM) >= 3
    for path in PROGRAM:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                assert name.split(".")[0] in sys.stdlib_module_names or name.startswith("tests.recompute."), name


def test_the_program_loads_nothing_of_the_server() -> None:
    loaded = "import sys, tests.recompute.figures; print([m for m in sys.modules if m.split('.')[0] in "
    code = loaded + "('server', 'kiosk', 'display', 'counter', 'sqlalchemy', 'flask', 'pydantic')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_a_visit_waits_walks_and_is_served(journal: Writer) -> None:
    journal.issue(0, 1)
    journal.serve(1, wait_s=90.000001, walk_s=20, service_s=300)
    found = figures(journal.events)["all"]
    assert (found["issued"], found["finished"]) == (1, 1)
    assert (found["wait_median"], found["walk_median"]) == (90 * SECOND + 1, 20 * SECOND)
    assert found["service_median"] == 300 * SECOND


def test_a_step_that_was_undone_counts_as_if_it_had_never_been(journal: Writer) -> None:
    journal.issue(0, 1)
    call = journal.move(50, 1, "called", "called")
    journal.write(5, "visit_recalled", 1, call=1, calls=2)
    journal.undo(5, 1, call, "waiting")
    assert figures(journal.events)["all"]["wait_median"] is None
    journal.move(40, 1, "called", "called")
    journal.move(10, 1, "started", "serving")
    finish = journal.move(100, 1, "finished", "finished")
    journal.undo(10, 1, finish, "serving")
    assert figures(journal.events)["all"]["service_median"] is None
    journal.move(30, 1, "finished", "finished")
    found = figures(journal.events)["all"]
    assert (found["wait_median"], found["walk_median"], found["service_median"]) == (
        100 * SECOND,
        10 * SECOND,
        140 * SECOND,
    )


def test_an_undo_that_restored_another_state_than_the_steps_before_it_is_a_broken_journal(journal: Writer) -> None:
    journal.issue(0, 1)
    call = journal.move(50, 1, "called", "called")
    journal.undo(5, 1, call, "parked")
    with pytest.raises(BrokenJournal, match="restored to parked"):
        figures(journal.events)


def test_waiting_after_a_first_service_is_no_wait_and_every_service_counts(journal: Writer) -> None:
    journal.issue(0, 1)
    journal.move(60, 1, "called", "called")
    journal.move(10, 1, "started", "serving")
    journal.move(100, 1, "transferred", "waiting")
    journal.serve(1, wait_s=600, walk_s=15, service_s=200)
    found = figures(journal.events)["all"]
    assert (found["wait_median"], found["walk_median"], found["service_median"]) == (
        60 * SECOND,
        10 * SECOND,
        300 * SECOND,
    )


def test_a_park_before_the_service_leaves_both_waits_and_only_the_last_walk(journal: Writer) -> None:
    journal.issue(0, 1)
    journal.move(60, 1, "called", "called")
    journal.move(25, 1, "parked", "parked")
    journal.move(300, 1, "returned", "waiting")
    journal.serve(1, wait_s=30, walk_s=12, service_s=200)
    found = figures(journal.events)["all"]
    assert (found["wait_median"], found["walk_median"]) == (90 * SECOND, 12 * SECOND)


def test_another_service_in_the_middle_ends_nothing(journal: Writer) -> None:
    journal.issue(0, 1)
    journal.move(60, 1, "called", "called")
    journal.move(10, 1, "reclassified", "called")
    journal.move(10, 1, "started", "serving")
    assert figures(journal.events)["all"]["walk_median"] == 20 * SECOND


def test_half_and_nine_tenths_are_times_that_somebody_had(journal: Writer) -> None:
    for visit in range(1, 12):
        journal.issue(0, visit, "A" if visit % 2 else "B")
    for visit in range(1, 11):
        journal.move(130, visit, "called", "called")
    found = figures(journal.events)
    assert (found["all"]["wait_median"], found["all"]["wait_p90"]) == (650 * SECOND, 1170 * SECOND)
    assert (found["all"]["waiting"], found["all"]["called"]) == (1, 10)
    assert found["all"]["within_20_min"] == 0.9
    assert found["groups"]["B"]["issued"] == 5


def test_only_the_latest_day_counts(journal: Writer) -> None:
    journal.issue(0, 1)
    journal.write(3600, "day_closed", day="2026-11-23")
    journal.write(3600, "day_opened", day="2026-11-24")
    journal.issue(0, 2)
    assert figures(journal.events)["day"] == "2026-11-24"
    assert figures(journal.events)["all"]["issued"] == 1


def test_the_wait_of_an_offline_ticket_began_when_it_was_given(journal: Writer) -> None:
    journal.told(600, 1, ago_s=500.000001)
    journal.serve(1, wait_s=100, walk_s=10, service_s=60)
    assert figures(journal.events)["all"]["wait_median"] == 600 * SECOND + 1


def test_the_time_in_which_nobody_knew_whether_they_were_there_is_no_wait(journal: Writer) -> None:
    journal.told(3600, 1, ago_s=1200)
    journal.move(0, 1, "parked", "parked")
    journal.move(900, 1, "returned", "waiting")
    journal.serve(1, wait_s=60, walk_s=10, service_s=60)
    journal.told(0, 2, ago_s=1300)
    journal.move(0, 2, "parked", "parked")
    journal.move(5, 2, "closed", "closed")
    found = figures(journal.events)["all"]
    assert (found["wait_median"], found["issued"], found["closed"]) == (1260 * SECOND, 2, 1)


def test_an_offline_ticket_of_an_earlier_day_counts_for_that_day(journal: Writer) -> None:
    journal.issue(0, 1)
    journal.write(3600, "day_closed", day="2026-11-23")
    journal.told(60, 2, ago_s=7200)
    journal.move(0, 2, "closed", "closed")
    assert figures(journal.events)["all"]["issued"] == 2
    journal.write(3600, "day_opened", day="2026-11-24")
    journal.issue(0, 3)
    journal.told(60, 4, ago_s=7200)
    journal.move(0, 4, "closed", "closed")
    journal.told(60, 5, ago_s=90, day="2026-11-24")
    found = figures(journal.events)
    assert (found["day"], found["all"]["issued"], found["all"]["closed"]) == ("2026-11-24", 2, 0)


def test_who_holds_a_number_moves_nothing(journal: Writer) -> None:
    journal.issue(0, 1)
    journal.write(60, "print_settled", 1, job=1, state="failed", cause="paper_out")
    journal.write(60, "visit_unheld", 1)
    journal.write(60, "visit_held", 1, was_unheld=True)
    journal.serve(1, wait_s=20, walk_s=10, service_s=60)
    assert figures(journal.events)["all"]["wait_median"] == 200 * SECOND


def test_a_hall_that_says_another_thing_is_found_out(journal: Writer) -> None:
    journal.issue(0, 1)
    journal.serve(1, wait_s=60, walk_s=10, service_s=120)
    group = {"letter": "A", "issued": 1, "waiting": 0, "finished": 1, "within_20_min": 1.0}
    took = {"wait": 60.0, "walk": 10.0, "service": 120.0}
    group |= {f"{what}_{rank}_s": took[what] for what in took for rank in ("median", "p90")}
    states = {"waiting": 0, "called": 0, "serving": 0, "parked": 0, "absent": 0, "withdrawn": 0, "closed": 0}
    today = {
        "day": "2026-11-23",
        "issued": 1,
        "finished": 1,
        **states,
        "all": {**group, "letter": ""},
        "groups": [group],
    }
    assert differences(today, figures(journal.events)) == []
    assert differences({**today, "closed": 1}, figures(journal.events)) == [
        "all closed: the hall says 1, the journal 0"
    ]
    slower = {**today, "groups": [{**group, "wait_p90_s": 60.000001}]}
    assert differences(slower, figures(journal.events)) == ["A wait_p90: the hall says 60000001, the journal 60000000"]
    assert differences({**today, "groups": []}, figures(journal.events)) == ["the hall says nothing of group A"]


@pytest.mark.parametrize("harm", ["changed", "left out", "turned round"])
def test_a_journal_that_somebody_touched_is_found_out(journal: Writer, harm: str) -> None:
    for visit in range(1, 5):
        journal.issue(1, visit)
    check(journal.events)
    if harm == "changed":
        journal.events[2]["at"] = journal.events[1]["at"]
    elif harm == "left out":
        del journal.events[2]
    else:
        journal.events[2:4] = journal.events[3:1:-1]
    with pytest.raises(BrokenJournal):
        check(journal.events)

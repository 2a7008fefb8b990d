"""Every check can fail: kills that were borne pass them all, each fault planted in their evidence is found."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.prints_killed.good import some_kills
from tests.faults.prints_killed.kill import counted
from tests.faults.prints_killed.memory import AGENT, Memory
from tests.faults.prints_killed.planted import PLANTED
from tests.faults.prints_killed.table import enough, table
from tests.faults.prints_killed.verdict import CHECKS, violations


def test_kills_that_were_borne_pass_every_check() -> None:
    assert violations(some_kills()) == {}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str) -> None:
    killed = some_kills()
    check, plant = PLANTED[fault]
    plant(killed)
    assert check in violations(killed)


def test_every_check_has_a_fault_planted_for_it() -> None:
    known = {check.__name__ for check in CHECKS} | {"the_hall_hears_what_became_of_it", "nothing_broke"}
    assert {check for check, _ in PLANTED.values()} == known


def test_a_step_that_was_met_too_seldom_is_said() -> None:
    killed = some_kills()
    assert counted(killed.kills, "agent") == {"claimed": 1, "sending": 0, "sent": 1}
    assert "agent: 0 kills in sending, 1 are wanted" in enough(killed, 1)
    assert len(enough(killed, 1)) == 3
    assert "agent    claimed       1" in table(killed, {})


def test_an_agents_disk_tells_how_far_a_paper_is(tmp_path: Path) -> None:
    path = tmp_path / "agent.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("CREATE TABLE paper (id INTEGER PRIMARY KEY, visit INTEGER, state TEXT, over INTEGER)")
        conn.execute("INSERT INTO paper (visit, state, over) VALUES (1, 'sending', 0), (2, 'sent', 1)")
    memory = Memory(path, AGENT)
    assert [memory.step(visit) for visit in (1, 2, 3)] == ["sending", None, None]
    assert [memory.is_over(visit) for visit in (1, 2, 3)] == [False, True, False]

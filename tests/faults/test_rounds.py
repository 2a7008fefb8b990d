"""Servers are killed while people use them."""

from pathlib import Path

import pytest

from tests.faults.hunt import hunt
from tests.faults.rounds import LEAST, Rounds
from tests.faults.verdict import violations

SEED = 21
ROUNDS = 50
MOST = 15  # until a planted bug must have shown


def test_fifty_servers_are_killed_and_nothing_is_lost_doubled_or_called_twice(tmp_path: Path) -> None:
    print(f"seed {SEED}")
    with Rounds(tmp_path, SEED) as play:
        played = list(play.play(ROUNDS))
        found = play.evidence()
    assert violations(found) == {}
    killed = [r for r in played if r.cut_off >= LEAST]
    assert len(killed) == ROUNDS
    assert min(r.in_flight for r in killed) >= LEAST
    unheard = {op.key for op in found.ops if op.what in ("issue", "next") and op.outcome == "info"}
    assert len(unheard) >= ROUNDS  # else nothing was at stake
    assert len(found.done("issue")) > ROUNDS < len(found.done("next"))
    assert len(found.papers) > ROUNDS / 10
    assert any(job.state == "unknown" for job in found.jobs)


@pytest.mark.parametrize(
    ("bug", "check"),
    [
        ("answers_before_it_commits", "what_was_acknowledged_is_there"),
        ("prints_again_after_a_restart", "nothing_is_printed_twice"),
    ],
)
def test_a_wrong_server_is_found_out(tmp_path: Path, bug: str, check: str) -> None:
    print(f"seed {SEED}")
    _, wrong = hunt(tmp_path, SEED, bug, MOST, check)
    assert check in wrong

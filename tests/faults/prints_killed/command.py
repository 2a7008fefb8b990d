"""`python -m tests.faults --prints`."""

import asyncio
import sys
from pathlib import Path

from tests.faults.prints_killed.campaign import Size, play
from tests.faults.prints_killed.hunt import hunt
from tests.faults.prints_killed.kill import LEAST, Victim
from tests.faults.prints_killed.table import enough, table
from tests.faults.prints_killed.verdict import violations

SHOWN = 8  # violations of each kind
SHORT = Size(agents=6, servers=5, halls=1, at_once=True)
FULL = Size()


def run(folder: Path, seed: int, *, short: bool) -> int:
    """All kills, or a few of them; how many violations."""
    killed = asyncio.run(play(folder, seed, SHORT if short else FULL, _progress))
    wrong = violations(killed)
    if not short and (few := enough(killed, LEAST)):
        wrong["every_step_was_met_often_enough"] = few
    print(table(killed, wrong))
    for name, what in wrong.items():
        print(f"\n{name}: {len(what)}", *(f"  {line}" for line in what[:SHOWN]), sep="\n")
    return sum(map(len, wrong.values()))


def bugs(folder: Path, seed: int) -> int:
    """Each planted bug must be found; how many were not."""
    unseen = 0
    for bug, checks in hunt(folder, seed).items():
        unseen += not checks
        print(f"{bug}: {', '.join(checks) or 'unseen'}", flush=True)
    return unseen


def _progress(victim: Victim, done: int) -> None:
    if sys.stdout.isatty() or done % 50 == 0:
        print(f"{done} {victim}s killed", end="\r" if sys.stdout.isatty() else "\n", flush=True)

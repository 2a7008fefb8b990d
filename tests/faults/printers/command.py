"""`python -m tests.faults --printers`."""

import asyncio
import sys
from pathlib import Path

from tests.faults.printers.campaign import Size, play
from tests.faults.printers.hunt import hunt
from tests.faults.printers.table import table
from tests.faults.printers.verdict import violations

SHOWN = 8  # violations of each kind
SHORT = Size(lanes=7, offsets=2, browser=False, most=14, speed=15.0)


def run(folder: Path, seed: int, *, short: bool) -> int:
    """All faults at all places, or a few of them; how many violations."""
    found = asyncio.run(play(folder, seed, SHORT if short else Size(), _progress))
    wrong = violations(found)
    print(table(found, wrong))
    for name, what in wrong.items():
        print(f"\n{name}: {len(what)}", *(f"  {line}" for line in what[:SHOWN]), sep="\n")
    return sum(map(len, wrong.values()))


def bugs(folder: Path, seed: int) -> int:
    """Each planted bug must be found, and nothing where there is none; how many were not."""
    unseen = 0
    for bug, checks in hunt(folder, seed).items():
        is_right = not checks if bug == "none" else bool(checks)
        unseen += not is_right
        print(f"{bug}: {', '.join(checks) or 'unseen'}", flush=True)
    return unseen


def _progress(done: int) -> None:
    if sys.stdout.isatty() or done % 50 == 0:
        print(f"{done} runs", end="\r" if sys.stdout.isatty() else "\n", flush=True)

"""`python -m tests.faults --outage`."""

import asyncio
from pathlib import Path

from tests.faults.outage.campaign import play
from tests.faults.outage.hunt import hunt
from tests.faults.outage.script import Size
from tests.faults.outage.table import table
from tests.faults.outage.verdict import violations

SHOWN = 8  # violations of each kind
SHORT = Size(hours=0.3, speed=60.0, flaps=0, warm_s=3.0, every_s=1.2, kills=1, reloads=1, browser=False)


def run(folder: Path, seed: int, *, short: bool) -> int:
    """Four hours without a network, or a few minutes; how many violations."""
    found = asyncio.run(play(folder, seed, SHORT if short else Size()))
    wrong = violations(found)
    print(table(found, wrong))
    for name, what in wrong.items():
        print(f"\n{name}: {len(what)}", *(f"  {line}" for line in what[:SHOWN]), sep="\n")
    return sum(map(len, wrong.values()))


def bugs(folder: Path, seed: int) -> int:
    """Each planted bug must be found, and nothing where there is none; how many were not."""
    unseen = 0
    for bug, checks in hunt(folder, seed).items():
        unseen += bool(checks) == (bug == "none")
        print(f"{bug}: {', '.join(checks) or 'unseen'}", flush=True)
    return unseen

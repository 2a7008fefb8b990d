"""The tester tested: an outage in which each kiosk has another bug, and one has none."""

import asyncio
from pathlib import Path

from tests.faults.machines.agent import RIGHT
from tests.faults.outage.campaign import play
from tests.faults.outage.script import Size
from tests.faults.outage.verdict import violations
from tests.faults.outage.wrong import BUGS

SIZE = Size(hours=0.5, speed=60.0, flaps=4, warm_s=5.0, every_s=1.5, kills=2, reloads=1, browser=False)
WRONG = "tests.faults.outage.wrong"


def hunt(folder: Path, seed: int) -> dict[str, list[str]]:
    """Which checks found which bug; the kiosk without one is called "none"."""
    agents = (*((WRONG, bug) for bug in BUGS), RIGHT)  # five: a hall has no more thousands
    wrong = violations(asyncio.run(play(folder, seed, SIZE._replace(agents=agents))))
    seen: dict[str, list[str]] = {}
    for n, bug in enumerate([*BUGS, "none"], start=1):
        seen[bug] = [check for check, said in wrong.items() if any(f"Автомат {n}" in line for line in said)]
    return seen

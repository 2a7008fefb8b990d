"""The tester tested: a hall in which each kiosk has another bug, and one has none."""

import asyncio
from pathlib import Path

from tests.faults.machines.agent import RIGHT
from tests.faults.printers.campaign import Size, play
from tests.faults.printers.spots import Spot
from tests.faults.printers.verdict import violations
from tests.faults.printers.wrong import BUGS

WRONG = "tests.faults.printers.wrong"
EACH = (
    Spot("paper_out", "plain", "before", 0, "goes"),
    Spot("paper_out_mid_ticket", "plain", "picture", 600, "goes"),
    Spot("reset", "plain", "picture", 600, "goes"),
)


def hunt(folder: Path, seed: int) -> dict[str, list[str]]:
    """Which checks found which bug; the kiosk without one is called "none", the server's own printer is as it is."""
    modules = (*((WRONG, bug) for bug in BUGS), RIGHT)
    size = Size(lanes=len(modules) + 1, browser=False, each=EACH, modules=modules)
    wrong = violations(asyncio.run(play(folder, seed, size)))
    seen: dict[str, list[str]] = {}
    for n, bug in enumerate([*BUGS, "none"], start=1):
        seen[bug] = [check for check, said in wrong.items() if any(f"Автомат {n}" in line for line in said)]
    return seen

"""The tester tested: agents and servers with a bug are killed, and it must show."""

import asyncio
from pathlib import Path

from tests.faults.prints_killed.campaign import Size, play
from tests.faults.prints_killed.verdict import violations
from tests.faults.prints_killed.wrong import BUGS

SERVERS = ("prints_again_after_a_restart", "says_sent_before_it_prints")
KILLS = 6


def hunt(folder: Path, seed: int) -> dict[str, list[str]]:
    """Which checks found which bug."""
    agents = {f"agent {bug}": Size(KILLS, 0, agent=("tests.faults.prints_killed.wrong", bug)) for bug in BUGS}
    servers = {f"server {bug}": Size(0, KILLS, server=("tests.faults.wrong_server", bug)) for bug in SERVERS}
    return {
        bug: list(violations(asyncio.run(play(folder / bug, seed, size)))) for bug, size in (agents | servers).items()
    }

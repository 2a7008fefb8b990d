"""The tester tested: a server with a bug is killed until a check finds it out."""

from pathlib import Path

from tests.faults.rounds import Rounds
from tests.faults.verdict import violations

BATCH = 3  # rounds between two looks


def hunt(folder: Path, seed: int, bug: str, most: int, check: str | None = None) -> tuple[int, dict[str, list[str]]]:
    """How many rounds it took, `most` at most, and what was found; nothing: it went unseen.

    `check`: go on until this one has found something, too; which of several does so first is chance.
    """
    rounds, wrong = 0, dict[str, list[str]]()
    with Rounds(folder, seed, ("tests.faults.wrong_server", bug)) as play:
        while rounds < most and not (check in wrong if check else wrong):
            rounds += len(list(play.play(BATCH)))
            wrong = violations(play.evidence())
    return rounds, wrong

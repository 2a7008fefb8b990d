"""`python -m tests.faults`: spoil the hall's day in every way we know, and see that nothing is lost.

Without a campaign's name the server is killed again and again. Exits 1 when anything was lost, doubled, called or
printed twice, or said that was not so; with --bugs, when something that is known to be wrong was not found out.
docs/faults.md says what each campaign does.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import SystemRandom
from time import monotonic
from typing import Protocol

from tests.faults.hunt import hunt
from tests.faults.outage import command as outage
from tests.faults.printers import command as printers
from tests.faults.prints_killed import command as prints
from tests.faults.rounds import Rounds
from tests.faults.summary import summary
from tests.faults.verdict import violations
from tests.faults.wrong_server import BUGS

SHOWN = 5  # violations of each kind
ROUNDS, SHORT_ROUNDS = 300, 20


class Campaign(Protocol):
    """One of paper: its runs, and its planted bugs; both answer how much was wrong."""

    def run(self, folder: Path, seed: int, *, short: bool) -> int: ...
    def bugs(self, folder: Path, seed: int) -> int: ...


OF_PAPER: dict[str, Campaign] = {"printers": printers, "prints": prints, "outage": outage}


def main() -> int:
    """The command."""
    options = argparse.ArgumentParser(prog="python -m tests.faults", description="Whatever breaks, nothing is lost.")
    options.add_argument("--rounds", type=int, help="of killed servers; default: 300; with --bugs, at most for each")
    options.add_argument("--printers", action="store_true", help="each fault of a printer at every place of a ticket")
    options.add_argument("--prints", action="store_true", help="kill -9 whoever prints, in every step of a paper")
    options.add_argument("--outage", action="store_true", help="four hours without a network")
    options.add_argument("--all", action="store_true", help="the killed servers and all campaigns of paper")
    options.add_argument("--short", action="store_true", help="a glance at each, for continuous integration")
    options.add_argument("--seed", type=int, help="default: another one each time; it is printed")
    options.add_argument("--keep", type=Path, metavar="DIR", help="keep databases, papers and logs in this folder")
    options.add_argument("--bugs", action="store_true", help="test the tester: what is known to be wrong")
    chosen = options.parse_args()
    seed = chosen.seed if chosen.seed is not None else SystemRandom().randrange(1_000_000)
    folder: Path = chosen.keep or Path(tempfile.mkdtemp(prefix="gishe-faults-"))
    named = [name for name in OF_PAPER if chosen.all or getattr(chosen, name)]
    rounds = chosen.rounds or (SHORT_ROUNDS if chosen.short else ROUNDS)
    wrong = 0
    try:
        if chosen.all or not named:
            print(f"{rounds} rounds, seed {seed}", flush=True)
            wrong += (_hunt_all if chosen.bugs else _play)(_made(folder / "rounds" if named else folder), seed, rounds)
        for name in named:
            print(f"\n{name}, seed {seed}", flush=True)
            wrong += _of_paper(OF_PAPER[name], bugs=chosen.bugs, short=chosen.short)(_made(folder / name), seed)
    finally:
        if not chosen.keep:
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if wrong else 0


def _of_paper(campaign: Campaign, *, bugs: bool, short: bool) -> Callable[[Path, int], int]:
    return campaign.bugs if bugs else lambda folder, seed: campaign.run(folder, seed, short=short)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _play(folder: Path, seed: int, rounds: int) -> int:
    began = monotonic()
    with Rounds(folder, seed) as play:
        for n, _ in enumerate(play.play(rounds), 1):
            if sys.stdout.isatty() or n % 50 == 0:
                print(f"round {n}, {monotonic() - began:.0f} s", end="\r" if sys.stdout.isatty() else "\n", flush=True)
        found = play.evidence()
    wrong = violations(found)
    print(summary(play, found, wrong, monotonic() - began))
    for name, what in wrong.items():
        print(f"\n{name}: {len(what)}", *(f"  {line}" for line in what[:SHOWN]), sep="\n")
    return 1 if wrong else 0


def _hunt_all(folder: Path, seed: int, rounds: int) -> int:
    unseen = 0
    for bug in BUGS:
        (folder / bug).mkdir(exist_ok=True)
        took, wrong = hunt(folder / bug, seed, bug, rounds)
        unseen += not wrong
        print(f"{bug}: {'unseen' if not wrong else ', '.join(wrong)} ({took} rounds)", flush=True)
    return 1 if unseen else 0


if __name__ == "__main__":
    sys.exit(main())

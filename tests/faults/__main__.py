"""`python -m tests.faults`: kill the server again and again, and see that nothing is lost.

Exits 1 when anything was lost, doubled, called or printed twice, or when the journal does not tell it; with --bugs,
when one of the servers that are known to be wrong was not found out.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from random import SystemRandom
from time import monotonic

from tests.faults.hunt import hunt
from tests.faults.rounds import Rounds
from tests.faults.summary import summary
from tests.faults.verdict import violations
from tests.faults.wrong_server import BUGS

SHOWN = 5  # violations of each kind


def main() -> int:
    """The command."""
    options = argparse.ArgumentParser(prog="python -m tests.faults", description="Kill -9, again and again.")
    options.add_argument("--rounds", type=int, default=300, help="default: 300; with --bugs, at most for each")
    options.add_argument("--seed", type=int, help="default: another one each time; it is printed")
    options.add_argument("--keep", type=Path, metavar="DIR", help="keep database, history and log in this folder")
    options.add_argument("--bugs", action="store_true", help="test the tester: servers with planted bugs")
    chosen = options.parse_args()
    seed = chosen.seed if chosen.seed is not None else SystemRandom().randrange(1_000_000)
    folder: Path = chosen.keep or Path(tempfile.mkdtemp(prefix="gishe-faults-"))
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{chosen.rounds} rounds, seed {seed}", flush=True)
    try:
        return (_hunt_all if chosen.bugs else _play)(folder, seed, chosen.rounds)
    finally:
        if not chosen.keep:
            shutil.rmtree(folder, ignore_errors=True)


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

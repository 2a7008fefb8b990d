"""`python -m tests.faults`: kill the server again and again, and see that nothing is lost.

Exits 1 when anything was lost, doubled, called or printed twice, or when the journal does not tell it.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from random import SystemRandom
from time import monotonic

from tests.faults.rounds import Rounds
from tests.faults.summary import summary
from tests.faults.verdict import violations
from tests.faults.wrong_server import BUGS

SHOWN = 5  # violations of each kind


def main() -> int:
    """The command."""
    options = argparse.ArgumentParser(prog="python -m tests.faults", description="Kill -9, again and again.")
    options.add_argument("--rounds", type=int, default=300, help="default: 300")
    options.add_argument("--seed", type=int, help="default: another one each time; it is printed")
    options.add_argument("--keep", type=Path, metavar="DIR", help="keep database, history and log in this new folder")
    options.add_argument("--bug", choices=BUGS, help="put a server to the test that has this bug")
    chosen = options.parse_args()
    seed = chosen.seed if chosen.seed is not None else SystemRandom().randrange(1_000_000)
    module = ("tests.faults.wrong_server", chosen.bug) if chosen.bug else ("server.cli",)
    folder: Path = chosen.keep or Path(tempfile.mkdtemp(prefix="gishe-faults-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return _run(folder, seed, chosen.rounds, module)
    finally:
        if not chosen.keep:
            shutil.rmtree(folder, ignore_errors=True)


def _run(folder: Path, seed: int, rounds: int, module: tuple[str, ...]) -> int:
    print(f"{rounds} rounds, seed {seed}", flush=True)
    began = monotonic()
    with Rounds(folder, seed, module) as play:
        for n, _ in enumerate(play.play(rounds), 1):
            if sys.stdout.isatty() or n % 50 == 0:
                print(f"round {n}, {monotonic() - began:.0f} s", end="\r" if sys.stdout.isatty() else "\n", flush=True)
        found = play.evidence()
    wrong = violations(found)
    print(summary(play, found, wrong, monotonic() - began))
    for name, what in wrong.items():
        print(f"\n{name}: {len(what)}", *(f"  {line}" for line in what[:SHOWN]), sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

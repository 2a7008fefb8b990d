"""Ticket logs made up for tests, in the form of the real one."""

import csv
import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

COLUMNS = (
    *("office", "queue_id", "queue_name", "letter", "date", "n", "arrival_min", "call_min"),
    *("wait_min", "waiting_at_arrival", "open_counters", "declared_service_min"),
)
STEP_MIN = 5


@dataclass(frozen=True)
class MadeUp:
    """One queue of one day."""

    letter: str
    name: str
    arrivals: Sequence[int]  # minutes after midnight
    counters: int = 1
    waits: Sequence[int] = ()
    office: str = "Town_Hall"
    day: str = "2026-11-20"


def write_log(path: Path, queues: Iterable[MadeUp]) -> Path:
    """A log file of these queues; packed if its name says so."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "wt", encoding="utf-8", newline="") as file:
        log = csv.writer(file)
        log.writerow(COLUMNS)
        for number, queue in enumerate(queues, 500):
            for n, arrival in enumerate(queue.arrivals):
                wait = queue.waits[n] if queue.waits else 0
                known = [queue.office, number, queue.name, queue.letter, queue.day, n + 1, arrival]
                log.writerow([*known, arrival + wait, wait, 0, queue.counters, 10])
    return path


def chance(seed: int) -> Random:
    """The same chance every time."""
    return Random(seed)  # noqa: S311 a game


def synthetic_day(path: Path) -> Path:
    """Two busy hours of 150 people in four queues; two of the queues share a letter."""
    rng = chance(7)
    queues = [
        ("A", "A: Kasa", 45, 2),
        ("A", "A: Dowody osobiste - odbiór", 40, 2),
        ("C", "C: Działalność gospodarcza", 35, 3),
        ("D", "D: Paszporty", 30, 2),
    ]
    made = []
    for letter, name, people, counters in queues:
        arrivals = sorted(rng.randrange(480, 600, STEP_MIN) for _ in range(people))
        made.append(MadeUp(letter, name, arrivals, counters, [rng.randrange(0, 40, STEP_MIN) for _ in arrivals]))
    return write_log(path, made)

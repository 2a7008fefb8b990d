"""A real ticket log: one row a ticket, times in minutes after local midnight, known to a step of five minutes.

The format is that of Warsaw's open data (api.um.warszawa.pl) as collected in HaZdula/kolejkeR,
(c) 2019 Hanna Zdulska. A log is never part of the product: it is a file the command is given.
"""

import csv
import gzip
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from string import ascii_uppercase
from zoneinfo import ZoneInfo

STEP_MIN = 5
ZONE = ZoneInfo("Europe/Sofia")  # the hall's; the log's minutes are read as its local time
SOURCE = "Log format: Warsaw's open data (api.um.warszawa.pl), collected in HaZdula/kolejkeR, (c) 2019 Hanna Zdulska."


class BadLog(ValueError):
    """The file is no ticket log, or has not this office or day."""


@dataclass(frozen=True, slots=True)
class Logged:
    """One ticket of the log, minutes."""

    arrival: int
    wait: int
    counters: int  # open when it was issued


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue of an office on a day. `letter` is unique in the hall; `was` is the file's, if that was taken."""

    letter: str
    was: str
    name: str
    tickets: tuple[Logged, ...]


@dataclass(frozen=True, slots=True)
class LoggedDay:
    """One day of one office."""

    office: str
    date: date
    queues: tuple[Queue, ...]

    @property
    def tickets(self) -> list[Logged]:
        """Every ticket of the day."""
        return [ticket for queue in self.queues for ticket in queue.tickets]

    def moment(self, minutes: float) -> datetime:
        """So many minutes after the day's local midnight, UTC."""
        return (datetime.combine(self.date, time(), ZONE) + timedelta(minutes=minutes)).astimezone(UTC)


def read_day(visitors: str) -> LoggedDay:
    """The day named by `replay:FILE[:OFFICE[:DATE]]`: by default the busiest office and its busiest day.

    Raises BadLog.
    """
    file, office, day = [*visitors.removeprefix("replay:").split(":", 2), "", ""][:3]
    path = Path(file)
    try:
        if not (office and day):
            office, day = _busiest(path, office)
        rows = [row for row in _rows(path) if row["office"] == office and row["date"] == day]
        queues = _queues(rows)
    except (OSError, UnicodeDecodeError, EOFError, KeyError, ValueError, csv.Error) as error:
        why = error if isinstance(error, BadLog) else error.strerror if isinstance(error, OSError) else None
        raise BadLog(f"{path}: {why or 'not a ticket log'}") from error
    if not queues:
        raise BadLog(f"{path}: no tickets of {office} on {day}")
    return LoggedDay(office, date.fromisoformat(day), queues)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    read = gzip.open if path.suffix == ".gz" else open
    with read(path, "rt", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _busiest(path: Path, office: str) -> tuple[str, str]:
    days: Tally[tuple[str, str]] = Tally((row["office"], row["date"]) for row in _rows(path))
    offices: Tally[str] = Tally()
    for (where, _), tickets in days.items():
        offices[where] += tickets
    if not offices or (office and office not in offices):
        raise BadLog(f"no tickets of {office or 'any office'}; there are {', '.join(sorted(offices)) or 'none'}")
    office = office or max(sorted(offices), key=lambda name: offices[name])
    return max(sorted(day for day in days if day[0] == office), key=lambda day: days[day])


def _queues(rows: list[dict[str, str]]) -> tuple[Queue, ...]:
    tickets: dict[tuple[str, int, str], list[Logged]] = defaultdict(list)
    for row in rows:
        key = (row["letter"], int(row["queue_id"]), " ".join(row["queue_name"].split()))
        tickets[key].append(Logged(int(row["arrival_min"]), int(row["wait_min"]), int(row["open_counters"])))
    if len(tickets) > len(ascii_uppercase):
        raise BadLog(f"{len(tickets)} queues are more than there are letters")
    free = [letter for letter in ascii_uppercase if letter not in {key[0] for key in tickets}]
    taken: set[str] = set()
    queues = []
    for was, number, name in sorted(tickets):
        letter = was if was in ascii_uppercase and len(was) == 1 and was not in taken else _next(free, was)
        taken.add(letter)
        queues.append(Queue(letter, was, name.removeprefix(f"{was}: "), tuple(tickets[was, number, name])))
    return tuple(sorted(queues, key=lambda queue: queue.letter))


def _next(free: list[str], letter: str) -> str:
    """Take the next free letter after this one, from the beginning again after Z."""
    found = next((other for other in free if other > letter), free[0])
    free.remove(found)
    return found

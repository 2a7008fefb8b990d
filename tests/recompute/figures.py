"""The day's figures from the journal alone, and where the hall's own differ from them."""

from collections import Counter as Tally
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from tests.recompute.journal import Event
from tests.recompute.visits import Visit, last_day, visits

STATES = ("waiting", "called", "serving", "parked", "finished", "absent", "withdrawn", "closed")
WITHIN = 20 * 60 * 1_000_000  # microseconds
Figures = dict[str, Any]


def figures(events: Iterable[Event]) -> Figures:
    """The latest day: `day`, `all` and `groups` by letter. Times in microseconds, None of nobody; shares 0 to 1."""
    day, entries = last_day(events)
    every = list(visits(entries))
    letters = sorted({visit.letter for visit in every})
    groups = {letter: _of([visit for visit in every if visit.letter == letter]) for letter in letters}
    return {"day": day, "all": _of(every), "groups": groups}


def differences(today: Mapping[str, Any], ours: Figures) -> list[str]:
    """Where `GET /api/v1/hall-today` says another thing than the journal; empty: equal to the microsecond."""
    counted = {"": {"day": ours["day"]}, "all": ours["all"], **ours["groups"]}
    said = list(_of_hall(today))
    found = [
        f"{letter} {name}: the hall says {value}, the journal {counted.get(letter, NOBODY)[name]}"
        for letter, name, value in said
        if value != counted.get(letter, NOBODY)[name]
    ]
    unknown = ours["groups"].keys() - {letter for letter, _, _ in said}
    return found + [f"the hall says nothing of group {letter}" for letter in sorted(unknown)]


def _of(some: Sequence[Visit]) -> Figures:
    states = Tally(visit.state for visit in some)
    waits = [visit.wait for visit in some if visit.wait is not None]
    walks = [visit.walk for visit in some if visit.walk is not None]
    services = [visit.service for visit in some if visit.service is not None]
    return {
        "issued": len(some),
        **{state: states[state] for state in STATES},
        "wait_median": _rank(waits, 1, 2),
        "wait_p90": _rank(waits, 9, 10),
        "walk_median": _rank(walks, 1, 2),
        "walk_p90": _rank(walks, 9, 10),
        "service_median": _rank(services, 1, 2),
        "service_p90": _rank(services, 9, 10),
        "within_20_min": sum(wait <= WITHIN for wait in waits) / len(waits) if waits else None,
    }


def _rank(values: Sequence[int], part: int, whole: int) -> int | None:
    """The value at rank ceil(n x part / whole), counted from 1."""
    return sorted(values)[ceil(len(values) * part / whole) - 1] if values else None


def _of_hall(today: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    yield "", "day", today["day"]
    for name in ("issued", *STATES):
        yield "all", name, today[name]
    for group in (today["all"], *today["groups"]):
        letter = group["letter"] or "all"
        for name in ("issued", "waiting", "finished", "within_20_min"):
            yield letter, name, group[name]
        for name in (f"{what}_{rank}" for what in ("wait", "walk", "service") for rank in ("median", "p90")):
            seconds = group[f"{name}_s"]
            yield letter, name, round(seconds * 1_000_000) if seconds is not None else None


NOBODY = _of([])

"""What a run ends with: the day's figures, beside the log's own where there is one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from server.simulation.log import SOURCE, Logged, LoggedDay

WITHIN_MIN = 20
OPEN = ("waiting", "called", "serving", "parked")


def everyone_left(today: Mapping[str, Any]) -> bool:
    """Whether every ticket ended finished, absent or closed."""
    ended: int = today["finished"] + today["absent"] + today["closed"]
    return ended == today["issued"] and not any(today[state] for state in OPEN)


def report(today: Mapping[str, Any], day: LoggedDay | None) -> Iterator[str]:
    """Lines to print: how tickets ended, then waits in minutes, by group."""
    issued = today["issued"]
    closed = today["closed"] / issued if issued else 0.0
    yield f"{today['day']}: {issued} tickets"
    yield f"finished {today['finished']}, absent {today['absent']}, closed {today['closed']} ({closed:.1%})"
    if left := {state: today[state] for state in OPEN if today[state]}:
        yield "still here: " + ", ".join(f"{state} {n}" for state, n in left.items())
    yield ""
    yield f"{'wait, minutes':>30}   this hall: median  p90  <= 20" + ("      log: median  p90  <= 20" if day else "")
    names = {queue.letter: queue for queue in day.queues} if day else {}
    for group in (today["all"], *today["groups"]):
        queue = names.get(group["letter"])
        logged = _logged(day.tickets) if day and not group["letter"] else _logged(queue.tickets) if queue else ""
        name = f"{group['letter']} {queue.name if queue else ''}"[:22] if group["letter"] else "all"
        yield f"{name:<22}{group['issued']:>8}   {_of_hall(group)}{logged}"
    if day:
        yield ""
        yield from (f"{q.name}: letter {q.letter}, in the log {q.was}" for q in day.queues if q.letter != q.was)
        yield SOURCE


def lateness(late: Collection[float], took: Iterable[float], speed: float) -> Iterator[str]:
    """How well the driver kept up, and how the hall answered."""
    if late:
        median, p99, most = (_rank(late, q) for q in (0.5, 0.99, 1.0))
        yield f"driver late, hall seconds at speed {speed:g}: median {median:.1f}, p99 {p99:.1f}, at most {most:.1f}"
    if answers := [second * 1000 for second in took]:
        p50, p99 = _rank(answers, 0.5), _rank(answers, 0.99)
        yield f"{len(answers)} answers of the hall: median {p50:.0f} ms, p99 {p99:.0f} ms"


def _of_hall(group: Mapping[str, Any]) -> str:
    if group["wait_median_s"] is None:
        return " " * 31
    return f"{group['wait_median_s'] / 60:17.1f}{group['wait_p90_s'] / 60:5.0f}{group['within_20_min']:8.0%} "


def _logged(tickets: Sequence[Logged]) -> str:
    waits = [ticket.wait for ticket in tickets]
    within = sum(wait <= WITHIN_MIN for wait in waits) / len(waits)
    return f"{_rank(waits, 0.5):17.1f}{_rank(waits, 0.9):5.0f}{within:8.0%}"


def _rank(values: Collection[float], q: float) -> float:
    """The value at rank ceil(q n), as the hall's own figures have it."""
    return sorted(values)[max(ceil(q * len(values)) - 1, 0)]

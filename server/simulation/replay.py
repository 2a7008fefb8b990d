"""The hall that a logged day speaks of: its queues, counters and hours."""

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from server.domain.numbering import check_ranges
from server.hall.catalogue_file import PACKAGED, File, read_file
from server.hall.words import LANGS
from server.simulation.arrivals import offered
from server.simulation.log import STEP_MIN, ZONE, LoggedDay, Queue, read_day
from server.simulation.people import MEAN

CLOSES_AFTER_MIN = 120  # the last arrival
TARGET_MIN = 20
BEFORE = timedelta(minutes=1)  # the clock begins so long before the doors open


def hall_of(visitors: str) -> tuple[File, datetime]:
    """The catalogue of `replay:FILE[:OFFICE[:DATE]]`, and when its clock begins. Raises BadLog, BadRange."""
    day = read_day(visitors)
    packaged = read_file(PACKAGED)
    opens = max(min(t.arrival for t in day.tickets) - STEP_MIN, 0)
    closes = max(t.arrival for t in day.tickets) + CLOSES_AFTER_MIN
    groups = _groups(day)
    check_ranges((group["letter"], *group["numbers"]) for group in groups)
    owners = [queue.letter for queue in day.queues for _ in range(counters(queue))]
    file = File.model_validate(
        {
            "meta": {"timezone": ZONE.key},
            "hall": {
                "name": dict.fromkeys(LANGS, day.office),
                "hours": {"overrun_max_min": 0},
                "special": {day.date: {"hours": [f"{_clock(opens)}-{_clock(closes)}"]}},
            },
            "priority_groups": packaged.priority_groups,
            "groups": groups,
            "counters": [{"number": n, "primary": [letter]} for n, letter in enumerate(owners, 1)],
            "services": [_service(queue) for queue in day.queues],
            "texts": packaged.texts,
        }
    )
    return file, day.moment(opens) - BEFORE


def counters(queue: Queue) -> int:
    """As many as were open at once, but no more than the people who came can keep at work."""
    arrivals = [ticket.arrival for ticket in queue.tickets]
    span_min = max(max(arrivals) - min(arrivals), STEP_MIN)
    load = len(arrivals) * offered(queue).minutes * MEAN / span_min
    return max(min(max(ticket.counters for ticket in queue.tickets), ceil(load), len(arrivals)), 1)


def _groups(day: LoggedDay) -> list[dict[str, Any]]:
    groups, first = [], 1
    for queue in day.queues:
        last = first + len(queue.tickets) - 1
        groups.append(
            {
                "letter": queue.letter,
                "numbers": (first, last),
                "name": dict.fromkeys(LANGS, queue.name),
                "target_wait_min": TARGET_MIN,
            }
        )
        first = last + 1
    return groups


def _service(queue: Queue) -> dict[str, Any]:
    service = offered(queue)
    return {
        "code": service.code,
        "group": queue.letter,
        "name": dict.fromkeys(LANGS, queue.name),
        "minutes": max(round(service.minutes), 1),
        "weight": service.weight,
    }


def _clock(minutes: int) -> str:
    return f"{min(minutes, 24 * 60) // 60:02}:{minutes % 60 if minutes < 24 * 60 else 0:02}"

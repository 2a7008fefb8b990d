"""Tickets at full speed from eight kiosks: against a bare route under the same eight clients."""

from collections.abc import Callable

from server.bench.crowd import at_full_speed
from server.bench.figures import Figure, median
from server.bench.ground import Bare, Ground, Hall

KIOSKS = 8
LEAST = 0.15


def measure(ground: Ground) -> list[Figure]:
    """In turn, each time in a fresh hall, because a hall where thousands wait is no hall any more."""
    tickets, nothings, seconds = [], [], ground.of(5, 2)
    with ground.bare() as bare:
        for _ in range(ground.of(5, 2)):
            nothings.append(at_full_speed(KIOSKS, seconds, _asking(bare)))
            with ground.hall() as hall:
                tickets.append(at_full_speed(KIOSKS, seconds, _issuing(hall)))
    rate, plain = median(tickets), median(nothings)
    found = f"{rate:.0f} a second: {rate / plain:.0%} of {plain:.0f}"
    bar = f">= {LEAST:.0%} of the bare route"
    return [Figure(f"issue, {KIOSKS} kiosks at full speed", found, bar, rate >= LEAST * plain)]


def _asking(bare: Bare) -> Callable[[int], Callable[[], object]]:
    return lambda _: bare.client().nothing


def _issuing(hall: Hall) -> Callable[[int], Callable[[], object]]:
    return lambda n: hall.kiosk(n * len(hall.services) // KIOSKS).issue

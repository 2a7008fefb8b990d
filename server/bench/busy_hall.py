"""Ten tickets a second from eight kiosks while fifty displays listen: against bare commits at the same pace."""

from collections.abc import Callable

from server.bench.crowd import at_a_pace
from server.bench.figures import Figure, ms, share
from server.bench.ground import Bare, Ground, Hall

KIOSKS, DISPLAYS, A_SECOND = 8, 50, 10
LEAST_S, TIMES = 0.040, 6.0
BLOCKS = 5


def measure(ground: Ground) -> list[Figure]:
    """Commits and tickets in turn, a block each."""
    tickets, commits, many = [], [], ground.of(200, 20)
    with ground.bare() as bare, ground.hall() as hall:
        screens = hall.screens(DISPLAYS)
        for _ in range(BLOCKS):
            hall.rest()
            commits += at_a_pace(KIOSKS, A_SECOND, many, committing(bare))
            tickets += at_a_pace(KIOSKS, A_SECOND, many, _issuing(hall))
        screens.stop()
    ticket, commit = share(0.99, tickets), share(0.99, commits)
    limit = max(LEAST_S, TIMES * commit)
    found = f"p50 {ms(share(0.5, tickets))}, p99 {ms(ticket)} (bare commit p99 {ms(commit)})"
    bar = f"p99 <= {ms(limit)} (the larger of 40 ms and {TIMES:.0f} x bare commit's)"
    return [Figure(f"issue, {A_SECOND}/s from {KIOSKS} kiosks, {DISPLAYS} displays", found, bar, ticket <= limit)]


def committing(bare: Bare) -> Callable[[int], Callable[[], float]]:
    """Every client commits."""

    def ready(_: int) -> Callable[[], float]:
        client = bare.client()
        return lambda: client.commit().took_s

    return ready


def _issuing(hall: Hall) -> Callable[[int], Callable[[], float]]:
    def ready(n: int) -> Callable[[], float]:
        kiosk = hall.kiosk(n * len(hall.services) // KIOSKS)
        return lambda: kiosk.issue().took_s

    return ready

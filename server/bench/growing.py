"""A hall with a million visits behind it beside one without a past: tickets and calls must take as long in both."""

from datetime import UTC, datetime
from itertools import cycle, islice

from server.bench.figures import Figure, median, ms
from server.bench.ground import Ground, Hall, database
from server.bench.past import fill

WITHIN = 0.20
PAIRS = 5
WAITING = 50

Pair = tuple[float, float]  # a median of the young hall, a median of the old one


def measure(ground: Ground) -> list[Figure]:
    """Interleaved pairs, young and old in turn; judged is the median of the pairs' ratios."""
    visits = ground.of(1_000_000, 20_000)
    grown = ground.copy()
    fill(database(grown), visits, datetime.now(UTC).date())
    with ground.hall() as young, ground.hall(grown) as old:
        halls = [_Working(young), _Working(old)]
        issued = [(halls[0].issue(ground.of(200, 40)), halls[1].issue(ground.of(200, 40))) for _ in range(PAIRS)]
        called = [(halls[0].call(ground.of(100, 20)), halls[1].call(ground.of(100, 20))) for _ in range(PAIRS)]
    return [_figure("issue", visits, issued), _figure("call next", visits, called)]


class _Working:
    """A hall in the middle of its day."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._kiosk = hall.kiosk()
        self._clerks = cycle([hall.clerk(place) for place in range(len(hall.counters))])
        for _ in range(WAITING):
            self._kiosk.issue()

    def issue(self, many: int) -> float:
        """The median of so many tickets, seconds."""
        self._hall.rest()
        return median([self._kiosk.issue().took_s for _ in range(many)])

    def call(self, many: int) -> float:
        """The median of so many calls, each served and followed by a newcomer, seconds."""
        self._hall.rest()
        took = []
        for clerk in islice(self._clerks, many):
            called = clerk.next()
            took.append(called.took_s)
            clerk.serve(called.body["visit"])
            self._kiosk.issue(called.body["service"])
        return median(took)


def _figure(what: str, visits: int, pairs: list[Pair]) -> Figure:
    ratio = median(old / young for young, old in pairs)
    young, old = (median(pair[place] for pair in pairs) for place in (0, 1))
    found = f"{ratio - 1:+.0%} ({ms(young)} with none, {ms(old)}; {PAIRS} pairs)"
    return Figure(f"{what}, {visits:,} past visits", found, f"within {WITHIN:.0%}", ratio <= 1 + WITHIN)

"""Call next while a thousand wait: against a bare FULL commit through Flask."""

from itertools import cycle, islice

from server.bench.figures import Figure, median, ms, share
from server.bench.ground import Ground

WAITING = 1000
TIMES = 6.0


def measure(ground: Ground) -> list[Figure]:
    """Every desk in turn; whoever is called is served at once and somebody else comes for the same service."""
    calls, commits = [], []
    with ground.bare() as bare, ground.hall() as hall:
        kiosk, plain = hall.kiosk(), bare.client()
        for _ in range(WAITING):
            kiosk.issue()
        clerks = cycle([hall.clerk(place) for place in range(len(hall.counters))])
        for clerk in islice(clerks, ground.of(1000, 100)):
            commits.append(plain.commit().took_s)
            called = clerk.next()
            calls.append(called.took_s)
            clerk.serve(called.body["visit"])
            kiosk.issue(called.body["service"])
    call, commit = median(calls), median(commits)
    found = f"p50 {ms(call)}, p99 {ms(share(0.99, calls))}: {call / commit:.1f} x {ms(commit)}"
    return [Figure(f"call next, {WAITING} waiting", found, f"p50 <= {TIMES:.0f} x bare commit", call <= TIMES * commit)]

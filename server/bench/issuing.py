"""A ticket, one after another, from one kiosk: against a bare FULL commit through Flask."""

from server.bench.figures import Figure, median, ms, share
from server.bench.ground import Ground

TIMES = 3.0


def measure(ground: Ground) -> list[Figure]:
    """A commit and a ticket in turn, so that neither a drifting machine nor the press at work wrongs one of them."""
    tickets, commits = [], []
    with ground.bare() as bare, ground.hall() as hall:
        kiosk, plain = hall.kiosk(), bare.client()
        for _ in range(ground.of(1000, 200)):
            commits.append(plain.commit().took_s)
            tickets.append(kiosk.issue().took_s)
    ticket, commit = median(tickets), median(commits)
    found = f"p50 {ms(ticket)}, p99 {ms(share(0.99, tickets))}: {ticket / commit:.1f} x {ms(commit)}"
    return [Figure("issue, one after another", found, f"p50 <= {TIMES:.0f} x bare commit", ticket <= TIMES * commit)]

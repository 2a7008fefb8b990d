"""Five hundred phones poll while tickets are taken and displays listen: the hall must not feel them."""

from server.bench.busy_hall import A_SECOND, DISPLAYS, KIOSKS, LEAST_S, TIMES, committing
from server.bench.crowd import at_a_pace, together, wait_until
from server.bench.figures import Figure, ms, share
from server.bench.ground import Ground, Hall

PHONES, EVERY_S = 500, 5.0
POLLERS = 4  # processes; each stands for so many phones one after another

Took = tuple[list[float], list[float]]  # seconds of every ticket, of every poll


def measure(ground: Ground) -> list[Figure]:
    """Every poll is a connection of its own, as a phone's is once it has slept."""
    with ground.bare() as bare, ground.hall() as hall:
        commit = share(0.99, at_a_pace(KIOSKS, A_SECOND, ground.of(1000, 100), committing(bare)))
        screens = hall.screens(DISPLAYS)
        tickets, polls = _at_once(hall, ground.of(1000, 100))
        screens.stop()
    ticket, poll, limit = share(0.99, tickets), share(0.99, polls), max(LEAST_S, TIMES * commit)
    found = f"p50 {ms(share(0.5, tickets))}, p99 {ms(ticket)}; a poll p50 {ms(share(0.5, polls))}, p99 {ms(poll)}"
    what = f"issue, {A_SECOND}/s, {DISPLAYS} displays, {PHONES} phones every {EVERY_S:.0f} s"
    return [Figure(what, found, f"p99 <= {ms(limit)}", ticket <= limit)]


def _at_once(hall: Hall, many: int) -> Took:
    """Kiosks and phones side by side until `many` tickets are taken."""

    def work(n: int, begin_at: float) -> Took:
        if n < KIOSKS:
            kiosk, took = hall.kiosk(n * len(hall.services) // KIOSKS), []
            for place in range(n, many, KIOSKS):
                wait_until(begin_at + place / A_SECOND)
                took.append(kiosk.issue().took_s)
            return took, []
        phone, polled = hall.phone(), []
        ends_at, due = begin_at + many / A_SECOND, begin_at + (n - KIOSKS) * EVERY_S / PHONES
        while due < ends_at:
            wait_until(due)
            polled.append(phone.poll())
            due += POLLERS * EVERY_S / PHONES
        return [], polled

    each = together(KIOSKS + POLLERS, work)
    return [s for tickets, _ in each for s in tickets], [s for _, polls in each for s in polls]

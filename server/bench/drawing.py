"""A ticket drawn, warm: every service in every language, as the press does it."""

from itertools import cycle, islice
from time import perf_counter

from server.bench.figures import Figure, median, ms, share
from server.bench.ground import Ground

LIMIT_S = 0.020
WARM = 8  # tickets before, so that fonts and the words all tickets share are there


def measure(ground: Ground) -> list[Figure]:
    """Each with a number of its own and another code for the phone; the order mixes services and languages."""
    from kiosk.agent.drawing import draw  # Pillow and its fonts are no part of the server that is measured elsewhere
    from kiosk.agent.ticket import Ticket

    with ground.hall() as hall:
        papers = hall.papers()
    took = []
    for n, paper in enumerate(islice(cycle(papers), ground.of(500, 100) + WARM), 1):
        ticket = Ticket.from_json(paper | {"number": f"A {n:03}", "qr_url": f"https://hall.example/t/{n}.{n:022}"})
        began = perf_counter()
        draw(ticket, 576)
        took.append(perf_counter() - began)
    warm = took[WARM:]
    found = f"median {ms(median(warm))}, p95 {ms(share(0.95, warm))}"
    return [Figure("a ticket drawn, warm", found, f"median <= {ms(LIMIT_S)}", median(warm) <= LIMIT_S)]

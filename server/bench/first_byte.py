"""From the tap on the kiosk to the first byte of the ticket at the printer."""

from time import sleep

from server.bench.figures import Figure, ms, share
from server.bench.ground import Ground

LIMIT_S = 0.150
BETWEEN_S = 0.4  # each ticket finds the printer free, as in a hall


def measure(ground: Ground) -> list[Figure]:
    """The status that is asked before is not the ticket: its first byte is the first of the image's commands."""
    with ground.hall() as hall:
        kiosk = hall.kiosk()
        kiosk.issue()  # the first one draws what all have in common
        hall.rest()
        tapped = []
        for _ in range(ground.of(200, 25)):
            tapped.append(kiosk.issue().sent_at)
            sleep(BETWEEN_S)
        hall.rest()
        printed = hall.printer.first_bytes()[1:]
    took = [at - tap for tap, at in zip(tapped, printed, strict=True)]
    found = f"p50 {ms(share(0.5, took))}, p95 {ms(share(0.95, took))}"
    return [Figure("tap -> first byte at the printer", found, f"p95 <= {ms(LIMIT_S)}", share(0.95, took) <= LIMIT_S)]

"""From the press of Next to the number on fifty displays."""

from itertools import cycle, islice
from time import sleep

from server.bench.figures import Figure, ms, share
from server.bench.ground import Ground

DISPLAYS = 50
LIMIT_S = 0.050
WAITING = 30
BREATH_S = 0.1  # between two steps: clerks of a hall do not press at once, and each picture is to be one of its own


def measure(ground: Ground) -> list[Figure]:
    """Measured on every display for every call; a call that a display never showed is missed."""
    pressed: dict[int, float] = {}
    with ground.hall() as hall:
        kiosk = hall.kiosk()
        for _ in range(WAITING):
            kiosk.issue()
        clerks = cycle([hall.clerk(place) for place in range(len(hall.counters))])
        screens = hall.screens(DISPLAYS)
        for clerk in islice(clerks, ground.of(220, 40)):
            sleep(BREATH_S)
            called = clerk.next()
            pressed[called.body["call"]] = called.sent_at
            sleep(BREATH_S)
            clerk.serve(called.body["visit"])
            kiosk.issue(called.body["service"])
        sleep(1)
        seen = screens.stop()
    took = [arrivals[call] - at for arrivals in seen for call, at in pressed.items() if call in arrivals]
    last = [max(arrivals.get(call, at) for arrivals in seen) - at for call, at in pressed.items()]
    missed = len(pressed) * DISPLAYS - len(took)
    found = f"p50 {ms(share(0.5, took))}, p99 {ms(share(0.99, took))}, last display p50 {ms(share(0.5, last))}"
    bar = f"p99 <= {ms(LIMIT_S)}, 0 missed of {len(pressed) * DISPLAYS}"
    well = share(0.99, took) <= LIMIT_S and missed == 0
    return [Figure(f"Next -> {DISPLAYS} displays", f"{found}; {missed} missed", bar, well)]

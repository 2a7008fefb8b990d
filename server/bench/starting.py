"""How long `gishe demo` takes to be ready: the first time, with all that has to be made, and from then on."""

from server.bench.figures import Figure, ms
from server.bench.ground import Ground, Server

LIMIT_S, FIRST_LIMIT_S = 3.0, 60.0


def measure(ground: Ground) -> list[Figure]:
    """From the command to the answer of /readyz."""
    folder = str(ground.folder / "demo")
    took = []
    for _ in range(ground.of(6, 3)):
        demo = Server("server.cli", "demo", "--data", folder, ready="/readyz")
        took.append(demo.ready_after_s)
        demo.stop()
    first, again = took[0], max(took[1:])
    return [
        Figure("first start of the demo", ms(first), f"<= {FIRST_LIMIT_S:.0f} s", first <= FIRST_LIMIT_S),
        Figure("start to ready", f"{ms(again)} (slowest of {len(took) - 1})", f"<= {LIMIT_S:.0f} s", again <= LIMIT_S),
    ]

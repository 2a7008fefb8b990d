"""How an outage goes, in order: what the network does, for how long, and what else happens meanwhile."""

from collections.abc import Iterator
from itertools import cycle
from random import Random
from typing import NamedTuple

from tests.faults.machines.agent import RIGHT


class Scene(NamedTuple):
    """The cable is `word` for `seconds` of the wall. `trouble`: agents are killed and browsers reloaded."""

    word: str
    seconds: float
    trouble: bool = False


class Size(NamedTuple):
    """How long an outage is. `hours` of the hall's time, which runs `speed` times as fast; `flaps`: short ones before.

    `every_s`: a visitor at each kiosk, of the wall; `agents`: what stands for `server.cli` at each kiosk.
    """

    hours: float = 4.0
    speed: float = 30.0
    flaps: int = 6
    warm_s: float = 25.0
    every_s: float = 3.5
    kills: int = 5  # of each agent
    reloads: int = 8  # of each browser
    browser: bool = True
    agents: tuple[tuple[str, ...], ...] = (RIGHT,) * 3
    server: tuple[str, ...] = RIGHT


MUTE_S = 0.9  # taps that the server takes, and of which the kiosk never hears
FLAP_S, BREATH_S = 6.0, 7.0
STRETCH_S = 45.0  # at most, until the outage takes another form
# It comes back with a stutter: for a moment, then deaf on one ear, then gone again, then behind a gateway that has too
# much to do, then deaf once more.
RETURN = (Scene("whole", 0.3), Scene("mute", 0.6), Scene("cut", 4.0), Scene("busy", 1.5), Scene("mute", 0.7))


def scenes(seed: int, size: Size) -> Iterator[Scene]:
    """Until the network is back for good."""
    chance = Random(f"{seed} script")  # noqa: S311 to be repeated, no secret
    yield Scene("whole", size.warm_s)
    forms = cycle(("dead", "cut"))
    for _ in range(size.flaps):
        yield Scene("mute", MUTE_S)
        yield Scene(next(forms), FLAP_S * (0.5 + chance.random()))
        yield Scene("whole", BREATH_S * (0.5 + chance.random()))
    yield Scene("mute", MUTE_S)
    left = size.hours * 3600 / size.speed
    while left > 0:
        stretch = min(left, STRETCH_S * (0.5 + chance.random()))
        yield Scene(next(forms), stretch, trouble=True)
        left -= stretch
    yield from RETURN

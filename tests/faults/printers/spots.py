"""What is tried: each of the printer's faults at every command boundary of a ticket and at places in its picture."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Literal, NamedTuple

from kiosk.agent.virtual_printer.faults import FAULTS

Way = Literal["plain", "confirming"]  # whether the printer is one that says when a paper is out
Place = Literal["before", "command", "picture"]
Visitor = Literal["goes", "holds", "again"]  # what somebody does whose paper did not surely come

WAYS: tuple[Way, ...] = ("plain", "confirming")
VISITORS: tuple[Visitor, ...] = ("goes", "holds", "again")
OFFSETS = 40  # in the picture, for each fault
SLOW = 12_000  # bytes a second: a ticket takes eight
CONFIRMING_BOUNDARIES = 3  # for each fault; a paper that is confirmed piece by piece has three score of them


class Spot(NamedTuple):
    """One run. `place`: before the tap, before command `at` of the ticket, or after `at` thousandths of its picture."""

    fault: str
    way: Way
    place: Place
    at: int
    visitor: Visitor
    browser: bool = False  # the ticket is taken in a real browser

    @property
    def name(self) -> str:
        """For people."""
        return self.place if self.place == "before" else f"{self.place} {self.at}"


def spots(
    seed: int,
    commands: Mapping[Way, int],
    *,
    offsets: int = OFFSETS,
    faults: tuple[str, ...] = (),
    browser: bool = False,
) -> list[Spot]:
    """All runs, mixed. `commands`: how many a ticket has; the place behind the last one is a place, too."""
    chance = Random(f"{seed} spots")  # noqa: S311 to be repeated, no secret
    planned = [
        Spot(fault, way, place, at, _visitor(chance))
        for fault in faults or tuple(FAULTS)
        for way, place, at in _places(chance, commands, offsets)
    ]
    chance.shuffle(planned)
    return _with_a_browser(planned) if browser else planned


def _places(chance: Random, commands: Mapping[Way, int], offsets: int) -> Iterator[tuple[Way, Place, int]]:
    yield chance.choice(WAYS), "before", 0
    for at in range(commands["plain"] + 1):
        yield "plain", "command", at
    last = commands["confirming"]
    for at in chance.sample(range(last + 1), min(CONFIRMING_BOUNDARIES, offsets, last + 1)):
        yield "confirming", "command", at
    for n in range(offsets):
        yield WAYS[n % 2], "picture", chance.randrange(5, 996)


def _visitor(chance: Random) -> Visitor:
    return chance.choices(VISITORS, (6, 2, 2))[0]


def _with_a_browser(planned: list[Spot]) -> list[Spot]:
    """The first run of each fault in the picture is taken in a browser."""
    seen = set[str]()
    marked = []
    for spot in planned:
        first = spot.place == "picture" and spot.fault not in seen
        if first:
            seen.add(spot.fault)
        marked.append(spot._replace(browser=first))
    return marked

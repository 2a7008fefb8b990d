"""Open a run of virtual visitors and clerks in a hall, and see it to its end."""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from random import Random
from typing import Any

from server.simulation.arrivals import arrivals, logged_arrivals, per_minute
from server.simulation.clerk import Clerk
from server.simulation.door import Arrivals, Door
from server.simulation.hall_time import HallTime, read_time
from server.simulation.known_hall import KnownHall
from server.simulation.later import Later
from server.simulation.log import ZONE, LoggedDay, read_day
from server.simulation.people import Offered, Person
from server.simulation.play import Play
from server.simulation.report import everyone_left, lateness, report

SIGN_OFF_S = 5.0
FAULTS_SHOWN = 20


class OtherHall(ValueError):
    """This hall is not the one that the visitors want."""


@dataclass(frozen=True)
class Wishes:
    """What is asked of a run. None: the hall's own speed, minutes without end, clerks at every counter."""

    visitors: str
    speed: float | None = None
    seed: int = 1
    minutes: float | None = None
    clerks: int | None = None


def drive(made: Mapping[str, Any], wishes: Wishes, say: Callable[[str], None]) -> bool:
    """Run in the hall of this demo.json to the end, and say how it went.

    Answers whether every ticket ended finished, absent or closed. Raises OtherHall, BadLog, Refused.
    """
    hall = KnownHall(made)
    day = read_day(wishes.visitors) if wishes.visitors.startswith("replay:") else None
    time = read_time(hall.talk, hall.kiosks[0], wishes.speed)
    services = hall.services()
    if day is not None:
        _check(day, services, time)
    people = hall.clerks()
    counters = hall.counters(min(wishes.clerks or len(people), len(people)))
    play = Play(time, services, counters, wishes.seed, len(hall.kiosks))
    later = Later(play, hall.new_talk())
    arriving = Arrivals(_coming(wishes, day, services, len(counters), time))
    doors = [Door(play, hall.new_talk(), kiosk, arriving) for kiosk in hall.kiosks]
    names = frozenset(person["name"] for person in people)
    clerks = [
        Clerk(play, hall.new_talk(), later, number, person, names, _tokens(hall, number))
        for number, person in zip(counters, people, strict=False)
    ]
    for thread in (*clerks, later, *doors):
        thread.start()
    try:
        play.over.wait()
    except KeyboardInterrupt:
        play.end()
    for clerk in clerks:
        clerk.join(SIGN_OFF_S)
    today = hall.today()
    for line in (*report(today, day), *lateness(time.late, hall.took(), time.speed)):
        say(line)
    if play.refusals:
        say("the hall said no: " + ", ".join(f"{code} {n}" for code, n in play.refusals.most_common()))
    for fault in play.broken[:FAULTS_SHOWN]:
        print(f"fault: {fault}", file=sys.stderr)
    return everyone_left(today) and not play.broken


def _coming(
    wishes: Wishes, day: LoggedDay | None, services: Mapping[str, Offered], clerks: int, time: HallTime
) -> Iterator[Person]:
    rng = Random(wishes.seed)  # noqa: S311 a game, and it must be repeatable
    if day is not None:
        return iter(logged_arrivals(rng, day))
    start = time.now()
    offered = list(services.values())
    people = arrivals(rng, offered, per_minute(offered, clerks), start, at_the_door=clerks)
    if wishes.minutes is None:
        return people
    end = start + timedelta(minutes=wishes.minutes)
    return takewhile(lambda one: one.at < end, people)


def _check(day: LoggedDay, services: Mapping[str, Offered], time: HallTime) -> None:
    if {service.letter for service in services.values()} != {queue.letter for queue in day.queues}:
        raise OtherHall(f"this is not the hall of {day.office}: start the demo with the same --visitors")
    shown = time.now().astimezone(ZONE).date()
    if shown != day.date:
        raise OtherHall(f"in this hall it is {shown}, the log's day is {day.date}")
    if time.speed != time.hall_speed:
        raise OtherHall(f"a replay goes by the hall's clock, at speed {time.hall_speed:g}")


def _tokens(hall: KnownHall, counter: int) -> dict[str, str]:
    return {"counter": hall.token("counter", counter), "pad": hall.token("pad", counter), "kiosk": hall.kiosks[0]}

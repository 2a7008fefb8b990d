"""When visitors come: at random on a busy day, or as a log says they came."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from random import Random

from server.simulation.log import STEP_MIN, LoggedDay, Queue
from server.simulation.medians import median_min
from server.simulation.people import MEAN, Habits, Offered, Person, person

BUSY = 0.9  # share of their time that the clerks serve
RUSH = 10  # how many times faster those come who stood at the door before it opened
WALK_MIN = 0.5  # what a call costs beside the service

# A log says who came to which queue and when; what it does not know stays plain.
LOGGED = Habits(back=0, parked=0, transferred=0, priority=0, needs=0)


def per_minute(services: Sequence[Offered], clerks: int) -> float:
    """How many visitors a minute keep so many clerks busy."""
    demand = sum(s.weight for s in services)
    minutes = sum(s.weight * (s.minutes * MEAN + WALK_MIN) for s in services) / demand
    return BUSY * clerks / minutes


def arrivals(
    rng: Random, services: Sequence[Offered], rate: float, start: datetime, at_the_door: int = 0
) -> Iterator[Person]:
    """Visitors without end, Poisson, `rate` a minute; first those who stood at the door."""
    habits = Habits()
    weights = [s.weight for s in services]
    elsewhere = {s.code: [o.code for o in services if o.letter != s.letter] for s in services}
    at = start
    for n in count():
        at += timedelta(minutes=rng.expovariate(rate if n >= at_the_door else rate * RUSH))
        service = rng.choices(services, weights)[0]
        yield person(rng, at, service, habits, elsewhere[service.code])


def logged_arrivals(rng: Random, day: LoggedDay) -> list[Person]:
    """The people of a logged day in the order they came, each somewhere inside the step that the log knows."""
    people = []
    for queue in day.queues:
        service = offered(queue)
        for ticket in queue.tickets:
            at = day.moment(ticket.arrival - rng.uniform(0, STEP_MIN))
            people.append(person(rng, at, service, LOGGED))
    return sorted(people, key=lambda one: one.at)


def offered(queue: Queue) -> Offered:
    """The one service of a logged queue."""
    return Offered(f"{queue.letter}01", queue.letter, median_min(queue.name), len(queue.tickets))

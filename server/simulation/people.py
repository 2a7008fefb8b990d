"""Who comes to the hall, and how they and their clerk will behave: drawn once, before anything happens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import exp, log
from random import Random
from typing import Literal

from server.domain.waiting import SIGMA

MEAN = exp(SIGMA**2 / 2)  # mean of a service time over its median
WALK_S = (8.0, 45.0)  # from the call to the counter
CLERK_WAITS_S = 60.0  # how long a clerk looks out for somebody who does not come
LANGS, FOREIGN = ("en", "tr", "ro"), (5, 4, 3)
NEEDS = ("hearing", "sight", "wheelchair", "interpreter", "time")
SCORES = (2, 3, 8, 25, 62)  # how many of a hundred give 1 ... 5


@dataclass(frozen=True, slots=True)
class Offered:
    """A service as the simulation knows it. `minutes`: the median at the counter; `weight`: relative demand."""

    code: str
    letter: str
    minutes: float
    weight: float = 1.0
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """One visitor and what will happen at the desk. Seconds of the hall's clock."""

    at: datetime  # taps at the kiosk
    service: str
    walk_s: float
    service_s: float
    lang: str = "bg"
    visitor_class: str = "ordinary"
    needs: tuple[str, ...] = ()
    call_in: str = "mine"
    documents: Mapping[str, bool] = field(default_factory=dict)
    comes: bool = True
    recalled: bool = False
    back_s: float | None = None  # did not come: back in the line so long after
    slip: Literal["call", "absent", "finish"] | None = None  # the clerk presses it too early and takes it back
    aside_s: float | None = None  # parked in the middle of the service, for so long
    then_to: str | None = None  # transferred to this service in the middle of the first
    score: int | None = None  # given at the pad
    introduced: bool | None = None


@dataclass(frozen=True, slots=True)
class Habits:
    """Shares of visitors, 0 to 1; `back` is of the absent, `introduced` of those who rate."""

    absent: float = 0.08
    back: float = 0.25
    recalled: float = 0.04
    slips: float = 0.03
    parked: float = 0.03
    transferred: float = 0.03
    priority: float = 0.08
    needs: float = 0.05
    foreign: float = 0.12
    rated: float = 0.4
    introduced: float = 0.85


def person(rng: Random, at: datetime, service: Offered, habits: Habits, others: Sequence[str] = ()) -> Person:
    """Draw a visitor of this service. `others`: the services a clerk may send them to."""
    comes = rng.random() >= habits.absent
    foreign = rng.random() < habits.foreign
    moved = rng.random()
    score = rng.choices(range(1, 6), SCORES)[0] if rng.random() < habits.rated else None
    return Person(
        at=at,
        service=service.code,
        walk_s=rng.uniform(*WALK_S),
        service_s=rng.lognormvariate(log(service.minutes * 60), SIGMA),
        lang=rng.choices(LANGS, FOREIGN)[0] if foreign else "bg",
        visitor_class="priority" if rng.random() < habits.priority else "ordinary",
        needs=(rng.choice(NEEDS),) if rng.random() < habits.needs else (),
        call_in=rng.choices(("mine", "bg", "chime"), (90, 7, 3))[0],
        documents={code: rng.random() < 0.9 for code in service.documents},
        comes=comes,
        recalled=rng.random() < (habits.recalled if comes else 0.5),
        back_s=rng.uniform(60, 600) if rng.random() < habits.back and not comes else None,
        slip=rng.choice(("call", "absent", "finish")) if rng.random() < habits.slips and comes else None,
        aside_s=rng.uniform(120, 900) if moved < habits.parked else None,
        then_to=rng.choice(others) if others and habits.parked <= moved < habits.parked + habits.transferred else None,
        score=score,
        introduced=rng.random() < habits.introduced if score is not None else None,
    )

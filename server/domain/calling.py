"""Whom a counter calls next: the share of the promise.

We call the person who has used up the largest part of their promised waiting time; people with priority are
promised a shorter one. Whoever has waited GUARD_S goes before everybody who has not. Accumulating priority
after Kleinrock (1964) and Stanford, Taylor, Ziedins, Queueing Systems 77 (2014) 297-330: it keeps the ratio of
waits at any load and starves nobody. All comparisons are exact: whole seconds and fractions, never floats.
"""

from collections.abc import Container, Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from heapq import merge, nsmallest
from itertools import islice
from typing import Any

from server.models.visit import VisitClass

RULE = "share-of-promise/1"  # stored with every call: change it when the order changes
GUARD_S = 90 * 60
ORDINARY_S = 20 * 60  # nobody is promised more: the wait allowed by the ordinance on administrative services
PRIORITY_S = 5 * 60
SECOND = timedelta(seconds=1)

Order = tuple[int, Fraction, int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ticket as the rule sees it."""

    id: int  # the visit: ids grow in issue order
    service: int
    promise_s: int
    reference_at: datetime  # from when the wait counts, aware, whole seconds


def can_serve(primary: Set[int], assist: Set[int], competences: Set[int]) -> frozenset[int]:
    """What a desk can serve: services of the counter, its own or by way of help, in which the clerk is competent."""
    return frozenset((primary | assist) & competences)


def eligible(present: Iterable[Waiting], services: Container[int]) -> Iterator[Waiting]:
    """Those of the line whom a desk that can serve these services may call."""
    return (w for w in present if w.service in services)


def first_two(eligible: Iterable[Waiting], now: datetime) -> tuple[Waiting | None, Waiting | None]:
    """Whom the counter calls and who would have been next; None where there is nobody."""
    chosen, runner_up, *_ = *nsmallest(2, eligible, key=lambda w: order(w, now)), None, None
    return chosen, runner_up


def in_order(partitions: Iterable[Iterable[Waiting]], now: datetime, limit: int | None = None) -> list[Waiting]:
    """The first `limit` of the line as the rule would call them if nobody else came.

    Each partition holds tickets of one promise sorted by (reference_at, id): within one promise that is the
    rule's own order at any moment, so that partitions are only merged and read no further than needed.
    """
    return list(islice(merge(*partitions, key=lambda w: order(w, now)), limit))


def order(w: Waiting, now: datetime) -> Order:
    """Where the ticket stands in the line now: the smallest is called first.

    First those who have waited GUARD_S or more, longest wait first; then by the share of the promise used up,
    largest first; last those whose reference time has not come, soonest first. Ties to the earlier ticket.
    """
    waited = waited_s(w, now)
    if waited >= GUARD_S:
        return 0, Fraction(-waited), w.id
    if waited >= 0:
        return 1, Fraction(-waited, w.promise_s), w.id
    return 2, Fraction(-waited), w.id


def waited_s(w: Waiting, now: datetime) -> int:
    """Whole seconds since the reference time; negative before it."""
    # To UTC first: Python subtracts times of one zone by the wall clock, wrong in the nights when that is changed.
    return (now.astimezone(UTC) - w.reference_at.astimezone(UTC)) // SECOND


def promise_of(target_s: int, visitor_class: VisitClass) -> int:
    """The waiting time promised to a ticket, seconds, from the target of its service."""
    return min(target_s, PRIORITY_S if visitor_class is VisitClass.PRIORITY else ORDINARY_S)


def promise_after_transfer(target_s: int, visitor_class: VisitClass, promise_s: int, our_mistake: bool) -> int:
    """The promise after a transfer to a service with this target; class and reference time stay as they are.

    Where the hall sent the person to the wrong desk (`our_mistake`), the promise never gets longer than it was.
    """
    new = promise_of(target_s, visitor_class)
    return min(promise_s, new) if our_mistake else new


def reference_after_return(reference_at: datetime, called_at: datetime) -> datetime:
    """From when the wait counts once an absent person is back: the last call they missed. The promise stays."""
    return max(whole_second(reference_at), whole_second(called_at))


def whole_second(at: datetime) -> datetime:
    """The second in which something happened, UTC: references are compared exactly, so they carry no fraction."""
    return at.astimezone(UTC).replace(microsecond=0)


def explain(chosen: Waiting, runner_up: Waiting | None, now: datetime) -> dict[str, Any]:
    """Why this ticket was called, ready to be stored as JSON: enough to recompute the choice.

    "You were passed by A 041 because it had waited 9 of 5 promised minutes (9/5), you 14 of 20 (7/10)."
    """
    return {
        "rule": RULE,
        "at": _written(now),
        "chosen": _claim(chosen, now),
        "runner_up": _claim(runner_up, now) if runner_up else None,
    }


def recompute(why: dict[str, Any]) -> bool:
    """Whether a stored explanation follows from its own facts; False also for one of another rule."""
    if why["rule"] != RULE:
        return False
    now = datetime.fromisoformat(why["at"])
    claims = [claim for claim in (why["chosen"], why["runner_up"]) if claim]
    line = [
        Waiting(claim["visit"], 0, claim["promise_s"], datetime.fromisoformat(claim["reference_at"]))
        for claim in claims
    ]
    told_true = all(claim == _claim(w, now) for claim, w in zip(claims, line, strict=True))
    return told_true and line == sorted(line, key=lambda w: order(w, now))


def _claim(w: Waiting, now: datetime) -> dict[str, Any]:
    waited = waited_s(w, now)
    return {
        "visit": w.id,
        "reference_at": _written(w.reference_at),
        "promise_s": w.promise_s,
        "waited_s": waited,
        "urgency": str(Fraction(waited, w.promise_s)),
    }


def _written(at: datetime) -> str:
    return whole_second(at).isoformat().replace("+00:00", "Z")

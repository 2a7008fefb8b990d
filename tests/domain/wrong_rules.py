"""Rules that look reasonable and are wrong: each is planted to show that an invariant's test can fail."""

from collections.abc import Sequence, Set
from datetime import datetime
from fractions import Fraction
from itertools import count

from server.domain.calling import GUARD_S, PRIORITY_S, Waiting, order, promise_of, waited_s
from server.models.visit import VisitClass
from tests.domain.log_of_a_day import Call, Rule

CALLS_EVER = count()


def _newest_first(line: Sequence[Waiting], _now: datetime, _before: Sequence[Call]) -> Waiting:
    return max(line, key=lambda w: (w.reference_at, w.id))


def _strict_levels(line: Sequence[Waiting], _now: datetime, _before: Sequence[Call]) -> Waiting:
    return min(line, key=lambda w: (w.promise_s, w.reference_at, w.id))


def _head_start(line: Sequence[Waiting], now: datetime, _before: Sequence[Call]) -> Waiting:
    """A priority ticket counts as issued fifteen minutes earlier: loses its force when the hall is overloaded."""
    return max(line, key=lambda w: (waited_s(w, now) + (900 if w.promise_s <= PRIORITY_S else 0), -w.id))


def _no_guard(line: Sequence[Waiting], now: datetime, _before: Sequence[Call]) -> Waiting:
    return min(line, key=lambda w: (Fraction(-waited_s(w, now), w.promise_s), w.id))


def _in_float_minutes(line: Sequence[Waiting], now: datetime, _before: Sequence[Call]) -> Waiting:
    def urgency(w: Waiting) -> float:
        return (waited_s(w, now) / 60) / (w.promise_s / 60)

    return min(
        line, key=lambda w: (0, order(w, now)[1], w.id) if waited_s(w, now) >= GUARD_S else (1, -urgency(w), w.id)
    )


def _rows_break_ties(line: Sequence[Waiting], now: datetime, _before: Sequence[Call]) -> Waiting:
    return min(line, key=lambda w: order(w, now)[:2])


def _by_the_wall_clock(line: Sequence[Waiting], now: datetime, _before: Sequence[Call]) -> Waiting:
    def waited(w: Waiting) -> int:
        return int((now.replace(tzinfo=None) - w.reference_at.replace(tzinfo=None)).total_seconds())

    return min(line, key=lambda w: (Fraction(-waited(w), w.promise_s), w.id))


def _fairly_drawn(line: Sequence[Waiting], _now: datetime, _before: Sequence[Call]) -> Waiting:
    return sorted(line, key=lambda w: w.id)[next(CALLS_EVER) % len(line)]


def _in_turn(line: Sequence[Waiting], now: datetime, before: Sequence[Call]) -> Waiting:
    """One with priority, one without, in turn through the whole hall."""
    wanted = not before or before[-1].ticket.promise_s > PRIORITY_S
    return min(line, key=lambda w: ((w.promise_s <= PRIORITY_S) != wanted, order(w, now)))


def _slow_ones_first(line: Sequence[Waiting], now: datetime, _before: Sequence[Call]) -> Waiting:
    """Whoever was promised a longer wait is harder pressed."""
    return max(line, key=lambda w: (waited_s(w, now) * w.promise_s, -w.id))


def _counter_alone(primary: Set[int], assist: Set[int], _competences: Set[int]) -> frozenset[int]:
    return frozenset(primary | assist)


def _clerk_alone(_primary: Set[int], _assist: Set[int], competences: Set[int]) -> frozenset[int]:
    return frozenset(competences)


def _flat_priority(target_s: int, visitor_class: VisitClass) -> int:
    return PRIORITY_S if visitor_class is VisitClass.PRIORITY else target_s


def _never_our_mistake(target_s: int, visitor_class: VisitClass, _promise_s: int, _our_mistake: bool) -> int:
    return promise_of(target_s, visitor_class)


WRONG = {
    "newest first": Rule(_newest_first),
    "strict levels": Rule(_strict_levels),
    "head start": Rule(_head_start),
    "no guard": Rule(_no_guard),
    "float minutes": Rule(_in_float_minutes),
    "rows break ties": Rule(_rows_break_ties),
    "wall clock": Rule(_by_the_wall_clock),
    "fairly drawn": Rule(_fairly_drawn),
    "in turn": Rule(_in_turn),
    "slow ones first": Rule(_slow_ones_first),
    "counter alone": Rule(can_serve=_counter_alone),
    "clerk alone": Rule(can_serve=_clerk_alone),
    "flat priority": Rule(promise_of=_flat_priority),
    "reset on transfer": Rule(reference_after_transfer=lambda _, transferred_at: transferred_at),
    "never our mistake": Rule(promise_after_transfer=_never_our_mistake),
}

"""A tiny hall without a server: it plays a day's arrivals over desks, by whatever calling rule it is given."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import Any

from server.domain import calling
from server.domain.calling import Waiting
from server.models.visit import VisitClass

MORNING = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
TARGETS = {1: 240, 2: 600, 3: 900, 4: 1200}  # the target wait of each service, seconds
ABSENT_S = 120  # how long a desk waits for somebody who does not come


@dataclass(frozen=True)
class Person:
    arrives_s: int  # since the morning
    service: int
    work_s: int  # what each stop at a desk takes, whatever happens elsewhere
    visitor_class: VisitClass = VisitClass.ORDINARY
    back_s: int | None = None  # misses the first call and is back so long after it
    again_s: int | None = None  # gives the ticket back after so long in the line and takes a new one
    moves_to: int | None = None  # is transferred to this service after the first stop
    our_mistake: bool = False


@dataclass(frozen=True)
class Desk:
    primary: frozenset[int]
    assist: frozenset[int]
    competences: frozenset[int]


@dataclass(frozen=True)
class Log:
    people: tuple[Person, ...]
    desks: tuple[Desk, ...]


@dataclass(frozen=True)
class Call:
    at_s: int
    at: datetime
    desk: int
    person: int
    came: bool
    ticket: Waiting
    others: tuple[Waiting, ...]  # the whole line at that moment, but for the ticket called
    why: dict[str, Any]


Choose = Callable[[Sequence[Waiting], datetime, Sequence[Call]], Waiting]


def by_share_of_promise(eligible: Sequence[Waiting], now: datetime, _before: Sequence[Call]) -> Waiting:
    chosen, _ = calling.first_two(eligible, now)
    assert chosen is not None
    return chosen


def as_before(reference_at: datetime, _transferred_at: datetime) -> datetime:
    return reference_at


@dataclass(frozen=True)
class Rule:
    """All that a hall could get wrong about whom to call. The fields' values are the hall's own."""

    choose: Choose = by_share_of_promise
    can_serve: Callable[..., frozenset[int]] = calling.can_serve
    promise_of: Callable[[int, VisitClass], int] = calling.promise_of
    promise_after_transfer: Callable[[int, VisitClass, int, bool], int] = calling.promise_after_transfer
    reference_after_transfer: Callable[[datetime, datetime], datetime] = as_before
    reference_after_return: Callable[[datetime, datetime], datetime] = calling.reference_after_return
    explain: Callable[[Waiting, Waiting | None, datetime], dict[str, Any]] = calling.explain


THE_RULE = Rule()


@dataclass
class Day:
    """One play of a log. `holder` says whose a ticket is, `calls` what happened, in order."""

    log: Log
    rule: Rule = THE_RULE
    morning: datetime = MORNING
    zone: tzinfo = UTC
    rows: Callable[[Iterable[Waiting]], Sequence[Waiting]] = tuple  # in which order a table gives its rows
    calls: list[Call] = field(default_factory=list)
    holder: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._line: dict[int, Waiting] = {}
        self._free = set(range(len(self.log.desks)))
        self._ids: Iterator[int] = count(1)
        self._deeds: list[tuple[int, int, Callable[[], None]]] = []
        self._deed_ids: Iterator[int] = count()
        self._done_once: set[tuple[str, int]] = set()
        for n, person in enumerate(self.log.people):
            self._at(person.arrives_s, partial(self._issue, n))
        while self._deeds:
            self._now_s = self._deeds[0][0]
            while self._deeds and self._deeds[0][0] == self._now_s:
                heappop(self._deeds)[2]()
            for desk in sorted(self._free):
                self._call_next(desk)

    def came_s(self, person: int) -> float:
        """When the person was first called and came; never is infinity."""
        return next((call.at_s for call in self.calls if call.person == person and call.came), float("inf"))

    def services_at(self, desk: int) -> frozenset[int]:
        d = self.log.desks[desk]
        return self.rule.can_serve(d.primary, d.assist, d.competences)

    def _at(self, at_s: int, deed: Callable[[], None]) -> None:
        heappush(self._deeds, (at_s, next(self._deed_ids), deed))

    def _now(self) -> datetime:
        return (self.morning + timedelta(seconds=self._now_s)).astimezone(self.zone)

    def _once(self, what: str, person: int) -> bool:
        first = (what, person) not in self._done_once
        self._done_once.add((what, person))
        return first

    def _issue(self, n: int) -> None:
        person, number = self.log.people[n], next(self._ids)
        promise_s = self.rule.promise_of(TARGETS[person.service], person.visitor_class)
        self.holder[number] = n
        self._line[number] = Waiting(number, person.service, promise_s, self._now())
        if person.again_s is not None and self._once("again", n):
            self._at(self._now_s + person.again_s, partial(self._take_a_new_one, number))

    def _take_a_new_one(self, number: int) -> None:
        if self._line.pop(number, None):
            self._issue(self.holder[number])

    def _call_next(self, desk: int) -> None:
        line = self.rows(calling.eligible(self._line.values(), self.services_at(desk)))
        if not line:
            return
        now = self._now()
        ticket = self.rule.choose(line, now, self.calls)
        rest = [w for w in line if w != ticket]
        runner_up = self.rule.choose(rest, now, self.calls) if rest else None
        del self._line[ticket.id]
        self._free.remove(desk)
        n = self.holder[ticket.id]
        person = self.log.people[n]
        came = person.back_s is None or not self._once("missed", n)
        why = self.rule.explain(ticket, runner_up, now)
        self.calls.append(Call(self._now_s, now, desk, n, came, ticket, tuple(self._line.values()), why))
        if came:
            self._at(self._now_s + person.work_s, partial(self._end, desk, ticket))
        else:
            self._at(self._now_s + ABSENT_S, partial(self._free.add, desk))
            self._at(self._now_s + (person.back_s or 0), partial(self._come_back, ticket, now))

    def _come_back(self, ticket: Waiting, called_at: datetime) -> None:
        reference_at = self.rule.reference_after_return(ticket.reference_at, called_at)
        self._line[ticket.id] = replace(ticket, reference_at=reference_at)

    def _end(self, desk: int, ticket: Waiting) -> None:
        self._free.add(desk)
        n = self.holder[ticket.id]
        person = self.log.people[n]
        if person.moves_to is not None and self._once("moved", n):
            self._line[ticket.id] = Waiting(
                ticket.id,
                person.moves_to,
                self.rule.promise_after_transfer(
                    TARGETS[person.moves_to], person.visitor_class, ticket.promise_s, person.our_mistake
                ),
                self.rule.reference_after_transfer(ticket.reference_at, self._now()),
            )

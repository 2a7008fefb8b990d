"""One run of the simulation: what its clerks and kiosks know of each other, and when it is over."""

import threading
from collections import Counter as Tally
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from random import Random
from secrets import token_hex
from typing import Any

from server.simulation.hall_time import HallTime
from server.simulation.people import Habits, Offered, Person, person
from server.simulation.talk import Refused, Talk

POLL_S = 2.0  # wall seconds between two looks of an idle clerk: people come who are not ours
KNOWN_SOON_S = 2.0  # somebody may be called before their kiosk has the answer


class Over(Exception):
    """The run ends."""


class Play:
    """Shared by all threads of a run; everything mutable is under one lock."""

    def __init__(
        self,
        time: HallTime,
        services: Mapping[str, Offered],
        counters: Mapping[int, frozenset[str]],
        seed: int,
        kiosks: int,
    ) -> None:
        self.time = time
        self.over = threading.Event()
        self.refusals: Tally[str] = Tally()
        self.broken: list[str] = []
        self.run = token_hex(4)  # keys of two runs on one day must differ
        self._seed = seed
        self._services = services
        self._counters = counters
        self._wake = {number: threading.Event() for number in counters}
        self._idle: set[int] = set()
        self._doors = kiosks
        self._pending = 0  # deeds for later
        self._issuing = 0
        self._people: dict[int, Person] = {}
        self._lock = threading.Condition()

    def wait(self, due: datetime) -> None:
        """Until then. Raises Over."""
        if self.over.wait(self.time.wall_until(due)):
            raise Over
        self.time.acting(due)

    def issue(self, talk: Talk, kiosk: str, one: Person, key: str) -> None:
        """This person takes a ticket."""
        with self._lock:
            self._issuing += 1
        try:
            body = {
                "service": one.service,
                "lang": one.lang,
                "class": one.visitor_class,
                "needs": one.needs,
                "call_in": one.call_in,
                "documents": one.documents,
                "key": f"{self.run}-{key}",
            }
            ticket = talk.ask("POST", "tickets", kiosk, body)
            self.know(ticket["visit"], one)
        finally:
            with self._lock:
                self._issuing -= 1
                self._lock.notify_all()
        self.came(one.service)

    def know(self, visit: int, one: Person) -> None:
        """This visit is this person's."""
        with self._lock:
            self._people[visit] = one

    def forget(self, visit: int) -> None:
        """The visit has ended."""
        with self._lock:
            self._people.pop(visit, None)

    def person_of(self, called: Mapping[str, Any]) -> Person:
        """Whose visit was called; somebody who is not ours gets a character too."""
        visit = called["visit"]
        with self._lock:
            self._lock.wait_for(lambda: visit in self._people or not self._issuing, KNOWN_SOON_S)
            known = self._people.get(visit)
        if known is not None:
            return known
        stranger = person(Random(f"{self._seed}:{visit}"), self.time.now(), self._services[called["service"]], Habits())  # noqa: S311 a game
        return replace(stranger, comes=True, back_s=None, slip=None, aside_s=None, score=None)

    def came(self, service: str) -> None:
        """Somebody waits for this service: wake who serves it."""
        letter = self._services[service].letter
        with self._lock:
            for number, letters in self._counters.items():
                if letter in letters:
                    self._idle.discard(number)
                    self._wake[number].set()

    def nobody_waits(self, counter: int) -> None:
        """Let the clerk rest until somebody comes, or for a little while: then they look, and are idle still."""
        wake = self._wake[counter]
        with self._lock:
            if not wake.is_set():
                self._idle.add(counter)
                self._end_if_done()
        wake.wait(POLL_S)
        wake.clear()

    def at_work(self, counter: int) -> None:
        """The clerk found somebody."""
        with self._lock:
            self._idle.discard(counter)

    def one_more_later(self, n: int) -> None:
        """So many more deeds (+1), or one done (-1)."""
        with self._lock:
            self._pending += n
            self._end_if_done()

    def door_closes(self) -> None:
        """Nobody else will come to this kiosk."""
        with self._lock:
            self._doors -= 1
            self._end_if_done()

    def refused(self, no: Refused) -> None:
        """Count what the hall said no to; what it should never say is a fault."""
        with self._lock:
            self.refusals[no.code or str(no.status)] += 1
            if no.status >= 500 or no.status in (400, 403, 422):
                self.broken.append(str(no))

    def broke(self, who: str, error: BaseException) -> None:
        """A thread has died: the run is no good any more."""
        self.broken.append(f"{who}: {error!r}")
        self.end()

    def end(self) -> None:
        """Everybody goes home."""
        self.over.set()
        for wake in self._wake.values():
            wake.set()

    def _end_if_done(self) -> None:
        if not self._doors and not self._pending and len(self._idle) == len(self._counters):
            self.end()

"""A clerk at a counter, and the visitor's pad beside it."""

import threading
from collections.abc import Callable, Container, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from http.client import HTTPException
from itertools import count
from typing import Any

from server.simulation.later import Later
from server.simulation.people import CLERK_WAITS_S, Person
from server.simulation.play import Over, Play
from server.simulation.talk import Refused, Talk

RATES_AFTER_S = 8.0  # of the hall; the pad asks for a minute of the wall
BEFORE_ASIDE = 0.4  # part of the service after which a clerk sees that a paper is missing


class Clerk(threading.Thread):
    """Signs on, calls, serves; leaves the counter to a person who takes it over."""

    def __init__(
        self,
        play: Play,
        talk: Talk,
        later: Later,
        counter: int,
        person: Mapping[str, Any],
        colleagues: Container[str],
        tokens: Mapping[str, str],
    ) -> None:
        """`colleagues`: names of all simulated clerks. `tokens`: of a kiosk, and of the counter and the pad here."""
        super().__init__(daemon=True)
        self._play, self._talk, self._later = play, talk, later
        self._counter = counter
        self._login = {"login": person["login"], "password": person["password"]}
        self._colleagues = colleagues
        self._tokens = tokens
        self._keys = count(1)
        self._token: str | None = None
        self._seated = False

    def run(self) -> None:
        """Work until the run is over, then leave the counter."""
        try:
            while not self._play.over.is_set():
                try:
                    if not self._seated:
                        self._sign_on()
                    self._next()
                except Refused as no:
                    self._mend(no)
        except Over:
            pass
        except Exception as error:
            self._play.broke(f"clerk at counter {self._counter}", error)
        with suppress(Refused, OSError, HTTPException):
            self._do("DELETE", "desk")

    def _sign_on(self) -> None:
        while self._a_person_sits_here():
            self._play.nobody_waits(self._counter)
            if self._play.over.is_set():
                raise Over
        if self._token is None:
            self._token = self._talk.ask("POST", "staff-sessions", None, self._login)["token"]
        self._do("POST", "desk", counter=self._counter)
        self._seated = True

    def _next(self) -> None:
        now = self._play.time.now()
        key = f"{self._play.run}-c{self._counter}-{next(self._keys)}"
        called = self._do("POST", "desk/next", key=key)
        if called is None:
            self._play.nobody_waits(self._counter)
        else:
            self._play.at_work(self._counter)
            self._meet(called["visit"], self._play.person_of(called), now)

    def _meet(self, visit: int, person: Person, called: datetime) -> None:
        if person.slip == "call":
            self._play.know(visit, replace(person, slip=None))
            self._step(visit, "undo")
            return
        if person.recalled:
            self._wait(called, CLERK_WAITS_S / 2 if not person.comes else person.walk_s / 2)
            self._step(visit, "recall")
        if not person.comes:
            self._wait(called, CLERK_WAITS_S)
            self._give_up(visit, person)
            return
        came = self._wait(called, person.walk_s)
        if person.slip == "absent":
            self._step(visit, "absent")
            self._step(visit, "undo")
        self._step(visit, "start")
        self._serve(visit, person, came)

    def _give_up(self, visit: int, person: Person) -> None:
        self._step(visit, "absent")
        if person.back_s is not None:
            back = replace(person, comes=True, back_s=None)
            self._back_in(visit, back, person.back_s, lambda: self._tokens["kiosk"])
        else:
            self._play.forget(visit)

    def _serve(self, visit: int, person: Person, came: datetime) -> None:
        if person.aside_s is not None or person.then_to is not None:
            self._wait(came, person.service_s * BEFORE_ASIDE)
            self._set_aside(visit, person)
            return
        done = self._wait(came, person.service_s)
        self._step(visit, "finish")
        if person.slip == "finish":
            self._step(visit, "undo")
            self._step(visit, "finish")
        self._play.forget(visit)
        if person.score is not None:
            self._later.at(done + timedelta(seconds=RATES_AFTER_S), lambda talk: self._rate(talk, visit, person))

    def _set_aside(self, visit: int, person: Person) -> None:
        rest = replace(person, aside_s=None, then_to=None, slip=None, service_s=person.service_s * (1 - BEFORE_ASIDE))
        if person.aside_s is not None:
            self._step(visit, "park", note="чака документ")
            self._back_in(visit, rest, person.aside_s, lambda: self._token)  # who was parked comes back at a desk
        elif person.then_to is not None:
            self._play.know(visit, replace(rest, service=person.then_to))
            self._step(visit, "transfer", service=person.then_to)
            self._play.came(person.then_to)

    def _back_in(self, visit: int, person: Person, after_s: float, token: Callable[[], str | None]) -> None:
        def back(talk: Talk) -> None:
            talk.ask("POST", f"visits/{visit}/return", token())
            self._play.came(person.service)

        self._play.know(visit, person)
        self._later.at(self._play.time.now() + timedelta(seconds=after_s), back)

    def _rate(self, talk: Talk, visit: int, person: Person) -> None:
        edit = talk.ask("POST", f"visits/{visit}/rating", self._tokens["pad"], {"score": person.score})["edit"]
        talk.ask("PATCH", f"public/ratings/{edit}", None, {"introduced": person.introduced})

    def _wait(self, since: datetime, seconds: float) -> datetime:
        due = since + timedelta(seconds=seconds)
        self._play.wait(due)
        return due

    def _step(self, visit: int, step: str, **body: Any) -> None:
        self._do("POST", f"visits/{visit}/{step}", **body)

    def _do(self, method: str, path: str, **body: Any) -> Any:
        return self._talk.ask(method, path, self._token, body)

    def _mend(self, no: Refused) -> None:
        """What a clerk does when the hall says no: clear the desk, wait for the next day, sit down again."""
        self._play.refused(no)
        if no.code == "desk_busy":
            self._clear(no.problem["visit"])
        elif no.code in ("closed", "paused"):
            self._play.nobody_waits(self._counter)
        elif no.code == "not_signed_in":
            self._token, self._seated = None, False
        elif no.status == HTTPStatus.CONFLICT:
            self._seated = False
        else:
            raise no

    def _clear(self, visit: int) -> None:
        for step in ("start", "finish"):
            try:
                self._step(visit, step)
            except Refused as no:
                self._play.refused(no)

    def _a_person_sits_here(self) -> bool:
        name = self._talk.ask("GET", "desk", self._tokens["counter"])["clerk"]
        return name is not None and name not in self._colleagues

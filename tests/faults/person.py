"""Somebody at a kiosk or a desk, over HTTP, until the server dies. The next one is first asked what had no answer."""

import json
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from random import Random
from typing import Any

from tests.faults.history import History, Op

TIMEOUT_S = 30.0
BUSY = 503  # the hall asks to be asked again


class Gone(Exception):
    """The server is gone, and with it the answer."""


class Person:
    """What kiosks and clerks have in common."""

    repeatable = frozenset({"issue", "next"})  # by their keys

    def __init__(self, name: str, token: str, history: History, seed: int) -> None:
        self.name = name
        self.chance = Random(f"{seed} {name}")  # noqa: S311 a day to be repeated, no secret
        self.unanswered: Op | None = None
        self._history = history
        self._headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        self._keys = 0

    def work(self, port: int) -> None:
        """Ask again what was not answered; then one thing after another until the server is gone."""
        with suppress(Gone), closing(self._connect(port)):
            self._catch_up()
            while True:
                self.step()

    def settle(self, port: int) -> None:
        """Ask again what was not answered, and leave it at that. Raises Gone."""
        with closing(self._connect(port)):
            self._catch_up()

    def step(self) -> None:
        """One thing more. Raises Gone."""
        raise NotImplementedError

    def learn(self, op: Op) -> None:
        """What an answer changes for this person."""
        raise NotImplementedError

    def look_round(self) -> None:
        """Where things stand, after a restart. Raises Gone."""

    def ask(self, what: str, method: str, path: str, asked: dict[str, Any], visit: int | None = None) -> Op:
        """Ask and wait for the answer. Raises Gone."""
        op = self.unanswered = self._history.invoked(self.name, what, method, path, asked, visit)
        try:
            content = json.dumps(asked).encode() if method != "GET" else None
            self._line.request(method, f"/api/v1/{path}", content, self._headers)
            self._history.sent(op)
            answer = self._line.getresponse()
            said = answer.read()
        except (OSError, HTTPException) as gone:
            self._history.unanswered(op)
            raise Gone from gone
        self.unanswered = None
        self._history.answered(op, answer.status, json.loads(said) if said else {})
        return op if op.status != BUSY else self.ask(what, method, path, asked, visit)

    def key(self) -> str:
        """One nobody used before."""
        self._keys += 1
        return f"{self.name}/{self._keys}"

    def _catch_up(self) -> None:
        if (op := self.unanswered) is not None and op.what in self.repeatable:
            self.learn(self.ask(op.what, op.method, op.path, op.asked, op.visit))
        self.unanswered = None
        self.look_round()

    def _connect(self, port: int) -> HTTPConnection:
        self._line = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
        return self._line

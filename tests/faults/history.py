"""What people asked of the hall and what they heard. Whoever heard nothing does not know whether it happened."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TextIO

from server.clock import wall

Outcome = Literal["ok", "no", "info"]  # done, refused, no answer: it may have happened or not


@dataclass
class Op:
    """One request. `what`: issue, next, copy, look, or a step of `visit`; `asked`: its body, with its key."""

    id: int
    round: int
    who: str
    what: str
    method: str
    path: str
    at: datetime
    asked: dict[str, Any]
    visit: int | None = None
    outcome: Outcome = "info"
    status: int | None = None
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str | None:
        """What makes a repeated request known as such."""
        return self.asked.get("key")


class History:
    """Everybody's requests in the order they were made, and which of them are in flight at this moment."""

    def __init__(self, book: TextIO) -> None:
        self.ops: list[Op] = []
        self.round = 0
        self.answers = 0  # in this round
        self.hung_up: list[Op] = []  # on by a server that was not killed
        self._killed = False
        self._in_flight: set[int] = set()
        self._changed = threading.Condition()
        self._book = book

    def begin_round(self) -> None:
        """A server was started."""
        self.round += 1
        self.answers = 0
        self._killed = False

    def invoked(self, who: str, what: str, method: str, path: str, asked: dict[str, Any], visit: int | None) -> Op:
        """Somebody is about to ask."""
        with self._changed:
            op = Op(len(self.ops), self.round, who, what, method, path, wall(), asked, visit)
            self.ops.append(op)
            self._note("invoke", op, what=what, path=path, asked=asked)
        return op

    def sent(self, op: Op) -> None:
        """The whole request has left: from now on it is in flight."""
        with self._changed:
            self._in_flight.add(op.id)
            self._changed.notify_all()

    def answered(self, op: Op, status: int, said: dict[str, Any]) -> None:
        """The hall has answered. A 5xx says nothing of what happened."""
        with self._changed:
            op.status, op.said = status, said
            op.outcome = "ok" if status < 300 else "no" if status < 500 else "info"
            self.answers += 1
            self._landed(op)

    def unanswered(self, op: Op) -> None:
        """The server is gone."""
        with self._changed:
            if not self._killed:
                self.hung_up.append(op)
            self._landed(op)

    def when(
        self, ready: Callable[[], bool], least: int, seconds: float, kill: Callable[[], None] | None = None
    ) -> list[Op]:
        """Once it is `ready` and `least` requests are in flight, `kill`; answers those requests. Raises TimeoutError.

        Nobody learns of an answer before it is done.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: ready() and len(self._in_flight) >= least, seconds):
                raise TimeoutError(f"{len(self._in_flight)} requests in flight and {self.answers} answers")
            if kill is not None:
                kill()
                self._killed = True
            return [self.ops[op] for op in sorted(self._in_flight)]

    def look_again(self) -> None:
        """Something happened outside that somebody may wait for."""
        with self._changed:
            self._changed.notify_all()

    def _landed(self, op: Op) -> None:
        self._in_flight.discard(op.id)
        self._note(op.outcome, op, status=op.status, said=op.said)
        self._changed.notify_all()

    def _note(self, kind: str, op: Op, **more: Any) -> None:
        line = {
            "kind": kind,
            "op": op.id,
            "round": op.round,
            "who": op.who,
            "visit": op.visit,
            "at": wall().isoformat(),
        }
        print(json.dumps(line | more, ensure_ascii=False), file=self._book)

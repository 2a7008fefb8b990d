"""One keep-alive connection to a server, and what a kiosk and a clerk say over it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from time import monotonic
from typing import Any
from uuid import uuid4

from server.bench.figures import CannotMeasure

TIMEOUT_S = 30.0
SILENT_S = 20.0  # the server hangs up on a line that was silent for 30 s


@dataclass(frozen=True)
class Answer:
    """What came back; `sent_at` (monotonic seconds, the same clock in every process) and how long it took."""

    status: int
    body: Any
    sent_at: float
    took_s: float
    etag: str = ""


class Line:
    """A device's or a person's connection. Not for several threads."""

    def __init__(self, port: int, token: str = "") -> None:
        self._line = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
        self._spoke_at = monotonic()
        self._headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        """Send and wait. The time runs from the first byte sent to the last one read."""
        content = None if body is None else json.dumps(body).encode()
        if monotonic() > self._spoke_at + SILENT_S:
            self._line.close()  # it opens again by itself
        began = monotonic()
        try:
            self._line.request(method, path, content, self._headers)
            answer = self._line.getresponse()
            said = answer.read()
        except (OSError, HTTPException) as error:
            raise CannotMeasure(f"{method} {path}: {error!r}") from error
        self._spoke_at = monotonic()
        took = self._spoke_at - began
        found = json.loads(said) if said[:1] in (b"{", b"[") else None
        return Answer(answer.status, found, began, took, answer.getheader("ETag", ""))

    def must(self, status: int, method: str, path: str, body: Mapping[str, Any] | None = None) -> Answer:
        """The same, where only one status will do. Raises CannotMeasure."""
        answer = self.ask(method, path, body)
        if answer.status != status:
            raise CannotMeasure(f"{method} {path}: {answer.status} {answer.body}")
        return answer

    def close(self) -> None:
        """Hang up."""
        self._line.close()


class Kiosk(Line):
    """Takes tickets, for one service after another."""

    def __init__(self, port: int, token: str, services: Iterable[str]) -> None:
        super().__init__(port, token)
        self._services = cycle(services)

    def issue(self, service: str | None = None) -> Answer:
        """A fresh ticket, with paper. Raises CannotMeasure when the hall does not print."""
        asked = {"service": service or next(self._services), "lang": "bg", "key": str(uuid4())}
        answer = self.must(201, "POST", "/api/v1/tickets", asked)
        if answer.body["print"] is None:
            raise CannotMeasure("printing is off: a hall is measured with its printer")
        return answer


class Plain(Line):
    """A client of the bare server."""

    def nothing(self) -> Answer:
        """The route that does nothing."""
        return self.must(200, "GET", "/nothing")

    def commit(self) -> Answer:
        """The route that commits one row, sent as much as a ticket's request."""
        return self.must(201, "POST", "/commit", {"service": "A01", "lang": "bg", "key": str(uuid4())})


class Clerk(Line):
    """Sits at a counter."""

    def sit_down(self, counter: int) -> None:
        """Sign on."""
        self.must(201, "POST", "/api/v1/desk", {"counter": counter})

    def next(self) -> Answer:
        """Call whom the rule chooses; somebody must wait."""
        return self.must(200, "POST", "/api/v1/desk/next", {"key": str(uuid4()), "expected": None})

    def serve(self, visit: int) -> None:
        """The person comes, and goes."""
        self.must(200, "POST", f"/api/v1/visits/{visit}/start", {})
        self.must(200, "POST", f"/api/v1/visits/{visit}/finish", {})


class Phone(Line):
    """Follows the hall's public picture."""

    def __init__(self, port: int, hall: str) -> None:
        super().__init__(port)
        self._path = f"/live/{hall}.json"

    def poll(self) -> float:
        """Look whether the picture has changed; how long that took, the connection included."""
        began = monotonic()
        answer = self.ask("GET", self._path)
        self.close()
        if answer.status not in (200, 304):
            raise CannotMeasure(f"GET {self._path}: {answer.status}")
        if answer.etag:
            self._headers["If-None-Match"] = answer.etag
        return monotonic() - began

"""Talking to the hall's API: kept connections, patience when it is busy, and nothing that only a friend could do."""

import json
import time
from collections import deque
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

API = "/api/v1/"
TRIES = 9
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.1, 3.0
TIMEOUT_S = 30.0
REMEMBERED = 10_000  # answers of one connection


class Refused(Exception):
    """The hall said no: its stable code and what it said beside it."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(f"{status} {problem.get('code', '')} {problem.get('detail', '')}")
        self.status = status
        self.code: str = problem.get("code", "")
        self.problem = problem


class Talk:
    """One connection of one thread. `took`: seconds that the latest answers took."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._conn = kind(parts.hostname or "", parts.port, timeout=TIMEOUT_S)
        self.took: deque[float] = deque(maxlen=REMEMBERED)

    def ask(self, method: str, path: str, token: str | None, body: Mapping[str, Any] | None = None) -> Any:
        """The JSON answer, None for 204. Asks again while the hall is busy or away.

        Raises Refused for every other answer that is no success, and the connection's error at last.
        """
        for tried in range(TRIES):
            try:
                return self._ask(method, path, token, body)
            except (OSError, HTTPException):
                self._conn.close()
                if tried == TRIES - 1:
                    raise
            except Refused as no:
                if no.status not in (429, 503) or tried == TRIES - 1:
                    raise
            time.sleep(min(FIRST_PAUSE_S * 2**tried, LONGEST_PAUSE_S))
        raise AssertionError("unreachable")

    def _ask(self, method: str, path: str, token: str | None, body: Mapping[str, Any] | None) -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        sent = None
        if method != "GET":
            sent = json.dumps(body or {}, ensure_ascii=False).encode()
            headers["Content-Type"] = "application/json"
        began = time.monotonic()
        self._conn.request(method, API + path, sent, headers)
        answer = self._conn.getresponse()
        said = answer.read()
        self.took.append(time.monotonic() - began)
        if answer.status >= 300:
            raise Refused(answer.status, _problem(said))
        return json.loads(said) if said else None


def _problem(said: bytes) -> Mapping[str, Any]:
    try:
        problem = json.loads(said)
    except ValueError:
        return {"detail": said[:200].decode(errors="replace")}
    return problem if isinstance(problem, dict) else {"detail": str(problem)[:200]}

"""What a kiosk's browser does, over HTTP and its socket; and what its screen was told, and when."""

import asyncio
import json
from contextlib import suppress
from time import monotonic
from typing import Any, NamedTuple
from uuid import uuid4

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.faults.machines.screen import Screen
from tests.faults.machines.wire import Wire

TOO_LONG_S = 5.0
AGAIN_S = (0.25, 1.0, 2.0)
POLL_S = 1.0
TICK_S = 0.1
UNREACHABLE = 502


class PaperSeen(NamedTuple):
    """The lobby's word on the paper, from a moment on."""

    at: float
    paper: str
    cause: str | None
    offline: bool


class Refused(Exception):
    """The kiosk gives no ticket."""


class Page:
    """A page at `url`: an agent's (no token), or the server's own with the kiosk's `token`."""

    def __init__(self, http: ClientSession, url: str, token: str | None = None) -> None:
        self.lobby: list[PaperSeen] = []
        self.screen: Screen | None = None
        self.unanswered = 0  # requests
        self._http, self._url, self._token = http, url, token
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._wire: Wire | None = None
        self._watching: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Connect the socket and watch."""
        heard = {"lobby": self._on_lobby, "job": self._on_job}
        self._wire = Wire(self._url, "/kiosk", heard, self._token)
        self._watching = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """The browser is closed."""
        if self._watching is not None:
            self._watching.cancel()
            with suppress(asyncio.CancelledError):
                await self._watching
        if self._wire is not None:
            await self._wire.close()

    async def take(self, service: str, key: str | None = None, lang: str = "bg") -> Screen:
        """Somebody takes a ticket: asked for until there is an answer. Raises Refused."""
        asked: dict[str, Any] = {"service": service, "lang": lang, "class": "ordinary", "needs": [], "call_in": "mine"}
        asked |= {"documents": {}, "key": key or str(uuid4())}
        tries = 0
        while (answer := await self.ask("POST", "tickets", asked)) is None:
            await asyncio.sleep(AGAIN_S[min(tries, len(AGAIN_S) - 1)])
            tries += 1
        status, said = answer
        if status >= 300:
            raise Refused(f"{status} {said}")
        self.screen = Screen(said, monotonic())
        return self.screen

    async def hold(self, visit: int) -> None:
        """ "I have it"."""
        answer = await self.ask("POST", f"visits/{visit}/held", {})
        assert answer is None or answer[0] == 200, answer

    async def print_again(self, screen: Screen) -> bool:
        """ "Print again": one wish, asked once; whether it was heard."""
        answer = await self.ask("POST", f"visits/{screen.visit}/prints", {})
        if answer is None or answer[0] != 201:
            return False
        screen.ask_again(answer[1], monotonic())
        return True

    async def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> tuple[int, Any] | None:
        """One request; None: no answer, or only that nobody is there."""
        where, patience = f"{self._url}/api/v1/{path}", ClientTimeout(total=TOO_LONG_S)
        try:
            async with self._http.request(method, where, json=body, headers=self._headers, timeout=patience) as answer:
                if answer.status >= UNREACHABLE:
                    self.unanswered += 1
                    return None
                said = await answer.text()
                is_json = answer.content_type.endswith("json")
                return answer.status, json.loads(said) if is_json else said
        except (ClientError, OSError, TimeoutError):
            self.unanswered += 1
            return None

    async def _on_lobby(self, said: dict[str, Any]) -> None:
        seen = (said["paper"], said["paper_cause"], said["offline"])
        if not self.lobby or self.lobby[-1][1:] != seen:
            self.lobby.append(PaperSeen(monotonic(), *seen))

    async def _on_job(self, said: dict[str, Any]) -> None:
        if (screen := self.screen) is not None and said.get("visit") == screen.visit:
            screen.hear(said, monotonic())
            if said["job"] == screen.jobs[-1]:
                screen.settled_at = monotonic()

    async def _watch(self) -> None:
        """The net below the socket: while a paper is not over, it is asked for each second."""
        asked_at, asking = monotonic(), set[asyncio.Task[None]]()
        while True:
            await asyncio.sleep(TICK_S)
            screen = self.screen
            if screen is None:
                continue
            screen.pass_time(monotonic())
            if not screen.is_over and not asking and monotonic() - asked_at >= POLL_S:
                asked_at = monotonic()
                task = asyncio.create_task(self._look(screen))
                asking.add(task)
                task.add_done_callback(asking.discard)

    async def _look(self, screen: Screen) -> None:
        answer = await self.ask("GET", f"visits/{screen.visit}")
        if answer is not None and answer[0] == 200 and answer[1]["print"] is not None:
            screen.hear(answer[1]["print"], monotonic())

"""How the printer is, for the kiosk's page and for the office: told on every change and every two seconds."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from kiosk.agent.station.clock import Clock
from kiosk.agent.station.link import within
from kiosk.agent.station.server import NoAnswer, Server

FRESH_S = 5.0  # a status is believed for so long
EVERY_S = 2.0
LOOKS_S = 0.5  # between two looks for a server that is away
NO_PRESS = {
    "model": None,
    "online": False,
    "cover": "closed",
    "paper": "ok",
    "cutter": "ok",
    "cause": "offline",
    "answers": False,
    "confirms": False,
}


class Paper(NamedTuple):
    """Whether paper would come out, as the lobby says it, and why not."""

    state: str
    cause: str | None


class PrinterWord:
    """The last word on the printer."""

    def __init__(self, dots: int, clock: Clock, changed: Callable[[], None]) -> None:
        self._dots = dots
        self._clock = clock
        self._tell = changed
        self._status: Mapping[str, Any] | None = None
        self._heard_at = 0.0
        self._changed = asyncio.Event()
        self.dead_letters = 0

    def heard(self, status: Mapping[str, Any] | None) -> None:
        """The press says how the printer is; None: there is no press to ask."""
        before = self.paper
        news = status != self._status
        self._status, self._heard_at = status or NO_PRESS, self._clock.ticks()
        if news:
            self._changed.set()
        if self.paper != before:
            self._tell()

    def changed(self) -> None:
        """Something else is to be told."""
        self._changed.set()

    @property
    def _fresh(self) -> bool:
        return self._status is not None and self._clock.ticks() - self._heard_at <= FRESH_S

    @property
    def trouble(self) -> str | None:
        """Why nothing would come out now, if that is known."""
        return self._status["cause"] if self._status is not None and self._fresh else None

    @property
    def paper(self) -> Paper:
        """For the lobby."""
        if self._status is None or not self._fresh:
            return Paper("unknown", None)
        if self.trouble is not None:
            return Paper("trouble", self.trouble)
        low = self._status["answers"] and self._status["paper"] == "low"
        return Paper("low" if low else "ready", None)

    async def run(self, server: Server) -> None:
        """Tell the server; while it is away, look for it."""
        loop = asyncio.get_running_loop()
        while True:
            self._changed.clear()
            next_at = loop.time() + EVERY_S
            try:
                if self._status is not None and self._fresh:
                    said = {**self._status, "dots": self._dots, "dead_letters": self.dead_letters}
                    await server.ask("PUT", "printer", said=said, again=False, looking=True)
                else:
                    await server.ask("GET", "session", again=False, looking=True)
            except NoAnswer:
                await asyncio.sleep(LOOKS_S)
                continue
            await within(self._changed, max(0.0, next_at - loop.time()))

"""What the kiosk needs while the server is away, kept fresh while it is there."""

import asyncio
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.agent.station.hall_time import Anchor, HallTime
from kiosk.agent.station.hours import margin
from kiosk.agent.station.kept import Kept
from kiosk.agent.station.link import within
from kiosk.agent.station.orders import LANGS
from kiosk.agent.station.server import NoAnswer, Server

EVERY_S = 60.0
AGAIN_S = 2.0


class Keeping:
    """Asks for everything when the server comes back, and every minute."""

    def __init__(self, server: Server, kept: Kept, time: HallTime) -> None:
        self._server = server
        self._kept = kept
        self._time = time
        self._tags: dict[str, str] = {}
        self._wanted = asyncio.Event()
        self.done = asyncio.Event()  # everything was there at least once

    def remember(self) -> None:
        """What was known before this process began."""
        anchor, session = self._kept.get("time"), self._kept.get("session")
        if anchor is not None:
            self._time.remember(Anchor.from_json(anchor))
        if session is not None:
            self._in_the_zone(session)

    def wake(self) -> None:
        """Something has changed, or is about to be needed."""
        self._wanted.set()

    async def run(self) -> None:
        """Keep it fresh."""
        while True:
            self._wanted.clear()
            try:
                whole = await self._ask_for_all()
            except NoAnswer:
                await self._server.link.until_there()
                await within(self._wanted, AGAIN_S)
                continue
            if whole:
                self.done.set()
            await within(self._wanted, EVERY_S)

    async def _ask_for_all(self) -> bool:
        session = await self._ask("session", "session")
        self._in_the_zone(session)
        whole = bool(session) and await self._ask("lobby", "lobby") is not None
        for lang in LANGS:
            whole = await self._ask(f"catalogue {lang}", f"catalogue?lang={lang}") is not None and whole
        return await self._ask("papers", "offline-papers", token=self._server.agent) is not None and whole

    async def _ask(self, name: str, path: str, token: str | None = None) -> Any:
        """What is kept under this name, as fresh as it can be had. Raises NoAnswer."""
        answer = await self._server.ask("GET", path, token=token or self._server.kiosk, tag=self._tags.get(name))
        if answer.status == 304:
            return self._kept.get(name)
        said = answer.json() if answer.status == 200 else None
        if not isinstance(said, dict):
            return self._kept.get(name)
        if name == "lobby":
            anchor = self._time.learn(said.get("replay"), answer.headers.get("Date"))
            await self._kept.keep("time", anchor.to_json())
            known = margin(said, self._time.zone)
            if known is not None:
                await self._kept.keep("margin", known)
        await self._kept.keep(name, said)
        if "ETag" in answer.headers:
            self._tags[name] = answer.headers["ETag"]
        return said

    def _in_the_zone(self, session: Any) -> None:
        try:
            self._time.settle_in(ZoneInfo(session["hall"]["zone"]))
        except (KeyError, TypeError, ValueError, ZoneInfoNotFoundError):
            return

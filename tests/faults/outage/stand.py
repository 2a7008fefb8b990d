"""A kiosk that goes on while the network is cut: visitors tap, its agent is killed, its browser reloaded."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from time import monotonic
from uuid import UUID

from tests.faults.machines.agent import Agent
from tests.faults.machines.page import AGAIN_S, Page
from tests.faults.machines.printer import Printer
from tests.faults.outage.given import Given

SERVICES = ("A01", "T01")
DOUBLE, AGAIN, COPY, HOLD = 0.15, 0.1, 0.08, 0.08  # shares of the taps
DOWN_S = 2.5  # at most, until a killed agent is started again
NEEDED = {"session", "lobby", "papers", "catalogue bg"}
LEFT = "SELECT COUNT(*) FROM offline_ticket WHERE uploaded IS NULL"


@dataclass
class Stand:
    """`hall_now`: the hall's time; `is_cut`: whether the network passes."""

    name: str
    printer: Printer
    agent: Agent
    page: Page
    chance: Random
    hall_now: Callable[[], datetime]
    is_cut: Callable[[], bool]
    given: list[Given] = field(default_factory=list)
    killed: int = 0
    reloaded: int = 0
    open: bool = True  # visitors come

    async def visitors(self, every_s: float) -> None:
        """One after another, until the stand is closed."""
        while self.open:
            await asyncio.sleep(self.chance.expovariate(1 / every_s))
            if self.open:
                await self.visitor()

    async def visitor(self) -> None:
        """Somebody takes a number, perhaps with a trembling finger; some want a copy, or say that they have it."""
        tap = self._tap()
        double = self.chance.random() < DOUBLE
        await asyncio.gather(*(self._ask(tap) for _ in range(1 + double)))
        if self.chance.random() < AGAIN:
            await asyncio.sleep(self.chance.random())
            await self._ask(tap)
        if tap.told and self.chance.random() < COPY:
            answer = await self.page.ask("POST", f"visits/{tap.visit}/prints", {})
            tap.copies += answer is None or answer[0] == 201  # no answer: perhaps it is printed
        elif tap.told and self.chance.random() < HOLD:
            answer = await self.page.ask("POST", f"visits/{tap.visit}/held", {})
            tap.held = answer is not None and answer[0] == 200

    async def kill_the_agent(self) -> None:
        """Somebody pulls its plug, and puts it in again."""
        self.agent.kill()
        await self.agent.wait()
        self.killed += 1
        await asyncio.sleep(self.chance.random() * DOWN_S)
        await self.agent.start()

    async def reload(self) -> None:
        """The browser begins anew; what was asked and not answered is asked again, as the page remembers it."""
        self.reloaded += 1
        await self.page.close()
        await self.page.open()

    def knows_enough(self) -> bool:
        """Its agent could go on alone."""
        with suppress(sqlite3.Error), closing(self._memory()) as conn:
            kept = {name for (name,) in conn.execute("SELECT name FROM kept")}
            lent = conn.execute("SELECT COUNT(*) FROM lease_number").fetchone()[0]
            return bool(lent) and kept >= NEEDED
        return False

    def left(self) -> int:
        """Tickets that the agent gave and the server does not have."""
        with suppress(sqlite3.Error), closing(self._memory()) as conn:
            return int(conn.execute(LEFT).fetchone()[0])
        return -1

    def letters(self) -> list[str]:
        """What the server refused for good."""
        with closing(self._memory()) as conn:
            return [
                f"{status} {answer}: {body}"
                for body, status, answer in conn.execute("SELECT body, status, answer FROM dead_letter")
            ]

    def _memory(self) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self.agent.memory}?mode=ro", uri=True, timeout=5)

    def _tap(self) -> Given:
        key = str(UUID(int=self.chance.getrandbits(128)))
        tap = Given(self.name, key, self.chance.choice(SERVICES), monotonic(), self.hall_now(), cut=self.is_cut())
        self.given.append(tap)
        return tap

    async def _ask(self, tap: Given) -> None:
        """Until there is an answer, as the page does."""
        asked = {"service": tap.service, "lang": "bg", "class": "ordinary", "needs": [], "call_in": "mine"}
        tries = 0
        while (answer := await self.page.ask("POST", "tickets", {**asked, "documents": {}, "key": tap.key})) is None:
            await asyncio.sleep(AGAIN_S[min(tries, len(AGAIN_S) - 1)])
            tries += 1
        status, said = answer
        if status in (200, 201):
            tap.hear(said, monotonic())
        else:
            tap.refused = f"{status} {said}"

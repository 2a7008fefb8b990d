"""A kiosk: tickets, the same request once more as a finger that trembles makes it, copies, looks."""

from collections import deque
from typing import Any

from tests.faults.history import History, Op
from tests.faults.person import Person

LANGS = ("bg", "en", "ro", "tr")
REMEMBERED = 12  # tickets


class Kiosk(Person):
    """Visitors stand before it all the time."""

    def __init__(self, name: str, token: str, history: History, seed: int, services: list[str]) -> None:
        super().__init__(name, token, history, seed)
        self._services = services
        self._given: deque[tuple[dict[str, Any], int]] = deque(maxlen=REMEMBERED)
        self._copied: set[int] = set()

    def step(self) -> None:
        """Mostly a ticket."""
        turn = self.chance.random()
        if turn < 0.5 or not self._given:
            self.learn(self.ask("issue", "POST", "tickets", self._wish()))
            return
        asked, visit = self.chance.choice(self._given)
        if turn < 0.75:
            self.ask("issue", "POST", "tickets", asked)
        elif turn < 0.85 and visit not in self._copied:
            self._copied.add(visit)
            self.ask("copy", "POST", f"visits/{visit}/prints", {}, visit)
        else:
            self.ask("look", "GET", f"visits/{visit}", {}, visit)

    def learn(self, op: Op) -> None:
        """A ticket it can ask for again."""
        if op.outcome == "ok":
            self._given.append((op.asked, op.said["visit"]))

    def _wish(self) -> dict[str, Any]:
        return {
            "service": self.chance.choice(self._services),
            "lang": self.chance.choice(LANGS),
            "class": "priority" if self.chance.random() < 0.15 else "ordinary",
            "needs": ["hearing"] if self.chance.random() < 0.1 else [],
            "key": self.key(),
        }

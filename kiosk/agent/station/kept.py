"""What the server said last and the kiosk needs while it is away: session, catalogue, lobby, papers."""

import json
import sqlite3
from typing import Any

from kiosk.agent.station.store import Store


class Kept:
    """In memory, and in the store for the next start."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._said: dict[str, Any] = {}

    async def load(self) -> None:
        """What was kept before this process began."""
        self._said = await self._store.do(_all)

    async def keep(self, name: str, said: Any) -> None:
        """Keep this from now on; the disk is spared where nothing changed."""
        if self._said.get(name) != said:
            self._said[name] = said
            await self._store.do(_keep, name, said)

    def get(self, name: str) -> Any:
        """What was said last; None: never."""
        return self._said.get(name)


def _all(conn: sqlite3.Connection) -> dict[str, Any]:
    return {row["name"]: json.loads(row["said"]) for row in conn.execute("SELECT * FROM kept")}


def _keep(conn: sqlite3.Connection, name: str, said: Any) -> None:
    conn.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (name, json.dumps(said, ensure_ascii=False)))

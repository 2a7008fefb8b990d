"""How far a paper is, as the disk of an agent or of the server says."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.faults.prints_killed.kill import STEPS, Step

AGENT = "SELECT state, over FROM paper WHERE visit = ? ORDER BY id DESC LIMIT 1"
SERVER = "SELECT state, settled_at IS NOT NULL FROM print_job WHERE visit_id = ? ORDER BY id LIMIT 1"


class Memory:
    """One database, looked into from outside while its owner writes."""

    def __init__(self, path: Path, query: str) -> None:
        self._path, self._query = path, query

    def step(self, visit: int) -> Step | None:
        """Where the paper of this visit is; None: not begun, or over."""
        state, over = self.row(visit)
        return next((step for step in STEPS if step == state and not over), None)

    def is_over(self, visit: int) -> bool:
        """Whether it is known what became of it."""
        return self.row(visit)[1]

    def row(self, visit: int) -> tuple[str | None, bool]:
        """State, and whether it is over."""
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, timeout=5)) as conn:
            row = conn.execute(self._query, (visit,)).fetchone()
        return (None, False) if row is None else (row[0], bool(row[1]))

"""What a run leaves behind: what people heard, what stands in the database, what fell out of the printer."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace as Fact

from sqlalchemy import Table, select

from server.models import table
from server.models.event import Event
from server.models.hall import Hall
from server.models.print_job import PrintJob
from server.models.visit import Call, Stage, Visit
from server.store import Store
from tests.faults.history import Op
from tests.faults.printer import Paper


@dataclass
class Evidence:
    """Rows are facts by column name, in the order they were written."""

    ops: Sequence[Op]
    papers: list[Paper]
    hall: Fact
    visits: list[Fact]
    calls: list[Fact]
    stages: list[Fact]
    jobs: list[Fact]
    events: list[Fact]
    damage: list[str]  # what SQLite finds wrong with its file
    log: Sequence[str]  # what the servers said

    def done(self, *what: str) -> list[Op]:
        """Requests of these kinds that the hall has acknowledged."""
        return [op for op in self.ops if op.what in what and op.outcome == "ok"]


def gathered(ops: Sequence[Op], papers: list[Paper], database: Path, log: Sequence[str] = ()) -> Evidence:
    """Everything there is to know; the server must have ended."""
    store = Store(f"sqlite:///{database}")
    try:
        (hall,) = _rows(store, table(Hall), "id")
        return Evidence(
            ops,
            papers,
            hall,
            visits=_rows(store, table(Visit), "id"),
            calls=_rows(store, table(Call), "id"),
            stages=_rows(store, table(Stage), "id"),
            jobs=_rows(store, table(PrintJob), "id"),
            events=_rows(store, table(Event), "seq"),
            damage=_damage(store),
            log=log,
        )
    finally:
        store.close()


def facts_of(database: Path, of: Table, order: str) -> list[Fact]:
    """The rows of one table; the server may be at work."""
    store = Store(f"sqlite:///{database}")
    try:
        return _rows(store, of, order)
    finally:
        store.close()


def _rows(store: Store, of: Table, order: str) -> list[Fact]:
    with store.look() as conn:
        return [Fact(**row) for row in conn.execute(select(of).order_by(of.c[order])).mappings()]


def _damage(store: Store) -> list[str]:
    with store.look() as conn:
        found = conn.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        lost = conn.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [line for line in found if line != "ok"] + [f"{row[0]} {row[1]} belongs to no {row[2]}" for row in lost]

"""The database: a unit of work to write, a reader to look. SQLite and PostgreSQL behave alike here.

SQLite: WAL, synchronous=FULL, one kept write connection whose transactions begin with BEGIN IMMEDIATE under
one writer lock (a mutex in the process, `flock` between processes). PostgreSQL: the hall's row lock is the
writer lock. Either way a hall's writes happen one after another, so "choose and call" needs no retry.
"""

import fcntl
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO, Any

import structlog
from sqlalchemy import (
    Connection,
    bindparam,
    case,
    create_engine,
    event,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import QueuePool

from server.domain.calling import whole_second
from server.domain.errors import Refusal
from server.domain.journal import chained, stamp
from server.domain.steady import NOTED, hall_time, set_back
from server.models import table
from server.models.event import Event, EventKind
from server.models.hall import Hall
from server.models.visit import Visit

HALL = table(Hall)
EVENT = table(Event)
VISIT = table(Visit)

PATIENCE_S = 5.0  # with whoever else writes
PAUSE_S = 0.002  # between two looks whether another process is done: one that stopped for good must not stop us

LOCK_HALL = (
    select(HALL.c.seq, HALL.c.head, HALL.c.epoch, HALL.c.day_id, HALL.c.day, HALL.c.catalogue_version, HALL.c.last_at)
    .where(HALL.c.id == bindparam("hall"))
    .with_for_update()
)
MOVE_HALL = (
    update(HALL)
    .where(HALL.c.id == bindparam("hall"))
    .values(seq=bindparam("to_seq"), head=bindparam("to_head"), last_at=bindparam("to_at"))
)
RECORD = insert(EVENT)
# Whoever waits when the clock is set back has waited since then: with a time to come they would be called last of all.
REFER_TO_NOW = (
    update(VISIT)
    .where(VISIT.c.hall_id == bindparam("hall"), VISIT.c.day_id == bindparam("day"))
    .where(or_(VISIT.c.reference_at > bindparam("at"), VISIT.c.called_at > bindparam("at")))
    .values(
        reference_at=case((VISIT.c.reference_at > bindparam("at"), bindparam("at")), else_=VISIT.c.reference_at),
        called_at=case((VISIT.c.called_at > bindparam("at"), bindparam("at")), else_=VISIT.c.called_at),
    )
)

log = structlog.get_logger()


class Busy(Refusal):
    """The writer lock is held by others for too long."""

    code = "busy"


@dataclass
class Unit:
    """One transaction of one hall: read, change, record. Whatever changes is recorded before it commits."""

    conn: Connection
    hall: int
    now: datetime
    seq: int  # of the last event recorded, this unit's included
    head: str
    epoch: str
    day_id: int | None  # the open service day, if there is one
    day: date | None
    catalogue_version: int
    memo: dict[Any, Any] = field(repr=False)  # the store's
    events: list[dict[str, Any]] = field(default_factory=list)

    def record(
        self,
        kind: EventKind,
        *,
        visit: int | None = None,
        counter: int | None = None,
        clerk: str | None = None,
        **data: Any,
    ) -> int:
        """Append an event to the journal; answers its number. `data` must hold nothing personal of a visitor."""
        self.seq += 1
        row: dict[str, Any] = {
            "hall_id": self.hall,
            "seq": self.seq,
            "at": self.now,
            "kind": kind.value,
            "visit_id": visit,
            "counter": counter,
            "clerk": clerk,
            "data": data,
        }
        self.head = chained(self.head, row)
        self.events.append({**row, "hash": self.head})
        return self.seq

    def write_journal(self) -> bool:
        """Put the recorded events into the transaction; False when nothing was recorded."""
        if not self.events:
            return False
        self.conn.execute(RECORD, self.events)
        self.conn.execute(MOVE_HALL, {"hall": self.hall, "to_seq": self.seq, "to_head": self.head, "to_at": self.now})
        return True


class Store:
    """An open database. `nudge`: called after every commit that recorded something."""

    def __init__(self, url: str) -> None:
        self.url: URL = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.nudge: Callable[[], None] = lambda: None
        self.memo: dict[Any, Any] = {}  # what is derived from rows that carry a version (the catalogue)
        self._mutex = threading.Lock()
        self._behind: set[int] = set()  # halls whose clock was set back

        def as_json(value: Any) -> str:
            return json.dumps(value, ensure_ascii=False)

        self._kept: Connection | None = None
        self._serving: IO[str] | None = None
        if self.sqlite:
            path = self._path = Path(self.url.database or "")
            path.parent.mkdir(parents=True, exist_ok=True)
            self._flock = (path.parent / (path.name + ".lock")).open("a")
            self._writer = create_engine(
                self.url, poolclass=QueuePool, pool_size=1, max_overflow=0, json_serializer=as_json
            )
            self._reader = create_engine(
                self.url, poolclass=QueuePool, pool_size=8, max_overflow=56, json_serializer=as_json
            )
            event.listen(self._writer, "connect", _tune_sqlite)
            event.listen(self._reader, "connect", _tune_sqlite_reader)
            event.listen(self._writer, "begin", lambda conn: conn.exec_driver_sql("BEGIN IMMEDIATE"))
            event.listen(self._reader, "begin", lambda conn: conn.exec_driver_sql("BEGIN"))
        else:
            self._writer = create_engine(
                self.url, pool_size=16, max_overflow=48, pool_pre_ping=True, json_serializer=as_json
            )
            self._reader = self._writer.execution_options(
                isolation_level="REPEATABLE READ"
            )  # one view, as SQLite gives

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A write transaction under the writer lock; committed at the end, rolled back on any error."""
        if not self.sqlite:
            with self._writer.begin() as conn:
                yield conn
            return
        with self._locked():
            if self._kept is None or self._kept.closed or self._kept.invalidated:
                self._kept = self._writer.connect()
            with self._kept.begin():
                yield self._kept

    @contextmanager
    def unit(self, hall: int, clock: Callable[[], datetime]) -> Iterator[Unit]:
        """A unit of work in one hall, at the hall's time. Raising inside it undoes everything.

        The `clock` is read once the writer's turn has come: else who waited would bring an older time into the
        journal than those before, and end stages before they began. Where it has been set back, `domain.steady`
        says what the hall's time is; a step too long to be held becomes an entry of the journal.
        """
        with self.writing() as conn:
            row = conn.execute(LOCK_HALL, {"hall": hall}).one()
            said = clock()
            work = Unit(conn, hall, hall_time(said, row.last_at), *row[:-1], self.memo)
            self._watch(hall, said, row.last_at)
            if set_back(said, row.last_at):
                work.record(EventKind.CLOCK_SET_BACK, was=stamp(row.last_at))
                conn.execute(REFER_TO_NOW, {"hall": hall, "day": work.day_id, "at": whole_second(said)})
            yield work
            recorded = work.write_journal()
        if recorded:
            self.nudge()

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """A reader: one consistent view, nothing written."""
        with self._reader.connect() as conn, conn.begin():
            yield conn

    def serve_alone(self) -> None:
        """SQLite means exactly one server. Raises Busy when another one runs on this file."""
        if self.sqlite:
            self._serving = (self._path.parent / (self._path.name + ".serving")).open("a")
            _lock(self._serving, f"another server runs on {self._path}")

    def close(self) -> None:
        """Close every connection; SQLite writes its log back into the file."""
        if self._kept is not None:
            self._kept.close()
        self._reader.dispose()
        self._writer.dispose()
        if self._serving is not None:
            self._serving.close()
        if self.sqlite:
            self._flock.close()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """The writer lock: threads of this process take turns, then processes. Raises Busy after PATIENCE_S."""
        if not self._mutex.acquire(timeout=PATIENCE_S):
            raise Busy("others are writing; try again")
        try:
            self._lock_file()
            try:
                yield
            finally:
                fcntl.flock(self._flock, fcntl.LOCK_UN)
        finally:
            self._mutex.release()

    def _watch(self, hall: int, said: datetime, last_at: datetime | None) -> None:
        """Say once that the clock was set back, and once that it is right again."""
        behind = last_at - said if last_at is not None else timedelta()
        if behind > NOTED and hall not in self._behind:
            self._behind.add(hall)
            log.warning("the clock was set back", hall=hall, behind_s=round(behind.total_seconds()))
        elif behind <= timedelta() and hall in self._behind:
            self._behind.remove(hall)
            log.warning("the hall's time runs with the clock again", hall=hall)

    def _lock_file(self) -> None:
        _lock(self._flock, "another program writes; try again")


def _lock(file: IO[str], why: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise Busy(why) from None
            time.sleep(PAUSE_S)


def _tune_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's "begin" hook begins, not the driver
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


def _tune_sqlite_reader(connection: Any, record: Any) -> None:
    _tune_sqlite(connection, record)
    connection.execute("PRAGMA wal_autocheckpoint=0")  # only the writer checkpoints, under its lock
    connection.execute("PRAGMA query_only=ON")

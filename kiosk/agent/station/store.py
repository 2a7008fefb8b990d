"""The agent's own memory: SQLite, every commit on the disk before anything is done on the strength of it."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from kiosk.agent.station.refused import Refused

P = ParamSpec("P")
T = TypeVar("T")

VERSION = 1
SCHEMA = """
CREATE TABLE kept (name TEXT PRIMARY KEY, said TEXT NOT NULL);  -- what the server said last, as JSON

CREATE TABLE lease (date TEXT PRIMARY KEY, size INTEGER NOT NULL);
CREATE TABLE lease_number (
    date TEXT NOT NULL, digits INTEGER NOT NULL, visit INTEGER NOT NULL UNIQUE, token TEXT,
    used INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (date, digits)
);

-- A number that somebody asked for. `answer`: what the server answered.
CREATE TABLE asked (
    key TEXT PRIMARY KEY, body TEXT NOT NULL, lang TEXT NOT NULL, asked_at TEXT NOT NULL, answer TEXT, visit INTEGER
);
CREATE INDEX asked_visit ON asked (visit);

-- A ticket given without the server. `held`: 1 somebody said "I have it", 2 and the server knows.
-- `uploaded`: what the server made of it. `tries`: how often the server broke over it.
CREATE TABLE offline_ticket (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, date TEXT NOT NULL, digits INTEGER NOT NULL,
    number TEXT NOT NULL, visit INTEGER NOT NULL UNIQUE, token TEXT, asked TEXT NOT NULL, issued_at TEXT NOT NULL,
    held INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0, uploaded TEXT,
    refused INTEGER NOT NULL DEFAULT 0, UNIQUE (date, digits)
);
CREATE INDEX to_upload ON offline_ticket (tries, seq) WHERE uploaded IS NULL AND NOT refused;
CREATE TABLE dead_letter (
    id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL,
    at TEXT NOT NULL
);

-- A paper, from the moment it is ours to print. `job`: the server's; none for a ticket given offline.
CREATE TABLE paper (
    id INTEGER PRIMARY KEY AUTOINCREMENT, job INTEGER, visit INTEGER NOT NULL, key TEXT, copy INTEGER NOT NULL,
    ticket TEXT NOT NULL, taken_at TEXT NOT NULL, state TEXT NOT NULL, cause TEXT, mm REAL,
    over INTEGER NOT NULL DEFAULT 0, UNIQUE (job, visit, key)
);
CREATE INDEX paper_under_way ON paper (id) WHERE NOT over;
CREATE INDEX paper_of_visit ON paper (visit);
CREATE INDEX paper_of_key ON paper (key);

-- What the server has yet to hear of its jobs, in order.
CREATE TABLE report (
    id INTEGER PRIMARY KEY AUTOINCREMENT, job INTEGER NOT NULL, state TEXT NOT NULL, cause TEXT, mm REAL,
    last INTEGER NOT NULL
);
"""


class Store:
    """One connection in a thread of its own, so that a slow disk holds up nobody who need not wait for it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._thread = ThreadPoolExecutor(1, "store")
        self._conn: sqlite3.Connection | None = None

    async def open(self) -> None:
        """Open it, or make it. Raises Refused."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._open)

    async def do(self, verb: Callable[Concatenate[sqlite3.Connection, P], T], *facts: P.args, **more: P.kwargs) -> T:
        """One verb in one transaction: all of it is on the disk when this returns, or nothing."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: self._do(verb, *facts, **more))

    async def close(self) -> None:
        """Let go of the file."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    def _do(self, verb: Callable[Concatenate[sqlite3.Connection, P], T], *facts: P.args, **more: P.kwargs) -> T:
        assert self._conn is not None
        self._conn.execute("BEGIN IMMEDIATE")
        try:
            done = verb(self._conn, *facts, **more)
            self._conn.execute("COMMIT")
        except BaseException:
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK")
            raise
        return done

    def _open(self) -> None:
        try:
            self.path.touch(mode=0o600)
            conn = sqlite3.connect(self.path, isolation_level=None)
            conn.row_factory = sqlite3.Row
            conn.execute("PRAGMA journal_mode = WAL")
            conn.execute("PRAGMA synchronous = FULL")
            (version,) = conn.execute("PRAGMA user_version").fetchone()
            if version == 0:
                conn.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
        except (sqlite3.Error, OSError) as error:
            raise Refused(f"{self.path} cannot be used: {error}") from None
        if version > VERSION:
            raise Refused(f"{self.path} was written by a newer gishe: update this one")
        self._conn = conn

    def _close(self) -> None:
        if self._conn is not None:
            with closing(self._conn):
                self._conn = None

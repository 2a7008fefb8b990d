"""The bare server a hall is compared with: the same gunicorn, threads and Flask; one route that does nothing, one
that commits one row to SQLite as a hall does (WAL, FULL, one writer). `python -m server.bench.bare --port 0 ...`
"""

import argparse
import sqlite3
from pathlib import Path
from threading import Lock
from typing import Any

from flask import Flask, request

from server.http_server import HallServer, options

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL")


class BareServer(HallServer):
    """Loads the bare application instead of a hall."""

    def __init__(self, options: dict[str, Any], database: Path) -> None:
        self.database = database
        super().__init__(options)

    def load(self) -> Flask:
        """The application, made in the worker."""
        return bare(self.database)


def bare(database: Path) -> Flask:
    """Two routes and nothing else."""
    app = Flask("bare")
    lock = Lock()
    kept = sqlite3.connect(database, check_same_thread=False, isolation_level=None)
    for pragma in PRAGMAS:
        kept.execute(f"PRAGMA {pragma}")
    kept.execute("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, said BLOB NOT NULL)")

    @app.get("/nothing")
    def nothing() -> tuple[dict[str, bool], int]:
        return {"well": True}, 200

    @app.post("/commit")
    def commit() -> tuple[dict[str, bool], int]:
        said = request.get_data()
        with lock:
            kept.execute("BEGIN IMMEDIATE")
            kept.execute("INSERT INTO note (said) VALUES (?)", (said,))
            kept.execute("COMMIT")
        return {"well": True}, 201

    return app


def main() -> None:
    """Serve until told to end."""
    told = argparse.ArgumentParser(prog="python -m server.bench.bare")
    told.add_argument("--port", type=int, required=True)
    told.add_argument("--threads", type=int, required=True)
    told.add_argument("--database", type=Path, required=True)
    chosen = told.parse_args()
    ours = options(f"127.0.0.1:{chosen.port}", chosen.threads)
    del ours["post_worker_init"]  # there are no sockets to let go of
    BareServer(ours, chosen.database).run()


if __name__ == "__main__":
    main()

"""A PostgreSQL of our own for one test run: in a temporary folder, behind a socket, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

HOMES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")


def binaries() -> Path | None:
    """Where initdb and pg_ctl are; None on a machine without a PostgreSQL server."""
    found = shutil.which("pg_ctl")
    if found and shutil.which("initdb"):
        return Path(found).parent
    homes = [folder for pattern in HOMES for folder in Path("/").glob(pattern.lstrip("/"))]
    return max((folder for folder in homes if (folder / "initdb").exists()), default=None)


class Cluster:
    """A running server; every test gets a database of its own, copied from a template."""

    def __init__(self, sockets: Path) -> None:
        self.sockets = sockets
        self._made = 0

    def url(self, name: str) -> str:
        """The address of a database, as an installation would write it."""
        return f"postgresql://gishe@/{name}?host={self.sockets}"

    def create(self, template: str | None = None) -> str:
        """A new database, empty or a copy; answers its name."""
        self._made += 1
        name = f"hall_{self._made}"
        self._do(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        return name

    def drop(self, name: str) -> None:
        """Forget a database."""
        self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _do(self, statement: str) -> None:
        with psycopg.connect(f"host={self.sockets} user=gishe dbname=postgres", autocommit=True) as conn:
            conn.execute(statement)


@contextmanager
def cluster(home: Path) -> Iterator[Cluster]:
    """Start a server and stop it again. PostgreSQL refuses to run as root: then it runs as the user postgres."""
    folder = Path(tempfile.mkdtemp(prefix="gishe-postgres-"))
    data, log = folder / "data", folder / "log"
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if user:
        shutil.chown(folder, "postgres", "postgres")
    settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=150"
    try:
        _run(*user, home / "initdb", "-D", data, "-U", "gishe", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        _run(*user, home / "pg_ctl", "-D", data, "-l", log, "-w", "-o", settings, "start")
        try:
            yield Cluster(folder)
        finally:
            _run(*user, home / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, cwd="/")
    assert done.returncode == 0, f"{command}: {done.stdout}"

"""Where the bench runs: a folder of its own, a bare server, and fresh halls with printing on."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from server.bench.figures import CannotMeasure
from server.bench.line import Clerk, Kiosk, Line, Phone, Plain
from server.bench.printer import Printer
from server.bench.screens import Screens
from server.demo_hall import prepare
from server.settings import Settings
from server.store import Store

START_S = 60.0
QUIET_S = 0.5  # no ticket takes the press so long
THREADS = Settings.model_fields["threads"].default
SAFE = {"journal_mode": "wal", "synchronous": 2}  # SQLite says 2 for FULL


class Server:
    """A server process of ours on a free port, ready when made."""

    def __init__(self, *arguments: str, ready: str, env: dict[str, str] | None = None) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", *arguments, "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=os.environ | (env or {}), stdout=subprocess.DEVNULL)  # noqa: S603 our own modules
        self.ready_after_s = wait_for(self.port, ready, self.process)

    def stop(self) -> None:
        """End it as an operator does."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(15)
        self.process.kill()


class Bare(Server):
    """The server a hall is compared with."""

    def __init__(self, folder: Path) -> None:
        facts = ("--threads", str(THREADS), "--database", str(folder / "bare.db"))
        super().__init__("server.bench.bare", *facts, ready="/nothing")

    def client(self) -> Plain:
        """One that asks it."""
        return Plain(self.port)


class Hall(Server):
    """A hall as `gishe serve` runs it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.printer = Printer(folder)
        made: dict[str, Any] = json.loads((folder / "demo.json").read_text("utf-8"))
        env = json.loads((folder / "settings.json").read_text("utf-8"))
        env |= {"GISHE_DATABASE": f"sqlite:///{database(folder)}", "GISHE_PRINTER": self.printer.spec}
        super().__init__("server.cli", "serve", ready="/readyz", env=env)
        self._tokens = {device["kind"]: device["token"] for device in reversed(made["devices"])}
        self._staff = [person for person in made["staff"] if "clerk" in person["roles"]]
        self.counters: list[int] = made["counters"]
        self._name: str = made["hall"]
        self.services = self._services()

    def kiosk(self, place: int = 0) -> Kiosk:
        """A kiosk; `place` is where among the services it begins."""
        return Kiosk(self.port, self._tokens["kiosk"], self.services[place:] + self.services[:place])

    def clerk(self, place: int) -> Clerk:
        """The clerk of the `place`th counter, signed in and on."""
        who = self._staff[place]
        asked = {"login": who["login"], "password": who["password"]}
        line = Line(self.port)
        token = line.must(201, "POST", "/api/v1/staff-sessions", asked).body["token"]
        line.close()
        clerk = Clerk(self.port, token)
        clerk.sit_down(self.counters[place])
        return clerk

    def phone(self) -> Phone:
        """A visitor's phone."""
        return Phone(self.port, self._name)

    def screens(self, many: int) -> Screens:
        """Displays, connected."""
        return Screens(self.port, self._tokens["display"], many)

    def papers(self) -> list[dict[str, Any]]:
        """What tickets of this hall say, without their numbers: by service, in each language in turn."""
        line = Line(self.port, self._tokens["agent"])
        papers = line.must(200, "GET", "/api/v1/offline-papers").body["papers"]
        line.close()
        return [papers[lang][code] for code in sorted(papers["bg"]) for lang in papers]

    def rest(self) -> None:
        """Until every ticket is printed."""
        before = -1
        while (now := len(self.printer.first_bytes())) != before:
            before = now
            sleep(QUIET_S)

    def stop(self) -> None:
        """Close the hall."""
        super().stop()
        self.printer.stop()

    def _services(self) -> list[str]:
        line = Line(self.port, self._tokens["kiosk"])
        groups = line.must(200, "GET", "/api/v1/catalogue?lang=bg").body["groups"]
        line.close()
        longest = max(len(group["services"]) for group in groups)
        dealt = [g["services"][n]["code"] for n in range(longest) for g in groups if n < len(g["services"])]
        return list(dealt)


class Ground:
    """The folder; `short` asks for fewer samples, for CI."""

    def __init__(self, folder: Path, *, short: bool) -> None:
        self.folder = folder
        self.short = short
        self._halls = 0
        prepare(self.pristine, "http://127.0.0.1:8080", False, "none", 1.0, False, {})
        must_be_safe(self.pristine)

    @property
    def pristine(self) -> Path:
        """A hall with its catalogue, people and devices, and not a single visit."""
        return self.folder / "pristine"

    def of(self, full: int, short: int) -> int:
        """So many samples."""
        return short if self.short else full

    def copy(self) -> Path:
        """The folder of one more hall, as new."""
        self._halls += 1
        folder = self.folder / f"hall-{self._halls}"
        shutil.copytree(self.pristine, folder)
        return folder

    @contextmanager
    def hall(self, folder: Path | None = None) -> Iterator[Hall]:
        """A hall, open: a new one, or that of a folder made by `copy`."""
        hall = Hall(folder or self.copy())
        try:
            yield hall
        finally:
            hall.stop()

    @contextmanager
    def bare(self) -> Iterator[Bare]:
        """The bare server."""
        bare = Bare(self.folder)
        try:
            yield bare
        finally:
            bare.stop()


def database(folder: Path) -> Path:
    """A hall's database file."""
    return folder / "gishe.db"


def must_be_safe(folder: Path) -> None:
    """Figures of a hall that loses tickets in a power cut are worth nothing. Raises CannotMeasure."""
    store = Store(f"sqlite:///{database(folder)}")
    try:
        with store.writing() as conn:
            found = {name: conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SAFE}
    finally:
        store.close()
    if found != SAFE:
        raise CannotMeasure(f"the hall's database must run with {SAFE}, not {found}")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def wait_for(port: int, path: str, process: "subprocess.Popen[bytes]") -> float:
    """Until the server answers there; how long that took, seconds. Raises CannotMeasure."""
    began = monotonic()
    while monotonic() < began + START_S:
        if process.poll() is not None:
            raise CannotMeasure(f"a server ended with {process.returncode} instead of starting")
        line = Line(port)
        with suppress(CannotMeasure):
            if line.ask("GET", path).status == 200:
                return monotonic() - began
        line.close()
        sleep(0.01)
    process.kill()
    raise CannotMeasure(f"a server was not ready after {START_S:.0f} s")

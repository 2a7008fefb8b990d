"""A hall in a folder: kiosks whose paper their own agents print, clerks, a manager, and a server to be killed."""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from server.bench.ground import database, free_port
from server.clock import wall
from server.demo_hall import prepare
from server.hall.pairing import add_device, kiosk_named, new_code
from server.keys import new_device_token
from server.models.device import DeviceKind
from server.store import Store
from tests.faults.mortal import Mortal

ADDRESS = "http://127.0.0.1:8080"  # stands on the tickets; nobody asks it
ZONE = ZoneInfo("Europe/Sofia")
_ONE_AT_A_TIME = threading.Lock()  # migrations know one database at a time


@dataclass(frozen=True)
class KioskPC:
    """A kiosk of the hall: the code that pairs its agent, its own token and device."""

    name: str
    code: str
    token: str
    device: int


@dataclass
class Ground:
    """A hall that was made, with nobody in it yet. `settings` go into every server's environment."""

    folder: Path
    kiosks: list[KioskPC]
    made: dict[str, Any]
    port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where its server is reached."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        """Its file."""
        return database(self.folder)

    @property
    def kiosk_without_agent(self) -> str:
        """The token of a kiosk for which the server itself prints."""
        return next(str(d["token"]) for d in self.made["devices"] if d["kind"] == "kiosk")

    def person(self, role: str, n: int = 0) -> dict[str, Any]:
        """Login and password of the n-th who has this role."""
        found: list[dict[str, Any]] = [one for one in self.made["staff"] if role in one["roles"]]
        return found[n]

    def serve(self, printer: str | None = None, module: tuple[str, ...] = ("server.cli",)) -> Mortal:
        """A server, ready."""
        return Mortal(self.folder, printer, module, self.port, self.settings)


def nine_oclock() -> datetime:
    """The next one in the hall: whatever begins then has a whole day before it."""
    now = wall().astimezone(ZONE)
    nine = now.replace(hour=9, minute=0, second=0, microsecond=0)
    return nine if nine > now else nine + timedelta(days=1)


def clock(start: datetime, speed: float) -> dict[str, str]:
    """The settings of a hall whose time begins so, and runs so fast."""
    return {"GISHE_CLOCK_START": start.isoformat(), "GISHE_CLOCK_SPEED": str(speed)}


def found(folder: Path, kiosks: Sequence[str], settings: dict[str, str] | None = None) -> Ground:
    """A new hall with so many kiosks of these names, each with an agent of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    with _ONE_AT_A_TIME:
        prepare(folder, ADDRESS, True, "none", 1.0, False, {})
    (folder / "server.log").write_text("")
    made = json.loads((folder / "demo.json").read_text("utf-8"))
    store = Store(f"sqlite:///{database(folder)}")
    try:
        with store.unit(1, wall) as work:
            placed = []
            for name in kiosks:
                kiosk = kiosk_named(work, name)
                agent = add_device(work, DeviceKind.AGENT, f"Принтер: {name}", None, kiosk)
                placed.append(KioskPC(name, new_code(work, agent), new_device_token(work.conn, kiosk), kiosk))
    finally:
        store.close()
    return Ground(folder, placed, made, settings=settings or {})

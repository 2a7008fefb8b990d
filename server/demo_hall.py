"""The demonstration's hall: made once, kept in a folder, described in its demo.json."""

import json
import secrets
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from server import __version__
from server.clock import wall
from server.hall.catalogue import catalogue_of
from server.hall.catalogue_file import PACKAGED, File, read_file
from server.hall.founding import found_hall
from server.hall.importing import import_catalogue
from server.hall.pairing import add_device, new_code
from server.hall.people import PasswordHash, add_staff, hash_password
from server.keys import new_device_token
from server.migrations import fingerprint, upgrade
from server.models import table
from server.models.device import DeviceKind
from server.models.hall import Hall
from server.store import Store, Unit

HALL = table(Hall)

CLERKS = (
    ("maria", "Мария"),
    ("georgi", "Георги"),
    ("elena", "Елена"),
    ("ivan", "Иван"),
    ("desislava", "Десислава"),
    ("nikolay", "Николай"),
    ("vera", "Вера"),
    ("petar", "Петър"),
    ("yordanka", "Йорданка"),
    ("stefan", "Стефан"),
    ("rositsa", "Росица"),
    ("hristo", "Христо"),
)
GETTING_READY_S = 12.0  # of the wall: server, clerks' sign-ins; a replay's clock begins so much earlier
PAGES = {"kiosk": "/kiosk", "display": "/display", "counter": "/counter", "pad": "/counter/{counter}/pad"}


def prepare(
    data: Path, url: str, fresh: bool, visitors: str, speed: float, real_hours: bool, printing: dict[str, Any]
) -> None:
    """Make the hall if it is not there, and write demo.json and settings.json."""
    made_of = {
        "version": __version__,
        "schema": fingerprint(),
        "visitors": visitors if visitors.startswith("replay:") else "",
        "hours": real_hours,
    }
    content, start = _content(visitors)
    known = _read(data / "made.json")
    # A day that is played again begins in the morning, so it needs a hall that has not seen it yet.
    # One that was not made to its end has no made.json.
    if fresh or start is not None or known is None or known["made_of"] != made_of:
        for name in ("gishe.db", "gishe.db-wal", "gishe.db-shm", "gishe.db.lock", "gishe.db.serving", "made.json"):
            (data / name).unlink(missing_ok=True)
        shutil.rmtree(data / "paper", ignore_errors=True)
        known = None
    (data / "paper").mkdir(parents=True, exist_ok=True)
    database = f"sqlite:///{data / 'gishe.db'}"
    begin = start - timedelta(seconds=GETTING_READY_S * speed) if start is not None else None
    if known is None:
        # The hall of a day that is played again is as old as that day: a journal's time does not run backwards.
        known = {"made_of": made_of, **_make(database, content, real_hours or start is not None, begin or wall())}
        _write(data / "made.json", known)
    if start is None:
        begin = _begin(database, speed)
    settings = {"GISHE_DATABASE": database, "GISHE_SECRET": known["secret"], "GISHE_PUBLIC_URL": url}
    if begin is not None:
        settings |= {"GISHE_CLOCK_START": begin.isoformat(), "GISHE_CLOCK_SPEED": str(speed)}
    _write(data / "settings.json", settings)
    _write(data / "demo.json", _described(known, url, printing))


def _content(visitors: str) -> tuple[File, datetime | None]:
    """The hall's catalogue, and when its clock begins: a replay builds its own hall."""
    if not visitors.startswith("replay:"):
        return read_file(PACKAGED), None
    from server.simulation.replay import hall_of

    return hall_of(visitors)


def _make(database: str, content: File, real_hours: bool, now: datetime) -> dict[str, Any]:
    upgrade(database)
    store = Store(database)
    hall = found_hall(store, "hall", always_open=not real_hours)
    with store.unit(hall, lambda: now) as work:
        import_catalogue(work, content)
    clerks = max(len(CLERKS), len(content.counters) + 2)
    passwords = [_password() for _ in range(clerks + 2)]
    with store.unit(hall, lambda: now) as work:
        staff = _staff(work, clerks, passwords)
        devices = _devices(work)
        counters = [place.number for place in catalogue_of(work).counters]
    store.close()
    return {
        "secret": secrets.token_urlsafe(32),
        "hall": "hall",
        "staff": staff,
        "devices": devices,
        "counters": counters,
    }


def _password() -> tuple[str, PasswordHash]:
    password = "-".join(secrets.token_hex(2) for _ in range(3))
    return password, hash_password(password)


def _staff(work: Unit, clerks: int, passwords: list[tuple[str, PasswordHash]]) -> list[dict[str, Any]]:
    every = sorted({service.competence for service in catalogue_of(work).services if service.competence})
    names = [*CLERKS, *((f"clerk{n}", f"Служител {n}") for n in range(len(CLERKS) + 1, clerks + 1))][:clerks]
    people = [(login, name, ["clerk"], every) for login, name in names]
    people.append(("ines", "Инес", ["manager"], []))
    people.append(("admin", "Администратор", ["administrator"], []))
    made = []
    for (login, name, roles, competences), (password, hashed) in zip(people, passwords, strict=True):
        add_staff(work, login=login, name=name, password=hashed, roles=roles, competences=competences)
        made.append({"login": login, "password": password, "pin": None, "roles": roles, "name": name})
    return made


def _devices(work: Unit) -> list[dict[str, Any]]:
    counters = [place.number for place in catalogue_of(work).counters]
    wanted: list[tuple[DeviceKind, str, int | None]] = [
        (DeviceKind.KIOSK, "Автомат до входа", None),
        (DeviceKind.KIOSK, "Автомат в залата", None),
        (DeviceKind.DISPLAY, "Екран в залата", None),
        (DeviceKind.AGENT, "Принтер на автомата", None),
        *((DeviceKind.COUNTER, f"Гише {n}", n) for n in counters),
        *((DeviceKind.PAD, f"Таблет на гише {n}", n) for n in counters),
    ]
    made = []
    for kind, name, counter in wanted:
        device = add_device(work, kind, name, counter)
        entry = {"kind": kind.value, "name": name, "token": new_device_token(work.conn, device)}
        entry |= {"code": new_code(work, device, many_times=True)}
        made.append(entry | ({"counter": counter} if counter is not None else {}))
    return made


def _described(known: dict[str, Any], url: str, printing: dict[str, Any]) -> dict[str, Any]:
    devices = []
    for entry in known["devices"]:
        shown = {key: value for key, value in entry.items() if key != "code"}
        page = PAGES.get(entry["kind"])
        address = f"{url}{page.format(**entry)}#pair={entry['code']}" if page else url
        devices.append(shown | {"url": address})
    return {
        "url": url,
        "hall": known["hall"],
        "staff": known["staff"],
        "devices": devices,
        "counters": known["counters"],
        "printer": printing,
    }


def _begin(database: str, speed: float) -> datetime | None:
    """When the hall's clock begins; None: it is the wall clock. A fast one of before may have run ahead of it."""
    store = Store(database)
    with store.look() as conn:
        last: datetime | None = conn.execute(select(func.max(HALL.c.last_at))).scalar()
    store.close()
    now = datetime.now(UTC)
    if last is not None and last > now:
        return last
    return None if speed == 1.0 else now


def _read(path: Path) -> dict[str, Any] | None:
    return json.loads(path.read_text("utf-8")) if path.is_file() else None


def _write(path: Path, content: dict[str, Any]) -> None:
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(content, ensure_ascii=False, indent=2), "utf-8")
    draft.chmod(0o600)
    draft.replace(path)

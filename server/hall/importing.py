"""A catalogue file becomes the hall's catalogue."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import Table, delete, insert, select, update

from server.domain.errors import Refusal
from server.domain.numbering import check_ranges
from server.hall.catalogue import DAYS, intervals
from server.models import table
from server.models.catalogue import Competence, Document, Service, ServiceGroup
from server.models.event import EventKind
from server.models.hall import Closure, Counter, Hall
from server.store import Unit

HALL, GROUP, SERVICE, DOCUMENT = table(Hall), table(ServiceGroup), table(Service), table(Document)
COUNTER, COMPETENCE, CLOSURE = table(Counter), table(Competence), table(Closure)

PACKAGED = Path(__file__).parent.parent / "catalogue.toml"


class BadCatalogue(Refusal):
    """The file cannot become a catalogue; nothing was changed."""

    code = "bad_catalogue"


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Group(_Lenient):
    letter: str = Field(pattern=r"^[A-Z]$")
    numbers: tuple[int, int]
    name: dict[str, str]
    short: dict[str, str] = {}
    target_wait_min: int = Field(ge=1, le=20)


class _Counter(_Lenient):
    number: int = Field(ge=1, le=99)
    primary: list[str]
    assist: list[str] = []
    step_free: bool = False
    hearing_loop: bool = False


class _Service(BaseModel):
    model_config = ConfigDict(extra="allow")
    code: str = Field(pattern=r"^[A-Z0-9][A-Z0-9.-]{0,15}$")
    group: str
    name: dict[str, str]
    short: dict[str, str] = {}
    description: dict[str, str] = {}
    documents: list[str] = []
    competence: str = ""
    minutes: int = Field(ge=1, le=120)
    weight: float = Field(default=1.0, ge=0)
    while_you_wait: bool = False
    uid: str | None = None
    legal_ground: str | None = None


class _Special(BaseModel):
    """A day unlike its weekday: open at these hours, or closed when there are none."""

    model_config = ConfigDict(extra="forbid")
    hours: list[str] = []
    note: dict[str, str] = {}


class _Hall(_Lenient):
    name: dict[str, str]
    address: str = ""
    phone: str = ""
    hours: dict[str, Any] = {}
    special: dict[date, _Special] = {}


class _Competence(BaseModel):
    model_config = ConfigDict(extra="allow")
    level: int


class File(_Lenient):
    meta: dict[str, Any] = {}
    hall: _Hall
    priority_groups: list[dict[str, Any]] = []
    groups: list[_Group] = Field(min_length=1)
    counters: list[_Counter] = Field(min_length=1)
    services: list[_Service] = Field(min_length=1)
    competences: dict[str, _Competence] = {}
    documents: dict[str, dict[str, str]] = {}
    texts: dict[str, dict[str, str]] = {}


def read_file(path: Path) -> File:
    """A catalogue file (TOML), checked whole. Raises BadCatalogue saying what is wrong where."""
    try:
        file = File.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadCatalogue(f"{path}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise BadCatalogue(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    for day in DAYS:
        intervals(file.hall.hours.get(day, []))
    for unlike in file.hall.special.values():
        intervals(unlike.hours)
    check_ranges((group.letter, *group.numbers) for group in file.groups)
    letters = {g.letter for g in file.groups}
    for service in file.services:
        if service.group not in letters:
            raise BadCatalogue(f"{path}: service {service.code} is of group {service.group}, which the file has not")
        if missing := [d for d in service.documents if d not in file.documents]:
            raise BadCatalogue(f"{path}: service {service.code} asks for unknown documents {missing}")
        if service.competence and service.competence not in file.competences:
            raise BadCatalogue(f"{path}: service {service.code} needs unknown competence {service.competence}")
    for counter in file.counters:
        if unknown := {*counter.primary, *counter.assist} - letters:
            raise BadCatalogue(f"{path}: counter {counter.number} serves unknown groups {sorted(unknown)}")
    if len({s.code for s in file.services}) < len(file.services):
        raise BadCatalogue(f"{path}: two services have the same code")
    return file


def import_catalogue(work: Unit, file: File) -> int:
    """Make the file's content the hall's catalogue: new version, rows kept by letter, code and number.

    What the file no longer names stays for the journal's sake: a service is no longer offered, a counter or
    group that was used is kept. Answers the number of services offered.
    """
    conn, hall = work.conn, work.hall
    hours = {day: file.hall.hours.get(day, []) for day in DAYS}
    conn.execute(
        update(HALL)
        .where(HALL.c.id == hall)
        .values(
            name=file.hall.name,
            address=file.hall.address,
            phone=file.hall.phone,
            zone=file.meta.get("timezone", "Europe/Sofia"),
            hours=hours,
            last_ticket_min=int(file.hall.hours.get("last_ticket_before_close_min", 0)),
            overrun_min=int(file.hall.hours.get("overrun_max_min", 120)),
            texts=file.texts,
            priority_groups=file.priority_groups,
            catalogue_version=work.catalogue_version + 1,
        )
    )
    conn.execute(delete(CLOSURE).where(CLOSURE.c.hall_id == hall))
    if file.hall.special:
        special = [
            {"hall_id": hall, "date": day, "note": unlike.note, "open_hours": unlike.hours}
            for day, unlike in file.hall.special.items()
        ]
        conn.execute(insert(CLOSURE), special)
    groups = {g.letter: g.id for g in conn.execute(select(GROUP).where(GROUP.c.hall_id == hall))}
    for place, g in enumerate(file.groups):
        row = {
            "hall_id": hall,
            "letter": g.letter,
            "place": place,
            "first": g.numbers[0],
            "last": g.numbers[1],
            "name": g.name,
            "short": g.short or g.name,
            "target_wait_min": g.target_wait_min,
        }
        groups[g.letter] = _put(work, GROUP, groups.get(g.letter), row)
    services = {s.code: s.id for s in conn.execute(select(SERVICE).where(SERVICE.c.hall_id == hall))}
    conn.execute(update(SERVICE).where(SERVICE.c.hall_id == hall).values(active=False))
    for place, s in enumerate(file.services):
        row = s.model_dump(exclude={"group", *(s.model_extra or {})}) | {
            "hall_id": hall,
            "group_id": groups[s.group],
            "place": place,
            "active": True,
            "short": s.short or s.name,
            "facts": s.model_extra or {},
        }
        _put(work, SERVICE, services.get(s.code), row)
    counters = {c.number: c.id for c in conn.execute(select(COUNTER).where(COUNTER.c.hall_id == hall))}
    for c in file.counters:
        row = c.model_dump(exclude={"primary"}) | {"hall_id": hall, "own": c.primary}
        _put(work, COUNTER, counters.get(c.number), row)
    conn.execute(delete(DOCUMENT).where(DOCUMENT.c.hall_id == hall))
    if file.documents:
        rows = [{"hall_id": hall, "code": code, "name": name} for code, name in file.documents.items()]
        conn.execute(insert(DOCUMENT), rows)
    conn.execute(delete(COMPETENCE).where(COMPETENCE.c.hall_id == hall))
    if file.competences:
        competences = [
            {"hall_id": hall, "code": code, "level": c.level, "name": c.model_extra or {}}
            for code, c in file.competences.items()
        ]
        conn.execute(insert(COMPETENCE), competences)
    work.record(EventKind.CATALOGUE_IMPORTED, version=work.catalogue_version + 1, services=len(file.services))
    return len(file.services)


def _put(work: Unit, where: Table, row_id: int | None, row: dict[str, Any]) -> int:
    if row_id is None:
        return int(work.conn.execute(insert(where).values(**row).returning(where.c.id)).scalar_one())
    work.conn.execute(update(where).where(where.c.id == row_id).values(**row))
    return row_id

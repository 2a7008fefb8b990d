"""A catalogue file: what may stand in it, checked whole before anything changes."""

import tomllib
from collections import Counter as Tally
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, ValidationError, model_validator

from server.domain.errors import Refusal
from server.domain.hours import Hours, Special
from server.domain.numbering import check_ranges
from server.hall.catalogue import DAYS, intervals
from server.models import table
from server.models.catalogue import Service as ServiceRow

PACKAGED = Path(__file__).parent.parent / "catalogue.toml"


class BadCatalogue(Refusal):
    """The file cannot become a catalogue; nothing was changed."""

    code = "bad_catalogue"


def _in_bulgarian(name: dict[str, str]) -> dict[str, str]:
    if not name.get("bg"):
        raise ValueError("a name in Bulgarian (bg) is missing")
    return name


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"no time zone: {name}") from None
    return name


Name = Annotated[dict[str, str], AfterValidator(_in_bulgarian)]
COLUMNS = frozenset(table(ServiceRow).c.keys()) | {"group"}
Fee = Annotated[float, Field(ge=0, allow_inf_nan=False, strict=True)]  # euro


class _Lenient(BaseModel):
    """What it does not know it leaves aside: the file may say more than a hall needs."""

    model_config = ConfigDict(extra="ignore")


class Meta(_Lenient):
    timezone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Sofia"


class Week(_Lenient):
    """Opening hours by weekday, `["08:30-12:00", "13:00-17:30"]`; a day left out is closed."""

    mon: list[str] = []
    tue: list[str] = []
    wed: list[str] = []
    thu: list[str] = []
    fri: list[str] = []
    sat: list[str] = []
    sun: list[str] = []
    last_ticket_before_close_min: int = Field(default=0, ge=0, le=720)
    overrun_max_min: int = Field(default=120, ge=0, le=720)

    def days(self) -> dict[str, list[str]]:
        """The hours by the weekday's short name."""
        return {day: getattr(self, day) for day in DAYS}


class SpecialDay(BaseModel):
    """A day unlike its weekday: open at these hours, or closed when there are none."""

    model_config = ConfigDict(extra="forbid")
    hours: list[str] = []
    note: dict[str, str] = {}


class HallItself(_Lenient):
    name: Name
    address: str = ""
    phone: str = ""
    hours: Week = Week()
    special: dict[date, SpecialDay] = {}


class PriorityGroup(_Lenient):
    id: str
    name: Name
    short: dict[str, str] = {}


class Group(_Lenient):
    letter: str = Field(pattern=r"^[A-Z]$")
    numbers: tuple[int, int]
    name: Name
    short: dict[str, str] = {}
    target_wait_min: int = Field(ge=1, le=20)


class Place(_Lenient):
    number: int = Field(ge=1, le=99)
    primary: list[str]
    assist: list[str] = []
    step_free: bool = False
    hearing_loop: bool = False


class Service(BaseModel):
    """A service. What more is said of it is kept as its facts."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, JsonValue] = Field(init=False)
    code: str = Field(pattern=r"^[A-Z0-9][A-Z0-9.-]{0,15}$")
    group: str
    name: Name
    short: dict[str, str] = {}
    description: dict[str, str] = {}
    documents: list[str] = []
    competence: str = ""
    minutes: int = Field(ge=1, le=120)
    weight: float = Field(default=1.0, ge=0, allow_inf_nan=False)
    while_you_wait: bool = False
    uid: str | None = None
    legal_ground: str | None = None
    fee_eur_normal: Fee | None = None
    fee_eur_fast: Fee | None = None
    fee_eur_express: Fee | None = None
    term_normal: str | None = None
    term_fast: str | None = None
    term_express: str | None = None

    def facts(self) -> dict[str, Any]:
        """Fees, terms, and everything the hall has no column for."""
        return {name: value for name, value in self.model_dump(exclude_unset=True).items() if name not in COLUMNS}


class Competence(BaseModel):
    """A level, and a name by language."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, str] = Field(init=False)
    level: int


class File(_Lenient):
    """The whole file. Its parts agree with each other, or there is no File."""

    meta: Meta = Meta()
    hall: HallItself
    priority_groups: list[PriorityGroup] = []
    groups: list[Group] = Field(min_length=1)
    counters: list[Place] = Field(min_length=1)
    services: list[Service] = Field(min_length=1)
    competences: dict[str, Competence] = {}
    documents: dict[str, Name] = {}
    texts: dict[str, dict[str, str]] = {}

    @model_validator(mode="after")
    def whole(self) -> Self:
        """Refuse what would break a hall later."""
        _once("groups have the letter", (group.letter for group in self.groups))
        _once("counters have the number", (place.number for place in self.counters))
        _once("services have the same code", (service.code for service in self.services))
        letters = {group.letter for group in self.groups}
        for service in self.services:
            if service.group not in letters:
                raise ValueError(f"service {service.code} is of group {service.group}, which the file has not")
            if missing := [code for code in service.documents if code not in self.documents]:
                raise ValueError(f"service {service.code} asks for unknown documents {missing}")
            if service.competence and service.competence not in self.competences:
                raise ValueError(f"service {service.code} needs unknown competence {service.competence}")
        for place in self.counters:
            if unknown := {*place.primary, *place.assist} - letters:
                raise ValueError(f"counter {place.number} serves unknown groups {sorted(unknown)}")
        try:
            check_ranges((group.letter, *group.numbers) for group in self.groups)
            Hours(
                week={n: intervals(written) for n, written in enumerate(self.hall.hours.days().values())},
                zone=ZoneInfo(self.meta.timezone),
                special={day: Special(intervals(it.hours), it.note) for day, it in self.hall.special.items()},
            )
        except Refusal as refusal:
            raise ValueError(str(refusal)) from None
        return self


def read_file(path: Path) -> File:
    """A catalogue file (TOML), checked whole. Raises BadCatalogue saying what is wrong where."""
    try:
        return File.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadCatalogue(f"{path}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadCatalogue(": ".join(filter(None, (str(path), where, first["msg"])))) from error


def _once(what: str, names: Iterable[object]) -> None:
    for name, times in Tally(names).items():
        if times > 1:
            raise ValueError(f"two {what} {name}")

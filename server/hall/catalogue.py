"""The catalogue as the hall uses it: read once for each version, kept in memory, never changed in place."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from server.domain.calling import can_serve
from server.domain.hours import Hours, Interval, Special
from server.domain.numbering import stride_for
from server.hall.layout import STANDARD, TicketLayout
from server.models import table
from server.models.catalogue import Document, Service, ServiceGroup
from server.models.hall import Closure, Counter, Hall
from server.store import Store, Unit

HALL, GROUP, SERVICE, DOCUMENT = table(Hall), table(ServiceGroup), table(Service), table(Document)
COUNTER, CLOSURE = table(Counter), table(Closure)

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Named = Mapping[str, str]


@dataclass(frozen=True)
class Group:
    """A group of services, its range of numbers and its target wait."""

    id: int
    letter: str
    first: int
    last: int
    name: Named
    short: Named
    target_wait_min: int


@dataclass(frozen=True)
class Offer:
    """A service as it is offered; `target_s` is the waiting time its group promises, seconds."""

    id: int
    code: str
    group: Group
    active: bool
    name: Named
    short: Named
    description: Named
    documents: tuple[str, ...]
    competence: str
    minutes: int
    weight: float
    while_you_wait: bool
    uid: str | None
    legal_ground: str | None
    facts: Mapping[str, Any]

    @property
    def target_s(self) -> int:
        """The waiting time promised to an ordinary visitor, seconds."""
        return self.group.target_wait_min * 60


@dataclass(frozen=True)
class Place:
    """A counter and the groups it serves, its own and those it helps."""

    id: int
    number: int
    own: frozenset[str]
    assist: frozenset[str]

    @property
    def serves(self) -> frozenset[str]:
        """Letters of all groups this counter may call from."""
        return self.own | self.assist


@dataclass(frozen=True)
class Catalogue:
    """One version of everything a hall offers, and when."""

    version: int
    slug: str
    name: Named
    hours: Hours
    overrun_min: int
    texts: Mapping[str, Named]
    priority_groups: tuple[Mapping[str, Any], ...]
    groups: tuple[Group, ...]
    services: tuple[Offer, ...]
    documents: Mapping[str, Named]
    counters: tuple[Place, ...]
    stride: int
    tickets: TicketLayout = STANDARD

    def service(self, code: str) -> Offer | None:
        """The service with this code, if it is offered."""
        return next((s for s in self.services if s.code == code and s.active), None)

    def service_by_id(self, service_id: int) -> Offer:
        """The service of a row."""
        return next(s for s in self.services if s.id == service_id)

    def group_by_id(self, group_id: int) -> Group:
        """The group of a row."""
        return next(g for g in self.groups if g.id == group_id)

    def counter(self, number: int) -> Place | None:
        """The counter with this number."""
        return next((c for c in self.counters if c.number == number), None)

    def counter_by_id(self, counter_id: int) -> Place:
        """The counter of a row."""
        return next(c for c in self.counters if c.id == counter_id)

    def callable_by(self, place: Place, competences: frozenset[str]) -> tuple[int, ...]:
        """Ids of the services this counter, with a clerk of these competences, may call."""
        own = {s.id for s in self.services if s.group.letter in place.own}
        assist = {s.id for s in self.services if s.group.letter in place.assist}
        held = {s.id for s in self.services if not s.competence or s.competence in competences}
        return tuple(sorted(can_serve(own, assist, held)))

    def letters_called_by(self, place: Place, competences: frozenset[str]) -> frozenset[str]:
        """Groups of which this counter, with a clerk of these competences, may call somebody."""
        services = frozenset(self.callable_by(place, competences))
        return frozenset(s.group.letter for s in self.services if s.active and s.id in services)


def catalogue_of(work: Unit) -> Catalogue:
    """The hall's catalogue as of this unit of work."""
    return read_catalogue(work.memo, work.conn, work.hall, work.catalogue_version)


def catalogue_now(store: Store, hall: int) -> Catalogue:
    """The hall's catalogue at this moment."""
    with store.look() as conn:
        version = conn.execute(select(HALL.c.catalogue_version).where(HALL.c.id == hall)).scalar_one()
        return read_catalogue(store.memo, conn, hall, version)


def read_catalogue(memo: dict[Any, Any], conn: Connection, hall: int, version: int) -> Catalogue:
    """The hall's catalogue of this version, from memory if it was read before."""
    kept = memo.get(("catalogue", hall))
    if kept is not None and kept.version == version:
        return kept  # type: ignore[no-any-return]  # memo holds whatever was put under its key
    read = _read(conn, hall, version)
    memo[("catalogue", hall)] = read
    return read


def _read(conn: Connection, hall: int, version: int) -> Catalogue:
    it = conn.execute(select(HALL).where(HALL.c.id == hall)).one()
    groups = tuple(
        Group(g.id, g.letter, g.first, g.last, g.name, g.short, g.target_wait_min)
        for g in conn.execute(select(GROUP).where(GROUP.c.hall_id == hall).order_by(GROUP.c.place))
    )
    by_id = {g.id: g for g in groups}
    return Catalogue(
        version=version,
        slug=it.slug,
        name=it.name,
        hours=_hours(conn, hall, it),
        overrun_min=it.overrun_min,
        texts=it.texts,
        priority_groups=tuple(it.priority_groups),
        groups=groups,
        services=tuple(
            _offer(s, by_id[s.group_id])
            for s in conn.execute(select(SERVICE).where(SERVICE.c.hall_id == hall).order_by(SERVICE.c.place))
        ),
        documents={d.code: d.name for d in conn.execute(select(DOCUMENT).where(DOCUMENT.c.hall_id == hall))},
        counters=tuple(
            Place(c.id, c.number, frozenset(c.own), frozenset(c.assist))
            for c in conn.execute(select(COUNTER).where(COUNTER.c.hall_id == hall).order_by(COUNTER.c.number))
        ),
        stride=stride_for(g.last for g in groups),
        tickets=TicketLayout.read(it.ticket_layout),
    )


def _offer(s: Any, group: Group) -> Offer:
    return Offer(
        id=s.id,
        code=s.code,
        group=group,
        active=s.active,
        name=s.name,
        short=s.short,
        description=s.description,
        documents=tuple(s.documents),
        competence=s.competence,
        minutes=s.minutes,
        weight=s.weight,
        while_you_wait=s.while_you_wait,
        uid=s.uid,
        legal_ground=s.legal_ground,
        facts=MappingProxyType(s.facts),
    )


def _hours(conn: Connection, hall: int, it: Any) -> Hours:
    unlike = conn.execute(select(CLOSURE).where(CLOSURE.c.hall_id == hall))
    return Hours(
        week={place: intervals(it.hours.get(day, [])) for place, day in enumerate(DAYS)},
        zone=ZoneInfo(it.zone),
        special={day.date: Special(intervals(day.open_hours), day.note) for day in unlike},
        last_ticket_min=it.last_ticket_min,
        always=it.always_open,
    )


def intervals(written: list[str]) -> list[Interval]:
    """Opening hours as they are written, ["08:30-12:00", "13:00-17:30"]. Raises BadHours."""
    return [Interval.parse(stretch) for stretch in written]

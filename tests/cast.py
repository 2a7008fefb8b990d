"""The cast: a hall on a Monday in November, its people and its machines, always the same.

Vera sits at counter 1 and Omar at counter 2, both clerks who may serve everything; Lili is new and may serve the
information desk only; Ines is the manager, Rosa the supervisor, Ada the administrator. A kiosk, a display, an agent;
a desk and a pad at counter 1. The outsider has no token.
"""

import itertools
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import insert, select, text

from server.clock import Clock, wall
from server.hall import serving
from server.hall.catalogue import Catalogue, catalogue_now, catalogue_of
from server.hall.catalogue_file import PACKAGED, read_file
from server.hall.desks import sign_on
from server.hall.founding import found_hall
from server.hall.importing import import_catalogue
from server.hall.issuing import Issued, TicketRequest, issue
from server.hall.pairing import add_device
from server.hall.people import PasswordHash, add_staff, hash_password
from server.hall.printing import OWN_PRINTER
from server.hall.rating import rate
from server.hall.serving import Done
from server.hall.snapshot import Snapshot, take
from server.keys import hashed, new_device_token, new_token
from server.models import Found, table
from server.models.device import DeviceKind
from server.models.event import Event
from server.models.rating import RatingChannel
from server.models.staff import Staff, StaffSession
from server.models.visit import Call, Stage, Visit
from server.store import Store, Unit

NINE = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)  # nine o'clock in Sofia, half an hour after opening
PASSWORD = "a long enough password"
STAFF, SESSION, EVENT = table(Staff), table(StaffSession), table(Event)
VISIT, STAGE, CALL = table(Visit), table(Stage), table(Call)

T = TypeVar("T")


class StoppedClock(Clock):
    """A clock that stands until somebody moves it."""

    _hands: list[datetime]  # a Clock is frozen, what hangs on it is not

    def __init__(self, at: datetime = NINE) -> None:
        super().__init__(start=at)
        object.__setattr__(self, "_hands", [at])

    def now(self) -> datetime:
        """Where it was set."""
        return self._hands[0]

    def set(self, at: datetime) -> datetime:
        """Move it to a moment."""
        self._hands[0] = at
        return at

    def advance(self, **by: float) -> datetime:
        """Move it on: `advance(minutes=5)`."""
        return self.set(self.now() + timedelta(**by))


@dataclass(frozen=True)
class Cast:
    """Who is in the hall: ids and tokens by name."""

    hall: int
    staff: dict[str, int]
    devices: dict[str, int]
    tokens: dict[str, str]


def found_cast(store: Store) -> Cast:
    """A hall with the packaged catalogue and the whole cast, before its first day."""
    hall, days_before = found_hall(store, "hall"), StoppedClock(NINE - timedelta(days=3)).now
    with store.unit(hall, days_before) as work:
        import_catalogue(work, read_file(PACKAGED))
    with store.unit(hall, days_before) as work:
        every = sorted({service.competence for service in catalogue_of(work).services})
        staff = {
            "vera": add_person(work, "vera", "Вера", ["clerk"], every),
            "omar": add_person(work, "omar", "Омар", ["clerk"], every),
            "lili": add_person(work, "lili", "Лили", ["clerk"], ["front_desk"]),
            "ines": add_person(work, "ines", "Инес", ["manager"], []),
            "rosa": add_person(work, "rosa", "Роза", ["supervisor"], []),
            "ada": add_person(work, "ada", "Ада", ["administrator"], []),
        }
        devices = {
            kind.value: add_device(work, kind, f"the {kind}", 1 if kind in ("counter", "pad") else None)
            for kind in DeviceKind
        }
        tokens = {name: new_device_token(work.conn, device) for name, device in devices.items()}
        tokens |= {name: signed_in(work, person) for name, person in staff.items()}
    return Cast(hall, staff, devices, tokens)


_one_hash: list[PasswordHash] = []  # hashing takes a tenth of a second: everybody has the same password


def add_person(work: Unit, login: str, name: str, roles: list[str], competences: list[str]) -> int:
    """Somebody who works here; the password is PASSWORD."""
    if not _one_hash:
        _one_hash.append(hash_password(PASSWORD))
    return add_staff(work, login=login, name=name, password=_one_hash[0], roles=roles, competences=competences)


def signed_in(work: Unit, staff: int) -> str:
    """A session of this person; answers its token."""
    token, now = new_token(), wall()
    row = {"staff_id": staff, "token": hashed(token), "began_at": now, "ends_at": now + timedelta(hours=10)}
    work.conn.execute(insert(SESSION).values(**row))
    return token


class TheHall:
    """A hall on a real database, and its verbs as the cast uses them, at the time of its clock."""

    def __init__(self, store: Store, cast: Cast, clock: StoppedClock) -> None:
        self.store = store
        self.cast = cast
        self.clock = clock
        self.id = cast.hall
        self._keys = itertools.count(1)
        self.vera, self.omar, self.lili = cast.staff["vera"], cast.staff["omar"], cast.staff["lili"]

    def open(self) -> "TheHall":
        """Vera signs on at counter 1, Omar at counter 2: the day has begun."""
        self.do(sign_on, self.vera, 1)
        self.do(sign_on, self.omar, 2)
        return self

    def unit(self) -> AbstractContextManager[Unit]:
        """A unit of work, now."""
        return self.store.unit(self.id, self.clock.now)

    def do(self, verb: Callable[..., T], *facts: Any, **more: Any) -> T:
        """One verb in one transaction."""
        with self.unit() as work:
            return verb(work, *facts, **more)

    def issue(self, service: str = "A01", *, key: str | None = None, **more: Any) -> Issued:
        """Somebody takes a ticket at the kiosk."""
        where: dict[str, Any] = {name: more.pop(name) for name in ("device", "counter") if name in more}
        if more.pop("paper", False):
            where["paper"] = OWN_PRINTER
        asked = TicketRequest(service=service, lang=more.pop("lang", "bg"), key=key or self.key(), **more)
        where.setdefault("device", self.cast.devices["kiosk"])
        return issue(self.store, self.id, self.clock.now, asked, gap_s={}, **where)

    def key(self) -> str:
        """A key nobody used before."""
        return f"key {next(self._keys)}"

    def press_next(self, staff: int | None = None, key: str | None = None, **more: Any) -> Done | None:
        """A clerk (Vera) presses Next; perhaps nobody waits."""
        return self.do(serving.call_next, staff or self.vera, key or self.key(), **more)

    def next(self, staff: int | None = None, key: str | None = None, **more: Any) -> Done:
        """A clerk (Vera) presses Next, and somebody is called."""
        done = self.press_next(staff, key, **more)
        assert done is not None, "nobody waits"
        return done

    def called(self, service: str = "A01", **more: Any) -> int:
        """Somebody takes a ticket and Vera calls them; answers the visit."""
        visit = self.issue(service, **more).visit
        assert self.next().visit == visit
        return visit

    def serving(self, service: str = "A01", **more: Any) -> int:
        """The same, and they have come to the counter."""
        visit = self.called(service, **more)
        self.do(serving.start, self.vera, visit)
        return visit

    def finished(self, service: str = "A01", **more: Any) -> int:
        """The same, and their errand is done."""
        visit = self.serving(service, **more)
        self.do(serving.finish, self.vera, visit)
        return visit

    def rate(self, visit: int, score: int = 5, channel: RatingChannel = RatingChannel.PAD, later_s: float = 0) -> str:
        """One tap on a face, so many seconds later by the wall; answers the key of the rating."""
        return self.do(rate, visit, score, channel, wall() + timedelta(seconds=later_s)).key

    def visit(self, visit: int) -> Found:
        """The visit's row."""
        with self.store.look() as conn:
            return conn.execute(select(VISIT).where(VISIT.c.id == visit)).one()

    def state(self, visit: int) -> str:
        """The visit's state."""
        return str(self.visit(visit).state)

    def stages(self, visit: int) -> Sequence[Found]:
        """The visit's stages, in order."""
        with self.store.look() as conn:
            return conn.execute(select(STAGE).where(STAGE.c.visit_id == visit).order_by(STAGE.c.id)).all()

    def why(self, visit: int) -> dict[str, Any]:
        """Why the visit's last call was made."""
        with self.store.look() as conn:
            calls = select(CALL.c.why).where(CALL.c.visit_id == visit).order_by(CALL.c.id.desc())
            why: dict[str, Any] = conn.execute(calls).scalars().first() or {}
            return why

    def events(self, kind: str | None = None) -> Sequence[Found]:
        """The hall's journal, in order; of one kind, if asked."""
        with self.store.look() as conn:
            rows = conn.execute(select(EVENT).where(EVENT.c.hall_id == self.id).order_by(EVENT.c.seq)).all()
        return [row for row in rows if kind in (None, row.kind)]

    def rows(self, query: str, **facts: Any) -> Sequence[Found]:
        """What stands in the database."""
        with self.store.look() as conn:
            return conn.execute(text(query), facts).all()

    def one(self, query: str, **facts: Any) -> Any:
        """A single value from the database."""
        with self.store.look() as conn:
            return conn.execute(text(query), facts).scalar_one()

    def change(self, query: str, **facts: Any) -> None:
        """Change the database behind the hall's back."""
        with self.store.writing() as conn:
            conn.execute(text(query), facts)

    def shot(self) -> Snapshot:
        """The hall as it is at this moment."""
        return take(self.store, self.id, self.clock.now())

    def house(self) -> Catalogue:
        """What the hall offers."""
        return catalogue_now(self.store, self.id)

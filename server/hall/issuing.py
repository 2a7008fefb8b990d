"""Taking a number."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from server.domain.calling import promise_of, whole_second
from server.domain.errors import Refusal
from server.domain.numbering import label, number_at
from server.hall.catalogue import Offer, catalogue_of
from server.hall.days import DAY, HallClosed, open_day
from server.hall.desks import did_by
from server.hall.line import AHEAD
from server.hall.moving import VISIT, open_stage
from server.hall.printing import FIRST_JOB, Way, queue_paper
from server.models import Found, table
from server.models.event import EventKind
from server.models.hall import NumberSeries
from server.models.visit import CallIn, Need, VisitClass, VisitState
from server.store import Store, Unit

SERIES = table(NumberSeries)
RETRY_S = 3600  # a request may be repeated across midnight: for so long yesterday's keys count

LAST_DAYS = select(DAY.c.id).where(DAY.c.hall_id == bindparam("hall")).order_by(DAY.c.date.desc()).limit(2)
KNOWN = (
    select(VISIT)
    .where(
        VISIT.c.hall_id == bindparam("hall"),
        VISIT.c.day_id.in_(bindparam("days", expanding=True)),
        VISIT.c.key == bindparam("key"),
    )
    .order_by(VISIT.c.id.desc())
)


def _dialects(build: Any) -> dict[bool, Any]:
    return {True: build(sqlite.insert), False: build(postgresql.insert)}


GIVE_NUMBER = _dialects(
    lambda insert: (
        insert(SERIES)
        .values(day_id=bindparam("day"), letter=bindparam("letter"), given=1)
        .on_conflict_do_update(index_elements=["day_id", "letter"], set_={"given": SERIES.c.given + 1})
        .returning(SERIES.c.given)
    )
)
ISSUE = _dialects(
    lambda insert: (
        insert(VISIT)
        .values({c.name: bindparam("v_" + c.name) for c in VISIT.c if c.name not in ("id", "ahead")} | {"ahead": AHEAD})
        .on_conflict_do_nothing(index_elements=["hall_id", "day_id", "key"])
        .returning(VISIT.c.id, VISIT.c.ahead)
    )
)


class NoSuchService(Refusal):
    """The hall does not offer this service."""

    code = "no_such_service"


class KeyReused(Refusal):
    """The key belongs to another request: another ticket was issued for it, or another number called."""

    code = "key_reused"


class _SameKey(Exception):
    """The key is known: nothing is written, the first ticket is the answer."""


@dataclass(frozen=True)
class TicketRequest:
    """What a visitor asked for. `documents`: code to "I have it"."""

    service: str
    lang: str
    key: str
    visitor_class: VisitClass = VisitClass.ORDINARY
    needs: Sequence[Need] = ()
    call_in: CallIn = CallIn.MINE
    documents: Mapping[str, bool] = field(default_factory=dict)

    @property
    def body(self) -> str:
        """A hash of the request without its key: the same key must come with the same body.

        It is kept with the visit, so the needs are not in it: there are so few that one could try them all.
        """
        said = [self.service, self.lang, self.visitor_class, self.call_in, dict(self.documents)]
        return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Issued:
    """A ticket as it was issued; `fresh` is False when the same request had issued it before."""

    visit: int
    number: str
    service: str
    ahead: int
    gap_s: float
    job: int | None
    trouble: str | None  # why its paper will not come out
    issued_at: datetime
    visitor_class: VisitClass
    state: VisitState
    fresh: bool


def issue(
    store: Store,
    hall: int,
    clock: Callable[[], datetime],
    asked: TicketRequest,
    *,
    gap_s: Mapping[str, float],
    device: int | None = None,
    staff: int | None = None,
    paper: Way | None = None,
) -> Issued:
    """Issue a ticket. The same key and body give the same ticket again.

    It opens its own unit of work, because a key that is known ends it and is answered from outside. `gap_s`: the
    forecast's seconds between two calls by group letter. `device`: the kiosk; `staff`: the person who does it for
    the visitor; `paper`: the way to the printer, None: no paper. Raises NoSuchService, HallClosed, KeyReused.
    """
    try:
        with store.unit(hall, clock) as work:
            return _issue(work, asked, gap_s, device, staff, paper, store.sqlite)
    except _SameKey:
        return _first_answer(store, hall, asked)


def _issue(
    work: Unit,
    asked: TicketRequest,
    gap_s: Mapping[str, float],
    device: int | None,
    staff: int | None,
    paper: Way | None,
    on_sqlite: bool,
) -> Issued:
    house = catalogue_of(work)
    service = house.service(asked.service)
    if service is None:
        if _known(work.conn, work.hall, asked.key) is not None:  # it was offered when the ticket was issued
            raise _SameKey
        raise NoSuchService(f"the hall does not offer {asked.service}")
    if _asked_before(work, asked.key):
        raise _SameKey
    if not house.hours.gives_tickets(work.now):
        raise HallClosed("the hall is closed", opens_at=house.hours.opens_at(work.now))
    day = open_day(work)
    group = service.group
    given = work.conn.execute(GIVE_NUMBER[on_sqlite], {"day": day, "letter": group.letter}).scalar_one()
    digits = number_at(group.first, group.last, given - 1, house.stride)
    gap = gap_s.get(group.letter, 0.0)
    row = _row(work, asked, service, day, digits, gap, device)
    inserted = work.conn.execute(
        ISSUE[on_sqlite], row | {"hall": work.hall, "day": day, "group": group.id}
    ).one_or_none()
    if inserted is None:
        raise _SameKey
    number = label(group.letter, digits)
    seq = work.record(
        EventKind.VISIT_ISSUED,
        visit=inserted.id,
        **did_by(work, staff),
        number=number,
        group=group.letter,
        service=service.code,
        visitor_class=asked.visitor_class.value,
        lang=asked.lang,
        origin="kiosk" if device is not None else "desk",
        promise_s=row["v_promise_s"],
        ahead=inserted.ahead,
    )
    open_stage(work, inserted.id, VisitState.WAITING, service.id, seq)
    return Issued(
        visit=inserted.id,
        number=number,
        service=service.code,
        ahead=inserted.ahead,
        gap_s=gap,
        job=queue_paper(work, inserted.id, paper) if paper is not None else None,
        trouble=paper.trouble if paper is not None else None,
        issued_at=work.now,
        visitor_class=asked.visitor_class,
        state=VisitState.WAITING,
        fresh=True,
    )


def _row(
    work: Unit, asked: TicketRequest, service: Offer, day: int, digits: int, gap: float, device: int | None
) -> dict[str, Any]:
    values = {
        "hall_id": work.hall,
        "day_id": day,
        "group_id": service.group.id,
        "service_id": service.id,
        "letter": service.group.letter,
        "digits": digits,
        "state": VisitState.WAITING,
        "visitor_class": asked.visitor_class,
        "reference_at": whole_second(work.now),
        "promise_s": promise_of(service.target_s, asked.visitor_class),
        "issued_at": work.now,
        "counter_id": None,
        "called_at": None,
        "calls": 0,
        "came_back": False,
        "was_finished": False,
        "wanted_counter_id": None,
        "held": False,
        "unheld": False,
        "offline": False,
        "gap_s": gap,
        "lang": asked.lang,
        "call_in": asked.call_in,
        "needs": sorted(asked.needs),
        "note": None,
        "documents": {code: have for code, have in asked.documents.items() if code in service.documents},
        "key": asked.key,
        "key_body": asked.body,
        "device_id": device,
        "last_seq": work.seq + 1,
    }
    return {f"v_{name}": value for name, value in values.items()}


def _asked_before(work: Unit, key: str) -> bool:
    """A repeat of a request that issued a ticket before midnight, or before the hall closed.

    While the hall gives tickets, today's keys need no look: the insert itself meets them.
    """
    hours = catalogue_of(work).hours
    after_midnight = hours.day_of(work.now - timedelta(seconds=RETRY_S)) != hours.day_of(work.now)
    if work.day_id is not None and not after_midnight and hours.gives_tickets(work.now):
        return False
    return _known(work.conn, work.hall, key) is not None


def _first_answer(store: Store, hall: int, asked: TicketRequest) -> Issued:
    with store.look() as conn:
        visit = _known(conn, hall, asked.key)
        if visit is None or visit.key_body != asked.body or visit.needs not in (None, sorted(asked.needs)):
            raise KeyReused("this key issued another ticket")
        return Issued(
            visit=visit.id,
            number=label(visit.letter, visit.digits),
            service=asked.service,
            ahead=visit.ahead,
            gap_s=visit.gap_s,
            job=conn.execute(FIRST_JOB, {"visit": visit.id}).scalar(),
            trouble=None,
            issued_at=visit.issued_at,
            visitor_class=visit.visitor_class,
            state=visit.state,
            fresh=False,
        )


def _known(conn: Connection, hall: int, key: str) -> Found | None:
    """The visit this key issued today or on the service day before."""
    days = conn.execute(LAST_DAYS, {"hall": hall}).scalars().all()
    return conn.execute(KNOWN, {"hall": hall, "key": key, "days": days}).first()

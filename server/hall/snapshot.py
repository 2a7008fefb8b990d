"""The hall at one moment: what the pictures are made of, read in one view of the database.

Only who stands in the line is read later, when a desk's picture wants it first (`Snapshot.line`): then it may know
an entry or two more than the stamp says, and the next picture brings the rest in step.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, not_, or_, select

from server.domain.calling import in_order
from server.domain.lifecycle import RETURN_S, UNDO_S
from server.domain.numbering import label
from server.domain.steady import hall_time, lasted
from server.hall.catalogue import Catalogue, Place, read_catalogue
from server.hall.deciding import UNDECIDED
from server.hall.line import COUNTS, LINE, UNHELD, partitions, waiting
from server.hall.losing import Search, searches
from server.hall.printers import PrinterNow, printers_of
from server.hall.undoing import UNDOABLE
from server.models import Found, table
from server.models.event import Event
from server.models.hall import Desk, Hall
from server.models.staff import Staff
from server.models.visit import (
    AT_DESK_OR_ASIDE,
    Call,
    Stage,
    StageKind,
    Visit,
    VisitState,
)
from server.store import Store

HALL, VISIT, CALL, DESK, STAFF = table(Hall), table(Visit), table(Call), table(Desk), table(Staff)
STAGE, EVENT = table(Stage), table(Event)

SHOWN = 50  # people a desk lists
CALLS_SHOWN = 12  # and besides whatever is open

THE_HALL = select(HALL.c.epoch, HALL.c.seq, HALL.c.last_at, HALL.c.day, HALL.c.day_id, HALL.c.catalogue_version).where(
    HALL.c.id == bindparam("hall")
)
_this_day = VISIT.c.hall_id == bindparam("hall"), VISIT.c.day_id == bindparam("day")
AT_DESKS = select(VISIT).where(
    *_this_day,
    AT_DESK_OR_ASIDE,
    or_(VISIT.c.state != VisitState.ABSENT, VISIT.c.called_at > bindparam("absent_since")),
    not_(UNDECIDED),
)
# After hours without the server these are hundreds: of each group the oldest, and of them what a list shows.
_oldest = func.row_number().over(partition_by=VISIT.c.group_id, order_by=(VISIT.c.issued_at, VISIT.c.id)).label("place")
_undecided = (
    select(
        VISIT.c.id,
        VISIT.c.letter,
        VISIT.c.digits,
        VISIT.c.state,
        VISIT.c.group_id,
        VISIT.c.service_id,
        VISIT.c.counter_id,
        VISIT.c.reference_at,
        VISIT.c.called_at,
        VISIT.c.offline,
        _oldest,
    )
    .where(*_this_day, AT_DESK_OR_ASIDE, UNDECIDED)
    .subquery()
)
SOME_UNDECIDED = select(_undecided).where(_undecided.c.place <= SHOWN).order_by(_undecided.c.place)
STAGES_OF = (
    select(STAGE.c.visit_id, STAGE.c.kind, STAGE.c.started_at, STAGE.c.ended_at)
    .where(STAGE.c.visit_id.in_(bindparam("visits", expanding=True)))
    .order_by(STAGE.c.id)
)
_calls = (
    select(
        CALL.c.id,
        CALL.c.at,
        CALL.c.counter_id,
        VISIT.c.id.label("visit"),
        VISIT.c.letter,
        VISIT.c.digits,
        VISIT.c.state,
    )
    .join(VISIT, VISIT.c.id == CALL.c.visit_id)
    .where(CALL.c.undone.is_(False))
    .order_by(CALL.c.id.desc())
)
LAST_CALLS = _calls.where(CALL.c.hall_id == bindparam("hall"), CALL.c.day_id == bindparam("day")).limit(4 * CALLS_SHOWN)
CALLS_OF = _calls.where(CALL.c.visit_id.in_(bindparam("visits", expanding=True)))
DESKS = (
    select(DESK.c.counter_id, DESK.c.paused, DESK.c.since, STAFF.c.id, STAFF.c.name, STAFF.c.competences)
    .join(STAFF, STAFF.c.id == DESK.c.staff_id)
    .where(STAFF.c.hall_id == bindparam("hall"))
)
_last_of_each_desk = (
    select(func.max(EVENT.c.seq).label("seq"))
    .where(EVENT.c.hall_id == bindparam("hall"), EVENT.c.seq > bindparam("after"), EVENT.c.at > bindparam("since"))
    .where(EVENT.c.counter.is_not(None), EVENT.c.kind.in_(sorted(UNDOABLE)))
    .group_by(EVENT.c.counter)
    .subquery()
)
# A step can be taken back while it is the last thing that moved its visit.
LAST_STEPS = (
    select(EVENT.c.seq, EVENT.c.at, EVENT.c.kind, EVENT.c.counter, EVENT.c.visit_id, VISIT.c.letter, VISIT.c.digits)
    .join(_last_of_each_desk, EVENT.c.seq == _last_of_each_desk.c.seq)
    .join(VISIT, and_(VISIT.c.id == EVENT.c.visit_id, VISIT.c.last_seq == EVENT.c.seq))
    .where(EVENT.c.hall_id == bindparam("hall"))
)


@dataclass(frozen=True)
class LastStep:
    """A desk's last step and when it was taken."""

    seq: int
    kind: str
    at: datetime
    visit: int
    number: str


@dataclass(frozen=True)
class Snapshot:
    """What stands in the database about one hall's living day."""

    hall: int
    epoch: str
    seq: int
    at: datetime  # the hall's time
    behind: timedelta  # by how much the clock was set back, while the hall's time waits for it
    day: Any
    day_id: int | None
    house: Catalogue
    counts: Sequence[Found]  # waiting by service, group and wanted counter
    group_counts: Mapping[int, int]  # waiting by group id
    desks: Mapping[int, Found]  # by counter id
    open_visits: Mapping[int, Found]  # called or serving, by counter id
    aside: list[Found]  # parked at a desk, and absent that may come back
    undecided: Sequence[Found]  # offline tickets of whom nobody knows whether they are here, SHOWN of each group
    stages: Mapping[int, list[Found]]  # of the open visits
    calls: list[Found]  # newest first, one a visit: the last CALLS_SHOWN, and those of visits still open at a desk
    last_steps: Mapping[int, LastStep]  # by counter number, while they can be undone
    printers: Sequence[PrinterNow]
    searches: Sequence[Search]  # of people at a kiosk who lost their paper
    unheld: Sequence[Found]  # visits that nobody holds, the longest first
    store: Store = field(repr=False)

    @cached_property
    def line(self) -> list[list[Found]]:
        """Who waits, by service and promise, the first SHOWN of each and of each counter they were sent to.

        Read when a desk's picture wants it first.

        Most pictures show only how many wait, and where hundreds do, reading them all would cost more than the rest.
        """
        with self.store.look() as conn:
            return partitions(conn.execute(LINE, {"hall": self.hall, "day": self.day_id, "depth": SHOWN}))

    def in_line(self, place: Place, competences: frozenset[str], limit: int = SHOWN) -> list[Found]:
        """Who waits for this counter, in the order the rule would call them now."""
        services = frozenset(self.house.callable_by(place, competences))
        parts = [
            [row for row in part if self._may_go(row, place)] for part in self.line if part[0].service_id in services
        ]
        rows = {row.id: row for part in parts for row in part}
        return [rows[w.id] for w in in_order([[waiting(row) for row in part] for part in parts], self.at, limit)]

    def how_many(self, place: Place, competences: frozenset[str]) -> int:
        """How many wait for this counter."""
        services = frozenset(self.house.callable_by(place, competences))
        return sum(row.n for row in self.counts if row.service_id in services and self._may_go(row, place))

    def desk_for(self, staff: int | None, counter_id: int | None) -> Place | None:
        """The counter this person is signed on at, else the one this device stands at; None: neither."""
        mine = next((counter for counter, desk in self.desks.items() if desk.id == staff), counter_id)
        return self.house.counter_by_id(mine) if mine is not None else None

    def staffed(self, letter: str) -> bool:
        """Whether somebody is there who may call people of this group."""
        return letter in self._staffed

    @cached_property
    def _staffed(self) -> frozenset[str]:
        at_work = [(self.house.counter_by_id(c), desk) for c, desk in self.desks.items() if desk.paused is None]
        called = (self.house.letters_called_by(place, frozenset(desk.competences)) for place, desk in at_work)
        return frozenset().union(*called)

    def _may_go(self, row: Found, place: Place) -> bool:
        wanted = row.wanted_counter_id
        there = wanted in self.desks and self.desks[wanted].paused is None
        return wanted is None or wanted == place.id or not there


def take(store: Store, hall: int, clock: datetime) -> Snapshot:
    """Read the hall as it is when its clock says `clock`."""
    with store.look() as conn:
        it = conn.execute(THE_HALL, {"hall": hall}).one()
        now = hall_time(clock, it.last_at)
        house = read_catalogue(store.memo, conn, hall, it.catalogue_version)
        today = {"hall": hall, "day": it.day_id}
        counts = conn.execute(COUNTS, today).all()
        at_desks = conn.execute(AT_DESKS, today | {"absent_since": now - timedelta(seconds=RETURN_S)}).all()
        open_visits = {v.counter_id: v for v in at_desks if v.state in (VisitState.CALLED, VisitState.SERVING)}
        desks = conn.execute(DESKS, {"hall": hall}).all()
        return Snapshot(
            hall=hall,
            epoch=it.epoch,
            seq=it.seq,
            at=now,
            behind=now - clock,
            day=it.day,
            day_id=it.day_id,
            house=house,
            counts=counts,
            group_counts=_by_group(counts),
            desks={row.counter_id: row for row in desks},
            open_visits=open_visits,
            aside=[v for v in at_desks if v.state in (VisitState.PARKED, VisitState.ABSENT)],
            undecided=conn.execute(SOME_UNDECIDED, today).all(),
            stages=_stages(conn, [v.id for v in open_visits.values()]),
            calls=_calls_shown(conn, today, [v.id for v in open_visits.values()]),
            last_steps=_last_steps(conn, hall, it.seq, now),
            printers=printers_of(conn, hall),
            searches=searches(conn, hall, it.day_id),
            unheld=conn.execute(UNHELD, today).all(),
            store=store,
        )


def waited_s(stages: list[Found], now: datetime) -> int:
    """Seconds of waiting, all waiting stages before the first serving one together."""
    total = timedelta()
    for stage in stages:
        if stage.kind == StageKind.SERVING:
            break
        if stage.kind == StageKind.WAITING:
            total += lasted(stage.started_at, stage.ended_at or now)
    return int(total.total_seconds())


def _by_group(counts: Sequence[Found]) -> dict[int, int]:
    sums: dict[int, int] = defaultdict(int)
    for row in counts:
        sums[row.group_id] += row.n
    return sums


def _stages(conn: Connection, visits: list[int]) -> dict[int, list[Found]]:
    found: dict[int, list[Found]] = defaultdict(list)
    if visits:
        for row in conn.execute(STAGES_OF, {"visits": visits}):
            found[row.visit_id].append(row)
    return found


def _calls_shown(conn: Connection, today: Mapping[str, Any], at_desks: Sequence[int]) -> list[Found]:
    """The latest call of each visit; those at a desk are looked for where many others were called since."""
    latest = _latest(conn.execute(LAST_CALLS, today))
    shown = dict(islice(latest.items(), CALLS_SHOWN))
    shown |= {visit: latest[visit] for visit in at_desks if visit in latest}
    if long_ago := [visit for visit in at_desks if visit not in latest]:
        shown |= _latest(conn.execute(CALLS_OF, {"visits": long_ago}))
    return sorted(shown.values(), key=lambda call: -call.id)


def _latest(calls: Iterable[Found]) -> dict[int, Found]:
    seen: dict[int, Found] = {}
    for row in calls:
        seen.setdefault(row.visit, row)
    return seen


def _last_steps(conn: Connection, hall: int, seq: int, now: datetime) -> dict[int, LastStep]:
    """The last step of each counter, where it can still be undone."""
    facts = {"hall": hall, "after": seq - 1000, "since": now - timedelta(seconds=UNDO_S)}
    return {
        row.counter: LastStep(row.seq, row.kind, row.at, row.visit_id, label(row.letter, row.digits))
        for row in conn.execute(LAST_STEPS, facts)
    }

"""The living line: how many are ahead, and who comes next, from a partial index of today's waiting visits."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, exists, false, func, or_, select

from server.domain.calling import Waiting, first_two, in_order
from server.models import Found, table
from server.models.hall import Desk
from server.models.visit import IN_LINE, NOBODYS, Visit

VISIT, DESK = table(Visit), table(Desk)

WHOLE_LINE = 100_000  # as a depth: everybody

_there = exists().where(DESK.c.counter_id == VISIT.c.wanted_counter_id, DESK.c.paused.is_(None)).correlate(VISIT)
_today = and_(VISIT.c.hall_id == bindparam("hall"), VISIT.c.day_id == bindparam("day"), IN_LINE)
_place = (
    func.row_number()
    .over(partition_by=(VISIT.c.service_id, VISIT.c.promise_s), order_by=(VISIT.c.reference_at, VISIT.c.id))
    .label("place")
)

# Within one service and promise the earliest always goes first: two heads of each decide who is called.
_heads = (
    select(VISIT.c.id, VISIT.c.service_id, VISIT.c.promise_s, VISIT.c.reference_at, _place)
    .where(
        _today,
        VISIT.c.service_id.in_(bindparam("services", expanding=True)),
        VISIT.c.unheld == false(),
        or_(VISIT.c.wanted_counter_id.is_(None), VISIT.c.wanted_counter_id == bindparam("counter"), ~_there),
    )
    .subquery()
)
HEADS = select(_heads).where(_heads.c.place <= 2)

# Which of those sent to a counter another one may call is known to the reader: there are enough of each to be left out.
_place_of_each_wish = (
    func.row_number()
    .over(
        partition_by=(VISIT.c.service_id, VISIT.c.promise_s, VISIT.c.wanted_counter_id),
        order_by=(VISIT.c.reference_at, VISIT.c.id),
    )
    .label("place")
)
_line = select(VISIT.c.id, _place_of_each_wish).where(_today, VISIT.c.unheld == false()).subquery()
LINE = (
    select(
        VISIT.c.id,
        VISIT.c.group_id,
        VISIT.c.service_id,
        VISIT.c.promise_s,
        VISIT.c.reference_at,
        VISIT.c.letter,
        VISIT.c.digits,
        VISIT.c.visitor_class,
        VISIT.c.wanted_counter_id,
        VISIT.c.unheld,
        VISIT.c.offline,
    )
    .join(_line, _line.c.id == VISIT.c.id)
    .where(_line.c.place <= bindparam("depth"))
    .order_by(VISIT.c.service_id, VISIT.c.promise_s, VISIT.c.reference_at, VISIT.c.id)
)
UNHELD = (
    select(
        VISIT.c.id,
        VISIT.c.group_id,
        VISIT.c.service_id,
        VISIT.c.promise_s,
        VISIT.c.reference_at,
        VISIT.c.letter,
        VISIT.c.digits,
        VISIT.c.visitor_class,
        VISIT.c.unheld,
        VISIT.c.offline,
    )
    .where(_today, NOBODYS)
    .order_by(VISIT.c.reference_at, VISIT.c.id)
)
COUNTS = (
    select(VISIT.c.service_id, VISIT.c.group_id, VISIT.c.wanted_counter_id, func.count().label("n"))
    .where(_today, VISIT.c.unheld == false())
    .group_by(VISIT.c.service_id, VISIT.c.group_id, VISIT.c.wanted_counter_id)
)

# Everybody who waits in the group goes before a ticket issued now: it has used up nothing of its promise yet.
AHEAD = (
    select(func.count())
    .select_from(VISIT)
    .where(_today, VISIT.c.group_id == bindparam("group"), VISIT.c.unheld == false())
    .scalar_subquery()
)


def next_two(
    conn: Connection, hall: int, day: int, services: Iterable[int], counter: int, now: datetime
) -> tuple[Waiting | None, Waiting | None]:
    """Whom a counter that serves these services calls now, and who would have been next."""
    facts = {"hall": hall, "day": day, "services": list(services), "counter": counter}
    return first_two((waiting(row) for row in conn.execute(HEADS, facts)), now)


def waiting(row: Found) -> Waiting:
    """A row of the line as the rule sees it."""
    return Waiting(row.id, row.service_id, row.promise_s, row.reference_at)


def partitions(rows: Iterable[Found]) -> list[list[Found]]:
    """The line split by service and promise; within each the order is the rule's own."""
    parts: dict[tuple[int, int], list[Found]] = defaultdict(list)
    for row in rows:
        parts[row.service_id, row.promise_s].append(row)
    return list(parts.values())


def line_of_group(conn: Connection, hall: int, day: int | None, now: datetime) -> dict[int, list[Found]]:
    """Everybody the rule may call, by group id, in the order it would call them now."""
    groups: dict[int, list[list[Found]]] = defaultdict(list)
    rows = conn.execute(LINE, {"hall": hall, "day": day, "depth": WHOLE_LINE})
    for part in partitions(rows):
        for group in {row.group_id for row in part}:
            groups[group].append([row for row in part if row.group_id == group])
    ordered = {}
    for group, parts in groups.items():
        by_id = {row.id: row for part in parts for row in part}
        ordered[group] = [by_id[w.id] for w in in_order([[waiting(row) for row in part] for part in parts], now)]
    return ordered

"""How fast each group is being called: learned from today's calls, off the request, at most once a second."""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import and_, bindparam, select

from server.domain.waiting import GroupCall, busy_gaps, learned_gap_s, prior_gap_s
from server.hall.catalogue import Catalogue, Group, read_catalogue
from server.models import table
from server.models.catalogue import Service
from server.models.hall import Desk, Hall
from server.models.staff import Staff
from server.models.visit import Call, CallKind, Stage, StageKind
from server.store import Store

HALL, CALL, SERVICE, DESK, STAGE = table(Hall), table(Call), table(Service), table(Desk), table(Stage)
STAFF = table(Staff)

REMEMBERED = 400  # calls of the hall looked back at
GUESS_MIN = 8.0  # minutes of a visit where the catalogue says nothing

CALLS = (
    select(CALL.c.at, SERVICE.c.group_id, STAGE.c.started_at)
    # The waiting that this call ended: a reference time may be older than the person's place in the line.
    .join(
        STAGE,
        and_(STAGE.c.visit_id == CALL.c.visit_id, STAGE.c.ended_at == CALL.c.at, STAGE.c.kind == StageKind.WAITING),
    )
    .join(SERVICE, SERVICE.c.id == STAGE.c.service_id)
    .where(
        CALL.c.hall_id == bindparam("hall"),
        CALL.c.day_id == bindparam("day"),
        CALL.c.kind != CallKind.RECALL,
        CALL.c.undone.is_(False),
        STAGE.c.kind == StageKind.WAITING,
    )
    .order_by(CALL.c.id.desc())
    .limit(REMEMBERED)
)
STAFFED = (
    select(DESK.c.counter_id, STAFF.c.competences)
    .join(STAFF, STAFF.c.id == DESK.c.staff_id)
    .where(STAFF.c.hall_id == bindparam("hall"), DESK.c.paused.is_(None))
)


def gaps(store: Store, hall: int) -> Mapping[str, float]:
    """Seconds between two calls of each group, by letter: the catalogue's minutes at first, then what is measured."""
    with store.look() as conn:
        it = conn.execute(select(HALL.c.catalogue_version, HALL.c.day_id).where(HALL.c.id == hall)).one()
        house = read_catalogue(store.memo, conn, hall, it.catalogue_version)
        calls = conn.execute(CALLS, {"hall": hall, "day": it.day_id}).all()
        staffed = conn.execute(STAFFED, {"hall": hall}).all()
    by_group: dict[int, list[GroupCall]] = defaultdict(list)
    for call in reversed(calls):
        by_group[call.group_id].append(GroupCall(call.at, call.started_at))
    called = [house.letters_called_by(house.counter_by_id(d.counter_id), frozenset(d.competences)) for d in staffed]
    at_work = Tally(letter for letters in called for letter in letters)
    return {group.letter: _gap(house, group, by_group[group.id], at_work[group.letter]) for group in house.groups}


def _gap(house: Catalogue, group: Group, calls: list[GroupCall], at_work: int) -> float:
    """`at_work`: how many counters may call of the group now; where none does, all that could."""
    services = [s for s in house.services if s.group.id == group.id and s.active]
    demand = sum(s.weight for s in services)
    minutes = sum(s.minutes * s.weight for s in services) / demand if demand else GUESS_MIN
    prior = prior_gap_s(minutes, at_work or sum(group.letter in c.serves for c in house.counters))
    return learned_gap_s(busy_gaps(calls), prior)

"""How fast each group is being called: learned from today's calls, off the request, at most once a second."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import and_, bindparam, select

from server.domain.waiting import GroupCall, busy_gaps, learned_gap_s, prior_gap_s
from server.hall.catalogue import Catalogue, Group, read_catalogue
from server.models import table
from server.models.catalogue import Service
from server.models.hall import Desk, Hall
from server.models.visit import Call, CallKind, Stage, StageKind
from server.store import Store

HALL, CALL, SERVICE, DESK, STAGE = table(Hall), table(Call), table(Service), table(Desk), table(Stage)

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
STAFFED = select(DESK.c.counter_id).where(DESK.c.paused.is_(None))


def gaps(store: Store, hall: int) -> Mapping[str, float]:
    """Seconds between two calls of each group, by letter: the catalogue's minutes at first, then what is measured."""
    with store.look() as conn:
        it = conn.execute(select(HALL.c.catalogue_version, HALL.c.day_id).where(HALL.c.id == hall)).one()
        house = read_catalogue(store.memo, conn, hall, it.catalogue_version)
        calls = conn.execute(CALLS, {"hall": hall, "day": it.day_id}).all()
        staffed = set(conn.execute(STAFFED).scalars())
    by_group: dict[int, list[GroupCall]] = defaultdict(list)
    for call in reversed(calls):
        by_group[call.group_id].append(GroupCall(call.at, call.started_at))
    return {group.letter: _gap(house, group, by_group[group.id], staffed) for group in house.groups}


def _gap(house: Catalogue, group: Group, calls: list[GroupCall], staffed: set[int]) -> float:
    services = [s for s in house.services if s.group.id == group.id and s.active]
    demand = sum(s.weight for s in services)
    minutes = sum(s.minutes * s.weight for s in services) / demand if demand else GUESS_MIN
    serving = [c for c in house.counters if group.letter in c.serves]
    open_now = sum(c.id in staffed for c in serving)
    prior = prior_gap_s(minutes, open_now or len(serving) or 1)
    return learned_gap_s(busy_gaps(calls), prior)

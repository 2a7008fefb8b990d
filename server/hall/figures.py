"""The day in figures, from the stages. `tests/recompute` gets the same from the journal alone, to the unit."""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import takewhile
from math import ceil
from typing import Literal

from sqlalchemy import bindparam, func, select

from server.clock import Clock
from server.domain.numbering import label
from server.domain.steady import NOTED, lasted
from server.hall.boards import stamped
from server.hall.catalogue import Place
from server.hall.deciding import offline_parked
from server.hall.pictures import (
    CounterNow,
    GroupFigures,
    HallToday,
    JobLately,
    OfflineShown,
    PaperState,
    PrinterShown,
)
from server.hall.printed import last_jobs, paper_used
from server.hall.printers import AS_PAPER, PrinterNow
from server.hall.rating import ratings_of
from server.hall.snapshot import Snapshot
from server.models import Found, table
from server.models.hall import Hall, ServiceDay
from server.models.visit import Stage, StageKind, Visit, VisitState
from server.store import Store

VISIT, STAGE, DAY = table(Visit), table(Stage), table(ServiceDay)
HALL = table(Hall)

WITHIN_S = 20 * 60

SEQ = select(HALL.c.seq).where(HALL.c.id == bindparam("hall"))
_open = select(HALL.c.day_id).where(HALL.c.id == bindparam("hall")).scalar_subquery()
# By its date: the row of a day on which only kiosks worked may come later.
_latest = (
    select(DAY.c.id).where(DAY.c.hall_id == bindparam("hall")).order_by(DAY.c.date.desc()).limit(1).scalar_subquery()
)
LAST_DAY = select(DAY.c.id, DAY.c.date).where(DAY.c.id == func.coalesce(_open, _latest))
VISITS = select(VISIT.c.id, VISIT.c.letter, VISIT.c.state).where(
    VISIT.c.hall_id == bindparam("hall"), VISIT.c.day_id == bindparam("day")
)
STAGES = (
    select(STAGE.c.visit_id, STAGE.c.kind, STAGE.c.started_at, STAGE.c.ended_at)
    .join(VISIT, VISIT.c.id == STAGE.c.visit_id)
    .where(VISIT.c.hall_id == bindparam("hall"), VISIT.c.day_id == bindparam("day"))
    .order_by(STAGE.c.visit_id, STAGE.c.id)
)


@dataclass
class Times:
    """Seconds that visits took, one figure a visit: wait, walk to the counter, service."""

    issued: int = 0
    waiting: int = 0
    finished: int = 0
    waits: list[float] = field(default_factory=list)
    walks: list[float] = field(default_factory=list)
    services: list[float] = field(default_factory=list)


def quantile(values: Sequence[float], q: float) -> float | None:
    """The value at rank ceil(q n) of the sorted values (the inverse of the empirical distribution); None of none."""
    if not values:
        return None
    return sorted(values)[max(ceil(q * len(values)) - 1, 0)]


def times_of(state: VisitState, stages: Iterable[Found], into: Times) -> None:
    """Add one visit. Wait: its waiting stages before the first call that was served, else before the last call.

    Counted for visits that were called: wait from the waiting stages that ended; for those that were served also
    the walk (the called stages right before the first serving one), and for those that were finished the service.
    """
    rows = list(stages)
    first_serving = next((i for i, s in enumerate(rows) if s.kind == StageKind.SERVING), len(rows))
    if not any(s.kind == StageKind.CALLED for s in rows):
        return
    before = rows[:first_serving]
    into.waits.append(_sum(s for s in before if s.kind == StageKind.WAITING and s.ended_at))
    if first_serving < len(rows):
        into.walks.append(_sum(takewhile(lambda s: s.kind == StageKind.CALLED, reversed(before))))
    if state == VisitState.FINISHED:
        into.services.append(_sum(s for s in rows if s.kind == StageKind.SERVING))


def today(
    store: Store,
    hall: int,
    shot: Snapshot,
    clock: Clock,
    *,
    how_is: Callable[[PrinterNow], str],
    own: bool,
    insecure_lan: bool,
) -> HallToday:
    """The office's first page: the open day, and after its close still that day until the next one opens.

    `how_is`: says how a printer is (`printers.how_it_is`); `own`: the server has one.
    """
    with store.look() as conn:
        day = conn.execute(LAST_DAY, {"hall": hall}).one_or_none()
        facts = {"hall": hall, "day": day.id if day else None}
        visits = conn.execute(VISITS, facts).all()
        stages: dict[int, list[Found]] = defaultdict(list)
        for row in conn.execute(STAGES, facts):
            stages[row.visit_id].append(row)
        ratings = ratings_of(conn, hall, day.date if day else None)
        jobs = last_jobs(conn, hall)
        used = paper_used(conn, hall, day.id if day else None)
        parked = offline_parked(conn, hall, shot.day_id)
        seq = conn.execute(SEQ, {"hall": hall}).scalar_one()
    all_times = Times()
    by_letter = {group.letter: Times() for group in shot.house.groups}
    states: Tally[str] = Tally()
    for visit in visits:
        states[visit.state] += 1
        for times in (all_times, by_letter[visit.letter]):
            times.issued += 1
            times.waiting += visit.state == VisitState.WAITING
            times.finished += visit.state == VisitState.FINISHED
            times_of(visit.state, stages[visit.id], times)
    waiting_since = [
        s[-1].started_at for v, s in stages.items() if s[-1].kind == StageKind.WAITING and not s[-1].ended_at
    ]
    return HallToday(
        **(stamped(shot, clock) | {"seq": seq}),
        day=(day.date if day else shot.house.hours.day_of(shot.at)).isoformat(),
        hall=dict(shot.house.name),
        open=shot.house.hours.gives_tickets(shot.at),
        issued=len(visits),
        waiting=states[VisitState.WAITING],
        called=states[VisitState.CALLED],
        serving=states[VisitState.SERVING],
        parked=states[VisitState.PARKED],
        finished=states[VisitState.FINISHED],
        absent=states[VisitState.ABSENT],
        withdrawn=states[VisitState.WITHDRAWN],
        closed=states[VisitState.CLOSED],
        longest_wait_s=int(lasted(min(waiting_since), shot.at).total_seconds()) if waiting_since else None,
        all=_figures("", all_times),
        groups=[_figures(letter, times) for letter, times in by_letter.items()],
        counters=[_counter(shot, place) for place in shot.house.counters],
        ratings=ratings,
        paper=_paper([how_is(printer) for printer in shot.printers], own and not _heard(shot.printers)),
        printers=[_printer(printer, how_is(printer), jobs.get(printer.device)) for printer in shot.printers],
        paper_used=used,
        offline=[
            OfflineShown(
                visit=v.id,
                number=label(v.letter, v.digits),
                service=shot.house.service_by_id(v.service_id).code,
                issued_at=v.issued_at,
            )
            for v in parked
        ],
        insecure_lan=insecure_lan,
        clock_behind_s=int(shot.behind.total_seconds()) if shot.behind > NOTED else 0,
    )


WORST = ("trouble", "silent", "low", "plain", "ready")


def _heard(printers: Sequence[PrinterNow]) -> bool:
    """Whether the server's own printer ever said anything."""
    return any(printer.device is None for printer in printers)


def _paper(states: Sequence[str], silent_own: bool) -> PaperState:
    """The worst of the printers that were ever heard; a printer of the server's that was not, is unknown."""
    known = {*states, "silent"} if silent_own else {*states}
    return next((AS_PAPER[state] for state in WORST if state in known), "none")


def _printer(printer: PrinterNow, state: str, last: JobLately | None) -> PrinterShown:
    said = printer.said
    return PrinterShown(
        device=printer.device,
        name=printer.name,
        kiosk=printer.kiosk_name,
        state=state,  # type: ignore[arg-type]  # one of `how_it_is`
        cause=said.cause if said else None,
        model=said.model if said else None,
        confirms=said.confirms if said else False,
        dots=said.dots if said else None,
        changed_at=printer.changed_at,
        last_job=last,
        dead_letters=said.dead_letters if said else 0,
    )


def _figures(letter: str, times: Times) -> GroupFigures:
    within = sum(wait <= WITHIN_S for wait in times.waits) / len(times.waits) if times.waits else None
    return GroupFigures(
        letter=letter,
        issued=times.issued,
        waiting=times.waiting,
        finished=times.finished,
        wait_median_s=quantile(times.waits, 0.5),
        wait_p90_s=quantile(times.waits, 0.9),
        walk_median_s=quantile(times.walks, 0.5),
        walk_p90_s=quantile(times.walks, 0.9),
        service_median_s=quantile(times.services, 0.5),
        service_p90_s=quantile(times.services, 0.9),
        within_20_min=within,
    )


def _counter(shot: Snapshot, place: Place) -> CounterNow:
    desk, visit = shot.desks.get(place.id), shot.open_visits.get(place.id)
    since: datetime | None = desk.since if desk else None
    if visit is not None:
        ticket = label(visit.letter, visit.digits)
        clerk = desk.name if desk else None
        return CounterNow(number=place.number, clerk=clerk, state=visit.state, ticket=ticket, since=visit.called_at)
    state: Literal["empty", "paused", "free"] = "empty" if desk is None else "paused" if desk.paused else "free"
    return CounterNow(number=place.number, clerk=desk.name if desk else None, state=state, ticket=None, since=since)


def _sum(stages: Iterable[Found]) -> float:
    return float(sum((s.ended_at - s.started_at).total_seconds() for s in stages))

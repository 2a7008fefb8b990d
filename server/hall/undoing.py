"""Taking a desk's last step back: what it changed is restored, and that is one more entry in the journal."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from server.domain.lifecycle import NotAllowed, TooLate, may_undo
from server.domain.numbering import label
from server.hall.catalogue import catalogue_of
from server.hall.desks import desk_of, drop_wishes
from server.hall.holding import has_its_number
from server.hall.moving import STAGE, VISIT, visit_of
from server.hall.serving import CALL, OPEN_HERE, DeskBusy, Done, done
from server.models import Found, table
from server.models.event import Event, EventKind
from server.models.visit import VisitState
from server.store import Unit

EVENT = table(Event)

UNDOABLE = frozenset(
    kind.value
    for kind in (
        EventKind.VISIT_CALLED,
        EventKind.VISIT_STARTED,
        EventKind.VISIT_FINISHED,
        EventKind.VISIT_ABSENT,
        EventKind.VISIT_PARKED,
        EventKind.VISIT_RETURNED,
        EventKind.VISIT_TRANSFERRED,
        EventKind.VISIT_RECLASSIFIED,
        EventKind.VISIT_WITHDRAWN,
    )
)
STEP_AFTER = (
    select(EVENT.c.seq)
    .where(
        EVENT.c.hall_id == bindparam("hall"),
        EVENT.c.seq > bindparam("seq"),
        EVENT.c.counter == bindparam("counter"),
        EVENT.c.kind.in_(UNDOABLE),
    )
    .limit(1)
)
LAST_STEP = select(EVENT).where(EVENT.c.hall_id == bindparam("hall"), EVENT.c.seq == bindparam("seq"))
NOTED = frozenset({EventKind.VISIT_TRANSFERRED.value, EventKind.VISIT_PARKED.value})
MOMENTS = frozenset({"reference_at", "called_at"})


def undo(work: Unit, staff: int, visit_id: int) -> Done:
    """Restore what was before this desk's last step with the visit, within a minute.

    A recall is no step, it moves nothing: after call and recall it is the call that is taken back, with its recalls,
    while a minute from the call has not passed.

    Raises NotAllowed when the last move was not this desk's or cannot be undone, TooLate, and DeskBusy when
    the visit would come back to a desk that has another one open.
    """
    visit = visit_of(work, visit_id)
    at = desk_of(work, staff)
    step = work.conn.execute(LAST_STEP, {"hall": work.hall, "seq": visit.last_seq}).one()
    later = {"hall": work.hall, "seq": step.seq, "counter": at.place.number}
    if step.kind not in UNDOABLE or step.counter != at.place.number or work.conn.execute(STEP_AFTER, later).first():
        raise NotAllowed(VisitState(visit.state), "undo")
    if visit.day_id != work.day_id:
        raise TooLate("the day of this visit is closed")
    may_undo(step.at, work.now)
    before = {name: _typed(name, value) for name, value in step.data["before"].items()}
    restored = VisitState(before.get("state", visit.state))
    if restored in (VisitState.CALLED, VisitState.SERVING):
        _room_for(work, at.place.id, visit)
    state = restored.value
    seq = work.record(
        EventKind.VISIT_UNDONE, visit=visit.id, counter=at.place.number, clerk=at.clerk, undoes=step.seq, state=state
    )
    work.conn.execute(delete(STAGE).where(STAGE.c.visit_id == visit.id, STAGE.c.began_seq == step.seq))
    reopened = STAGE.c.visit_id == visit.id, STAGE.c.ended_seq == step.seq
    work.conn.execute(update(STAGE).where(*reopened).values(ended_at=None, ended_seq=None))
    if step.kind == EventKind.VISIT_CALLED:
        since = CALL.c.visit_id == visit.id, CALL.c.id >= step.data["call"]
        work.conn.execute(update(CALL).where(*since).values(undone=True))
    if before.get("unheld") and has_its_number(work, visit):
        del before["unheld"]  # somebody said so meanwhile, or asked for the paper again
    if step.kind in NOTED:
        before["note"] = None  # it was written for the step that is taken back
    work.conn.execute(update(VISIT).where(VISIT.c.id == visit.id).values(**before, last_seq=seq))
    wanted = before.get("wanted_counter_id")
    if wanted is not None:
        drop_wishes(work, catalogue_of(work).counter_by_id(wanted))
    return done(work, visit, restored, service_id=before.get("service_id"))


def _room_for(work: Unit, counter_id: int, visit: Found) -> None:
    open_here = work.conn.execute(OPEN_HERE, {"counter": counter_id}).one_or_none()
    if open_here is not None and open_here.id != visit.id:
        number = label(open_here.letter, open_here.digits)
        raise DeskBusy(f"{number} is open at this desk", visit=open_here.id, number=number, state=open_here.state)


def _typed(name: str, value: Any) -> Any:
    return datetime.fromisoformat(value) if name in MOMENTS and value is not None else value

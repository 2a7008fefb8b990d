"""How a visit moves: one step, one journal entry, its stages closed and opened with it."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, insert, select, update

from server.domain.errors import Refusal
from server.domain.journal import stamp
from server.domain.lifecycle import ENDED, OPEN, Step, TooLate, after, stage_of
from server.models import Found, table
from server.models.event import EventKind
from server.models.visit import Stage, Visit, VisitState
from server.store import Unit

VISIT, STAGE = table(Visit), table(Stage)

VISIT_BY_ID = select(VISIT).where(VISIT.c.hall_id == bindparam("hall"), VISIT.c.id == bindparam("visit"))
# Where the clock was set back by hours, a stage that was running took no time rather than less than none.
CLOSE_STAGE = (
    update(STAGE)
    .where(STAGE.c.visit_id == bindparam("visit"), STAGE.c.ended_at.is_(None))
    .values(
        ended_at=case((STAGE.c.started_at > bindparam("at"), STAGE.c.started_at), else_=bindparam("at")),
        ended_seq=bindparam("by_seq"),
    )
)
OPEN_STAGE = insert(STAGE)

# What an undo puts back. Needs and notes are not among it: they are gone once a visit has ended.
RESTORED = (
    "state",
    "group_id",
    "service_id",
    "visitor_class",
    "reference_at",
    "promise_s",
    "counter_id",
    "called_at",
    "calls",
    "came_back",
    "wanted_counter_id",
    "unheld",
)


class NoSuchVisit(Refusal):
    """No visit of this hall has this id or number today."""

    code = "not_found"


def visit_of(work: Unit, visit_id: int) -> Found:
    """The visit's row. Raises NoSuchVisit."""
    row = work.conn.execute(VISIT_BY_ID, {"hall": work.hall, "visit": visit_id}).one_or_none()
    if row is None:
        raise NoSuchVisit(f"there is no visit {visit_id}")
    return row


def move(
    work: Unit,
    visit: Found,
    step: Step,
    kind: EventKind,
    *,
    counter: int | None = None,
    counter_id: int | None = None,
    clerk: str | None = None,
    changes: dict[str, Any] | None = None,
    **data: Any,
) -> VisitState:
    """Take the visit one step: journal, stages and row change together. Raises NotAllowed.

    `counter` (its number), `counter_id` and `clerk` (alias) are the desk that did it; `changes` are further
    columns; `data` goes into the journal and must not be personal. Raises TooLate once the visit's day is closed.
    """
    state = after(VisitState(visit.state), step)
    if visit.day_id != work.day_id:
        raise TooLate("the day of this visit is closed")
    changed: dict[str, Any] = {"state": state, **(changes or {})}
    if visit.unheld and state in OPEN:
        changed["unheld"] = False  # whom somebody deals with is there
    before = {name: _plain(getattr(visit, name)) for name in RESTORED if name in changed}
    seq = work.record(kind, visit=visit.id, counter=counter, clerk=clerk, state=state.value, before=before, **data)
    service = changed.get("service_id", visit.service_id)
    if state != visit.state or service != visit.service_id:
        work.conn.execute(CLOSE_STAGE, {"visit": visit.id, "at": work.now, "by_seq": seq})
        open_stage(work, visit.id, state, service, seq, counter_id=counter_id, clerk=clerk)
    if state in ENDED:
        changed |= {"needs": None, "note": None}
    work.conn.execute(update(VISIT).where(VISIT.c.id == visit.id).values(last_seq=seq, **changed))
    return state


def open_stage(
    work: Unit,
    visit_id: int,
    state: VisitState,
    service_id: int,
    seq: int,
    *,
    counter_id: int | None = None,
    clerk: str | None = None,
    began_at: datetime | None = None,
) -> None:
    """Begin the stage that runs in this state, if one does: now, or where it began before anybody told the hall."""
    stage = stage_of(state)
    if stage is None:
        return
    at_desk = state in (VisitState.CALLED, VisitState.SERVING)
    work.conn.execute(
        OPEN_STAGE,
        {
            "visit_id": visit_id,
            "kind": stage,
            "service_id": service_id,
            "started_at": began_at or work.now,
            "counter_id": counter_id if at_desk else None,
            "clerk": clerk if at_desk else None,
            "began_seq": seq,
        },
    )


def _plain(value: Any) -> Any:
    return stamp(value) if isinstance(value, datetime) else value

"""Paper: jobs that wait for a printer, and how they end. Nothing here talks to a printer or draws a ticket."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from server.domain.errors import Refusal
from server.hall.moving import VISIT, visit_of
from server.models import table
from server.models.event import EventKind
from server.models.print_job import OPEN_JOB, PrintJob, PrintState
from server.store import Store, Unit

JOB = table(PrintJob)

QUEUE = insert(JOB).returning(JOB.c.id)
DAY_OF_VISIT = select(VISIT.c.day_id).where(VISIT.c.id == JOB.c.visit_id).scalar_subquery()
NEXT_JOB = (
    select(JOB.c.id, JOB.c.visit_id, JOB.c.copy_of, DAY_OF_VISIT.label("day_id"))
    .where(JOB.c.hall_id == bindparam("hall"), OPEN_JOB, JOB.c.state == PrintState.QUEUED)
    .order_by(JOB.c.id)
    .limit(1)
)
JOB_BY_ID = select(JOB.c.visit_id, JOB.c.state).where(JOB.c.hall_id == bindparam("hall"), JOB.c.id == bindparam("job"))
SETTLE = (
    update(JOB)
    .where(JOB.c.id == bindparam("job"))
    .values(state=bindparam("to_state"), cause=bindparam("why"), settled_at=bindparam("at"))
)
CLAIM = update(JOB).where(JOB.c.id == bindparam("job")).values(state=PrintState.CLAIMED)
FIRST_JOB = select(JOB.c.id).where(JOB.c.visit_id == bindparam("visit")).order_by(JOB.c.id).limit(1)
JOB_OF = select(JOB).where(JOB.c.visit_id == bindparam("visit")).order_by(JOB.c.id.desc()).limit(1)


class NoSuchJob(Refusal):
    """No print job of this hall has this id."""

    code = "not_found"


@dataclass(frozen=True)
class Claimed:
    """A job taken from the queue, to be printed by whoever took it."""

    job: int
    visit: int
    copy: bool


def queue_paper(work: Unit, visit: int, *, copy: bool = False) -> int:
    """Ask for a paper of this visit; answers the job."""
    row = {"hall_id": work.hall, "visit_id": visit, "state": PrintState.QUEUED, "copy_of": copy, "asked_at": work.now}
    return int(work.conn.execute(QUEUE, row).scalar_one())


def ask_copy(work: Unit, visit: int) -> int:
    """Somebody wants the paper again: same number, marked as a copy."""
    visit_of(work, visit)
    job = queue_paper(work, visit, copy=True)
    work.record(EventKind.COPY_ASKED, visit=visit, job=job)
    return job


def claim(work: Unit) -> Claimed | None:
    """Take the oldest queued job, or None. Claiming is a note between machines, no event of the hall."""
    while (row := work.conn.execute(NEXT_JOB, {"hall": work.hall}).one_or_none()) is not None:
        if row.day_id == work.day_id:
            break
        settle(work, row.id, PrintState.FAILED, "too_late")  # its day is over: nobody waits for this paper
    else:
        return None
    work.conn.execute(CLAIM, {"job": row.id})
    return Claimed(row.id, row.visit_id, row.copy_of)


def settle(work: Unit, job: int, state: PrintState, cause: str | None = None) -> None:
    """How a job ended. A job that has ended stays as it is. Raises NoSuchJob."""
    row = work.conn.execute(JOB_BY_ID, {"hall": work.hall, "job": job}).one_or_none()
    if row is None:
        raise NoSuchJob(f"there is no print job {job}")
    if row.state not in (PrintState.QUEUED, PrintState.CLAIMED):
        return
    work.conn.execute(SETTLE, {"job": job, "to_state": state, "why": cause, "at": work.now})
    work.record(EventKind.PRINT_SETTLED, visit=row.visit_id, job=job, state=state.value, cause=cause)


def forget_claims(work: Unit) -> None:
    """After a restart nobody knows what became of the jobs under way: they are unknown, and are not printed twice."""
    lost = work.conn.execute(
        select(JOB.c.id).where(JOB.c.hall_id == work.hall, OPEN_JOB, JOB.c.state == PrintState.CLAIMED)
    ).scalars()
    for job in lost.all():
        settle(work, job, PrintState.UNKNOWN, "restart")


def paper_of(store: Store, visit: int) -> dict[str, Any] | None:
    """The last job of a visit: {job, state, cause}; None when no paper was asked for."""
    with store.look() as conn:
        row = conn.execute(JOB_OF, {"visit": visit}).one_or_none()
    return None if row is None else {"job": row.id, "state": str(row.state), "cause": row.cause}

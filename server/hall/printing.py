"""Paper: jobs that wait for a printer, and how they end. Nothing here talks to a printer or draws a ticket.

What a job is between queue and end (claimed, sending, sent but not yet confirmed) is a note between machines, no
event of the hall. How it ended is one; and where a printer that nobody heard of any more is heard again, the truth
it then tells replaces an `unknown`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, bindparam, insert, or_, select, update

from server.domain.errors import Refusal
from server.hall.moving import VISIT, visit_of
from server.models import Found, table
from server.models.event import EventKind
from server.models.print_job import OPEN_JOB, PrintJob, PrintState
from server.models.visit import VisitState
from server.store import Store, Unit

JOB = table(PrintJob)

QUEUE = insert(JOB).returning(JOB.c.id)
_open = and_(JOB.c.hall_id == bindparam("hall"), OPEN_JOB)
# Whose printer: an agent's, the hall's own, or what an agent takes that stands at no kiosk of its own.
_mine = JOB.c.agent_id == bindparam("agent")
OWN, AGENTS, ANYBODYS = JOB.c.agent_id.is_(None), _mine, or_(_mine, JOB.c.agent_id.is_(None))
_waiting = (
    select(
        JOB.c.id, JOB.c.visit_id, JOB.c.state, JOB.c.copy_of, JOB.c.asked_at,
        VISIT.c.day_id, VISIT.c.key, VISIT.c.state.label("visit_state"),
    )
    .join(VISIT, VISIT.c.id == JOB.c.visit_id)
    .where(_open)
    .order_by(JOB.c.id)
    .limit(1)
)  # fmt: skip
NEXT = _waiting.where(JOB.c.state == PrintState.QUEUED)
TAKEN = _waiting.where(JOB.c.state == PrintState.CLAIMED, AGENTS)
JOB_BY_ID = select(JOB).where(JOB.c.hall_id == bindparam("hall"), JOB.c.id == bindparam("job"))
SETTLE = (
    update(JOB)
    .where(JOB.c.id == bindparam("job"))
    .values(state=bindparam("to_state"), cause=bindparam("why"), settled_at=bindparam("at"), mm=bindparam("paper_mm"))
)
PROGRESS = update(JOB).where(JOB.c.id == bindparam("job")).values(state=bindparam("to_state"))
CLAIM = update(JOB).where(JOB.c.id == bindparam("job")).values(state=PrintState.CLAIMED, agent_id=bindparam("by_agent"))
UNDER_WAY = select(JOB.c.id, JOB.c.state).where(_open, JOB.c.state != PrintState.QUEUED, OWN)
FIRST_JOB = select(JOB.c.id).where(JOB.c.visit_id == bindparam("visit")).order_by(JOB.c.id).limit(1)
JOB_OF = select(JOB).where(JOB.c.visit_id == bindparam("visit")).order_by(JOB.c.id.desc()).limit(1)

STEPS = (PrintState.QUEUED, PrintState.CLAIMED, PrintState.SENDING, PrintState.SENT)  # in this order, never back
OUT = (PrintState.SENT, PrintState.CONFIRMED)  # a paper that came out has no cause
GIVEN_UP = (VisitState.WITHDRAWN, VisitState.CLOSED)  # nobody waits for these numbers any more
LATER = {  # what an end may still become, when the printer is heard again
    PrintState.SENT: {PrintState.CONFIRMED},
    PrintState.UNKNOWN: {PrintState.SENT, PrintState.CONFIRMED, PrintState.FAILED},
}


class NoSuchJob(Refusal):
    """No print job of this hall, or of this agent, has this id."""

    code = "not_found"


class JobEnded(Refusal):
    """The hall has given this job up: nothing may be printed for it any more."""

    code = "wrong_state"


class Way(NamedTuple):
    """How a paper gets to a visitor: by whose printer, and what is known to be wrong with it right now."""

    agent: int | None = None
    trouble: str | None = None


OWN_PRINTER = Way()  # the server's, and nothing is known to be wrong with it


@dataclass(frozen=True)
class Claimed:
    """A job taken from the queue, to be printed by whoever took it. `key`: of the request that issued the ticket."""

    job: int
    visit: int
    copy: bool
    key: str
    asked_at: datetime


def queue_paper(work: Unit, visit: int, way: Way = OWN_PRINTER, *, copy: bool = False) -> int:
    """Ask for a paper of this visit; answers the job.

    A printer that is known not to work is not asked: its paper would come out when nobody waits for it any more.
    """
    row = {
        "hall_id": work.hall,
        "visit_id": visit,
        "agent_id": way.agent,
        "state": PrintState.FAILED if way.trouble else PrintState.QUEUED,
        "cause": way.trouble,
        "copy_of": copy,
        "asked_at": work.now,
        "settled_at": work.now if way.trouble else None,
    }
    job = int(work.conn.execute(QUEUE, row).scalar_one())
    if copy:
        work.record(EventKind.COPY_ASKED, visit=visit, job=job)
    if way.trouble:
        _tell(work, visit, job, PrintState.FAILED, way.trouble)
    return job


def ask_copy(work: Unit, visit: int, way: Way = OWN_PRINTER) -> int:
    """Somebody wants the paper again: same number, marked as a copy. They are there: an unheld number comes back."""
    if visit_of(work, visit).unheld:
        work.conn.execute(update(VISIT).where(VISIT.c.id == visit).values(unheld=False))
    return queue_paper(work, visit, way, copy=True)


def claim(work: Unit, agent: int | None = None, *, anybodys: bool = False) -> Claimed | None:
    """Take the oldest queued job of this agent's printer (None: the hall's own), or None. `anybodys`: of both.

    An agent that asks has nothing to print: a job it was given before, of which it has said nothing since, never
    reached it, and is given again when no other one waits. It knows a job that it had before by its number.
    """
    while (row := _next(work.conn, work.hall, agent, anybodys=anybodys)) is not None:
        if row.day_id == work.day_id and row.visit_state not in GIVEN_UP:
            break
        queued = row.state == PrintState.QUEUED
        settle(work, row.id, PrintState.FAILED if queued else PrintState.UNKNOWN, "too_late")
    else:
        return None
    work.conn.execute(CLAIM, {"job": row.id, "by_agent": agent})
    return Claimed(row.id, row.visit_id, row.copy_of, row.key, row.asked_at)


def job_waits(conn: Connection, hall: int, agent: int | None = None, *, anybodys: bool = False) -> bool:
    """Whether there is a job to claim: asked before a write is begun for it."""
    return _next(conn, hall, agent, anybodys=anybodys) is not None


def progress(work: Unit, job: int, state: PrintState, agent: int | None = None) -> None:
    """It is being sent, or all of it was taken; said again, or late, it changes nothing.

    Raises NoSuchJob; JobEnded where the hall has given it up, unless it is told that all of it had come out.
    """
    row = _job(work, job, agent)
    if row.settled_at is None:
        if STEPS.index(state) > STEPS.index(PrintState(row.state)):
            work.conn.execute(PROGRESS, {"job": job, "to_state": state})
    elif state == PrintState.SENT:
        settle(work, job, state, agent=agent)
    else:
        raise JobEnded(f"print job {job} has ended", state=row.state)


def settle(
    work: Unit,
    job: int,
    state: PrintState,
    cause: str | None = None,
    *,
    agent: int | None = None,
    mm: float | None = None,
) -> None:
    """How a job ended. The first word counts, but what was unknown may become known. Raises NoSuchJob."""
    row = _job(work, job, agent)
    if row.settled_at is not None and state not in LATER.get(PrintState(row.state), ()):
        return
    why = None if state in OUT else cause
    facts = {"job": job, "to_state": state, "why": why, "at": work.now, "paper_mm": mm if mm is not None else row.mm}
    work.conn.execute(SETTLE, facts)
    _tell(work, row.visit_id, job, state, why)


def forget_claims(work: Unit) -> None:
    """After a restart of the hall's own press: what was being sent is unknown, and is not printed twice.

    What was sent whole stays sent. Of what was only claimed nothing was sent: it goes back into the queue.
    """
    for job in work.conn.execute(UNDER_WAY, {"hall": work.hall}).all():
        if job.state == PrintState.CLAIMED:
            work.conn.execute(PROGRESS, {"job": job.id, "to_state": PrintState.QUEUED})
        elif job.state == PrintState.SENT:
            settle(work, job.id, PrintState.SENT)
        else:
            settle(work, job.id, PrintState.UNKNOWN, "restart")


def paper_of(store: Store, visit: int) -> dict[str, Any] | None:
    """The last job of a visit: {job, state, cause}; None when no paper was asked for."""
    with store.look() as conn:
        row = conn.execute(JOB_OF, {"visit": visit}).one_or_none()
    return None if row is None else {"job": row.id, "state": str(row.state), "cause": row.cause}


def _next(conn: Connection, hall: int, agent: int | None, *, anybodys: bool) -> Found | None:
    facts = {"hall": hall, "agent": agent}
    row = conn.execute(NEXT.where(_whose(agent, anybodys=anybodys)), facts).one_or_none()
    if row is None and agent is not None:
        row = conn.execute(TAKEN, facts).one_or_none()
    return row


def _whose(agent: int | None, *, anybodys: bool) -> ColumnElement[bool]:
    return OWN if agent is None else ANYBODYS if anybodys else AGENTS


def _job(work: Unit, job: int, agent: int | None) -> Found:
    row = work.conn.execute(JOB_BY_ID, {"hall": work.hall, "job": job}).one_or_none()
    if row is None or (agent is not None and row.agent_id != agent):
        raise NoSuchJob(f"there is no print job {job}")
    return row


def _tell(work: Unit, visit: int, job: int, state: PrintState, cause: str | None) -> None:
    work.record(EventKind.PRINT_SETTLED, visit=visit, job=job, state=state.value, cause=cause)

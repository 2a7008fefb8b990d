"""The jobs of the hall's own printer: drawn while they wait in the queue, taken from it when they are sent.

No claim is written down for them: nobody else prints them but an agent that stands at no kiosk, and of the two the
first to take a job prints it.
"""

from sqlalchemy import Connection, bindparam, func, select, update

from server.hall.moving import VISIT
from server.hall.printing import JOB, OUT, Claimed, settle
from server.models.print_job import OPEN_JOB, PrintState
from server.models.visit import VisitState
from server.store import Unit

LATELY = 1000  # jobs: what was printed before them has nothing to do with what the printer holds now
MAY_HANG = (PrintState.SENDING, PrintState.UNKNOWN)

_queued = JOB.c.state == PrintState.QUEUED
WAITING = (
    select(JOB.c.id, JOB.c.visit_id, JOB.c.copy_of, JOB.c.asked_at, VISIT.c.key)
    .join(VISIT, VISIT.c.id == JOB.c.visit_id)
    .where(JOB.c.hall_id == bindparam("hall"), OPEN_JOB, JOB.c.agent_id.is_(None), _queued)
    .order_by(JOB.c.id)
)
TAKE = (
    update(JOB)
    .where(JOB.c.id == bindparam("job"), JOB.c.hall_id == bindparam("hall"), OPEN_JOB, _queued)
    .values(state=PrintState.SENDING)
    .returning(JOB.c.visit_id)
)
LAST_BEGUN = (
    select(JOB.c.state)
    .where(JOB.c.id > select(func.max(JOB.c.id)).scalar_subquery() - LATELY, JOB.c.hall_id == bindparam("hall"))
    .where(JOB.c.agent_id.is_(None), JOB.c.state.in_([*MAY_HANG, *OUT]))
    .order_by(JOB.c.id.desc())
    .limit(1)
)
STANDS = select(VISIT.c.day_id, VISIT.c.state).where(VISIT.c.id == bindparam("visit"))
GIVEN_UP = (VisitState.WITHDRAWN, VisitState.CLOSED)


def next_jobs(conn: Connection, hall: int, many: int) -> list[Claimed]:
    """The oldest queued jobs."""
    found = conn.execute(WAITING.limit(many), {"hall": hall}).all()
    return [Claimed(row.id, row.visit_id, row.copy_of, row.key, row.asked_at) for row in found]


def begin(work: Unit, job: int) -> bool:
    """It is being sent from now on; False where nobody waits for it any more, or somebody else has taken it."""
    taken = work.conn.execute(TAKE, {"hall": work.hall, "job": job}).one_or_none()
    if taken is None:
        return False
    visit = work.conn.execute(STANDS, {"visit": taken.visit_id}).one()
    wanted = visit.day_id == work.day_id and visit.state not in GIVEN_UP
    if not wanted:
        settle(work, job, PrintState.FAILED, "too_late")
    return wanted


def broke_off(conn: Connection, hall: int) -> bool:
    """Whether the printer may hold a part of the last paper: nobody knows that all of it came out."""
    return conn.execute(LAST_BEGUN, {"hall": hall}).scalar() in MAY_HANG

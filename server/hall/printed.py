"""Paper in figures: what each printer printed last, and how much paper a day took."""

from sqlalchemy import Connection, bindparam, func, select

from server.domain.numbering import label
from server.hall.moving import VISIT
from server.hall.pictures import JobLately, PaperUsed
from server.hall.printing import JOB
from server.models.print_job import PrintState

PRINTED = (PrintState.SENT, PrintState.CONFIRMED)

RECENT = (
    select(JOB.c.agent_id, JOB.c.state, JOB.c.cause, JOB.c.settled_at, VISIT.c.letter, VISIT.c.digits)
    .join(VISIT, VISIT.c.id == JOB.c.visit_id)
    .where(JOB.c.id > select(func.max(JOB.c.id) - 200).scalar_subquery())
    .where(JOB.c.hall_id == bindparam("hall"), JOB.c.settled_at.is_not(None))
    .order_by(JOB.c.id)
)
USED = (
    select(func.count(), func.sum(JOB.c.mm), func.count(JOB.c.mm))
    .select_from(VISIT)
    .join(JOB, JOB.c.visit_id == VISIT.c.id)
    .where(VISIT.c.hall_id == bindparam("hall"), VISIT.c.day_id == bindparam("day"), JOB.c.state.in_(PRINTED))
)


def last_jobs(conn: Connection, hall: int) -> dict[int | None, JobLately]:
    """The last of the latest 200 papers of each printer, by its agent's device id (None: the server's own)."""
    return {
        row.agent_id: JobLately(
            number=label(row.letter, row.digits), state=row.state, cause=row.cause, at=row.settled_at
        )
        for row in conn.execute(RECENT, {"hall": hall})
    }


def paper_used(conn: Connection, hall: int, day: int | None) -> PaperUsed:
    """The papers of a service day that came out."""
    papers, mm, known = conn.execute(USED, {"hall": hall, "day": day}).one()
    return PaperUsed(papers=papers, mm=round(mm or 0.0, 1), mm_each=round(mm / known, 1) if known else None)

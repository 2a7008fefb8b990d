"""Papers that nobody will tell of: what is said of them so that no visitor waits for them."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from server.hall.printing import JOB, settle
from server.models.print_job import OPEN_JOB, PrintState
from server.store import Unit

OPEN = select(JOB.c.id, JOB.c.agent_id, JOB.c.state).where(JOB.c.hall_id == bindparam("hall"), OPEN_JOB)


class OpenJob(NamedTuple):
    """A job that has not ended. `agent`: whose printer, None: the hall's own."""

    job: int
    agent: int | None
    state: PrintState


def open_jobs(conn: Connection, hall: int) -> list[OpenJob]:
    """Papers that have not ended, as they are now."""
    rows = conn.execute(OPEN, {"hall": hall})
    return [OpenJob(row.id, row.agent_id, PrintState(row.state)) for row in rows]


def give_up(work: Unit, jobs: Iterable[OpenJob]) -> None:
    """Nobody hears of these any more: what waits will not come, what was sent whole was sent.

    Of all else nobody knows, until the printer is heard again. What has moved since it was looked at is left alone.
    """
    still = set(open_jobs(work.conn, work.hall))
    for job in (job for job in jobs if job in still):
        if job.state == PrintState.SENT:
            settle(work, job.job, PrintState.SENT)
        elif job.state == PrintState.QUEUED:
            settle(work, job.job, PrintState.FAILED, "no_agent")
        else:
            settle(work, job.job, PrintState.UNKNOWN, "no_agent")

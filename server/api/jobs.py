"""Print jobs for a kiosk's agent: it claims them, prints, and says how they ended."""

from flask import Response

from server.api.answers import nothing, outcomes, said
from server.api.asked import JobPath, JobSettled
from server.api.blueprint import api
from server.api.permissions import me
from server.api.shown import JobGiven
from server.hall.printing import claim, settle
from server.models.print_job import PrintState
from server.papers import ticket_of
from server.running import running


@api.post("/print-jobs/claims", responses=outcomes({200: JobGiven, 204: None}))
def claim_job() -> Response:
    """The oldest job that waits, with everything that stands on the paper; 204: none."""
    run, who = running(), me()
    with run.store.unit(who.hall, run.clock.now) as work:
        job = claim(work)
    if job is None:
        return nothing()
    ticket = ticket_of(run, who.hall, job.visit, copy=job.copy)
    return said(JobGiven(job=job.job, visit=job.visit, copy_of=job.copy, ticket=ticket.to_json()))


@api.patch("/print-jobs/<int:job>", responses=outcomes({204: None}, 404))
def settle_job(path: JobPath, body: JobSettled) -> Response:
    """How the job ended; the first word counts."""
    run, who = running(), me()
    with run.store.unit(who.hall, run.clock.now) as work:
        settle(work, path.job, PrintState(body.state), body.cause)
    return nothing()

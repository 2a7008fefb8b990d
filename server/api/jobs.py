"""Print jobs for a kiosk's agent: it claims them, prints, says how they ended, and how its printer is."""

import time

import structlog
from flask import Response

from kiosk.agent.ticket import BadTicket
from server.api.answers import nothing, outcomes, said
from server.api.asked import JobPath, JobSaid, JobsWaitedFor, PrinterAsked
from server.api.blueprint import api
from server.api.permissions import me
from server.api.shown import JobGiven
from server.hall.printers import PrinterSaid, report
from server.hall.printing import Claimed, claim, job_waits, progress, settle
from server.models.print_job import PrintState
from server.papers import ticket_of
from server.running import running
from server.who import PairedDevice

log = structlog.get_logger()


def agent() -> PairedDevice:
    """The agent that asks; permissions let nobody else through."""
    device = me().device
    assert device is not None
    return device


@api.post("/print-jobs/claims", responses=outcomes({200: JobGiven, 204: None}))
def claim_job(query: JobsWaitedFor) -> Response:
    """The oldest job that waits for this agent's printer, with everything that stands on the paper; 204: none."""
    run, hall, who = running(), me().hall, (me().hall, agent().id)
    until = time.monotonic() + query.wait
    while (job := run.papers.wait_for(who, _claim, until - time.monotonic())) is not None:
        try:
            ticket = ticket_of(run, hall, job.visit, copy=job.copy)
        except BadTicket:  # the papers behind it must come out all the same
            log.exception("a ticket cannot be written", job=job.job)
            with run.store.unit(hall, run.clock.now) as work:
                settle(work, job.job, PrintState.FAILED, "bad_ticket")
            continue
        given = JobGiven(
            job=job.job, visit=job.visit, key=job.key, copy_of=job.copy, asked_at=job.asked_at, ticket=ticket.to_json()
        )
        return said(given)
    return nothing()


@api.patch("/print-jobs/<int:job>", responses=outcomes({204: None}, 404, 409))
def settle_job(path: JobPath, body: JobSaid) -> Response:
    """How far the job is, or how it ended. 409 to `sending`: the hall has given it up, nothing may be printed."""
    run, hall, me_agent = running(), me().hall, agent().id
    state = PrintState(body.state)
    goes_on = state == PrintState.SENDING or (state == PrintState.SENT and not body.last)
    with run.store.unit(hall, run.clock.now) as work:
        if goes_on:
            progress(work, path.job, state, me_agent)
        else:
            settle(work, path.job, state, body.cause, agent=me_agent, mm=body.mm)
    return nothing()


@api.put("/printer", responses=outcomes({204: None}))
def report_printer(body: PrinterAsked) -> Response:
    """How this agent's printer is: on every change, and every two seconds as a sign of life."""
    run, hall, device = running(), me().hall, agent()
    run.seen.hear((hall, device.id))
    report(run.store, hall, run.clock.now, device.id, PrinterSaid(**body.model_dump()))
    return nothing()


def _claim() -> Claimed | None:
    run, hall, device = running(), me().hall, agent()
    anybodys = device.kiosk_id is None
    with run.store.look() as conn:
        if not job_waits(conn, hall, device.id, anybodys=anybodys):
            return None
    with run.store.unit(hall, run.clock.now) as work:
        return claim(work, device.id, anybodys=anybodys)

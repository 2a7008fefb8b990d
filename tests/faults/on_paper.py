"""What must be true of papers."""

from collections import Counter as Tally
from collections.abc import Iterator

from tests.faults.evidence import Evidence
from tests.faults.on_tickets import twice

OUT = ("sent", "confirmed")
PERHAPS = ("unknown", "sending")  # the paper came out, or a part of it, or nothing
NEVER_OPEN = ("confirmed", "failed", "unknown")
LATER = {("unknown", "sent"), ("unknown", "confirmed"), ("unknown", "failed"), ("sent", "confirmed")}


def nothing_is_printed_twice(found: Evidence) -> Iterator[str]:
    """No two papers alike (a copy says that it is one), and no more of a visit than were asked for."""
    yield from (f"a paper came out twice: {digest}" for digest in twice(paper.digest for paper in found.papers))
    jobs = Tally(job.visit_id for job in found.jobs if job.state in OUT + PERHAPS)
    for visit, papers in Tally(paper.visit for paper in found.papers).items():
        if papers > jobs[visit]:
            yield f"visit {visit} has {papers} papers of {jobs[visit]} jobs"


def sent_means_printed(found: Evidence) -> Iterator[str]:
    """What the hall says it has sent has come out."""
    papers = Tally(paper.visit for paper in found.papers)
    for visit, sent in Tally(job.visit_id for job in found.jobs if job.state in OUT).items():
        if papers[visit] < sent:
            yield f"{sent} papers of visit {visit} were sent, {papers[visit]} came out"


def every_paper_is_somebodys(found: Evidence) -> Iterator[str]:
    """Whoever holds a paper has a place in the line."""
    visits = {visit.id for visit in found.visits}
    yield from (
        f"a paper of visit {paper.visit} is out, and no such visit"
        for paper in found.papers
        if paper.visit not in visits
    )


def every_ticket_has_its_job(found: Evidence) -> Iterator[str]:
    """One job for the ticket itself, the one that was answered; a copy that was acknowledged is one more."""
    first = {job.visit_id: job.id for job in reversed(found.jobs) if not job.copy_of}
    ours = Tally(job.visit_id for job in found.jobs if not job.copy_of)
    for visit in found.visits:
        if ours[visit.id] != 1:
            yield f"visit {visit.id} has {ours[visit.id]} jobs that are no copy"
    for op in found.done("issue"):
        if op.status == 201 and op.said["print"]["job"] != first.get(op.said["visit"]):
            yield f"{op.said['number']} was to be printed by job {op.said['print']['job']}, which is not its own"
    copies = {job.id for job in found.jobs if job.copy_of}
    for op in found.done("copy"):
        if op.said["job"] not in copies:
            yield f"the copy of visit {op.visit} was acknowledged and is lost"


def a_job_ends_once(found: Evidence) -> Iterator[str]:
    """The journal tells its end once, but for what became known later, and as it stands in its row."""
    ends: dict[int, str] = {}
    for event in found.events:
        if event.kind == "print_settled":
            job, state = event.data["job"], event.data["state"]
            if job in ends and (ends[job], state) not in LATER:
                yield f"job {job} ended twice"
            ends[job] = state
    stand = {(job.id, str(job.state)) for job in found.jobs if job.settled_at or job.state in NEVER_OPEN}
    for job, state in sorted(set(ends.items()) ^ stand):
        yield f"job {job} is {state} in the journal or in its row, not in both"

"""Papers that nobody will tell of any more."""

import pytest

from server.hall.giving_up import OpenJob, give_up, open_jobs
from server.hall.printing import claim, paper_of, progress, settle
from server.models.print_job import PrintState
from tests.cast import TheHall


def still_open(hall: TheHall) -> list[OpenJob]:
    """What has not ended."""
    with hall.store.look() as conn:
        return open_jobs(conn, hall.id)


@pytest.mark.parametrize(
    ("step", "end", "cause"),
    [
        (PrintState.QUEUED, "failed", "no_agent"),
        (PrintState.CLAIMED, "unknown", "no_agent"),
        (PrintState.SENDING, "unknown", "no_agent"),
        (PrintState.SENT, "sent", None),
    ],
)
def test_what_waits_will_not_come_and_of_what_was_begun_nobody_knows(
    hall: TheHall, step: PrintState, end: str, cause: str | None
) -> None:
    issued = hall.issue(paper=True)
    if step != PrintState.QUEUED:
        hall.do(claim)
    if step in (PrintState.SENDING, PrintState.SENT):
        hall.do(progress, issued.job, step)
    assert still_open(hall) == [OpenJob(issued.job or 0, None, step)]
    hall.do(give_up, still_open(hall))
    assert paper_of(hall.store, issued.visit) == {"job": issued.job, "state": end, "cause": cause}
    assert still_open(hall) == []


def test_what_has_moved_since_somebody_looked_is_left_alone(hall: TheHall) -> None:
    """An agent that was silent is there again and has taken its job."""
    jobs = [hall.issue(paper=True).job for _ in range(3)]
    seen = still_open(hall)
    hall.do(claim)
    hall.do(claim)
    hall.do(settle, jobs[1], PrintState.SENT)
    hall.do(give_up, seen)
    states = [row.state for row in hall.rows("SELECT state FROM print_job ORDER BY id")]
    assert states == ["claimed", "sent", "failed"]

"""Paper: jobs with states."""

from pathlib import Path
from typing import get_args

import pytest

from kiosk.agent.printers.status import Cause
from server.hall.moving import NoSuchVisit
from server.hall.printing import NoSuchJob, ask_copy, claim, forget_claims, paper_of, settle
from server.models.print_job import PrintCause, PrintState
from server.papers import ticket_of
from tests.asking import PUBLIC_URL, server_of
from tests.cast import TheHall


def claimed(hall: TheHall) -> int:
    job = hall.do(claim)
    assert job is not None
    return job.job


def test_a_ticket_and_its_paper_are_asked_for_in_one_transaction(hall: TheHall) -> None:
    issued = hall.issue(paper=True)
    assert issued.job is not None
    assert paper_of(hall.store, issued.visit) == {"job": issued.job, "state": "queued", "cause": None}
    assert paper_of(hall.store, hall.issue().visit) is None


def test_papers_are_printed_in_the_order_of_the_tickets(hall: TheHall) -> None:
    visits = [hall.issue(paper=True).visit for _ in range(3)]
    jobs = [hall.do(claim) for _ in range(4)]
    assert [job.visit for job in jobs if job] == visits
    assert jobs[-1] is None


@pytest.mark.parametrize("state", [PrintState.SENT, PrintState.FAILED, PrintState.UNKNOWN])
def test_a_job_ends_once(hall: TheHall, state: PrintState) -> None:
    visit = hall.issue(paper=True).visit
    job = claimed(hall)
    hall.do(settle, job, state, "paper_out")
    hall.do(settle, job, PrintState.SENT)
    assert paper_of(hall.store, visit) == {"job": job, "state": state.value, "cause": "paper_out"}
    (told,) = hall.events("print_settled")
    assert (told.visit_id, told.data) == (visit, {"job": job, "state": state.value, "cause": "paper_out"})


def test_a_job_of_nobody_is_not_settled(hall: TheHall) -> None:
    with pytest.raises(NoSuchJob):
        hall.do(settle, 4711, PrintState.SENT)


def test_after_a_restart_what_was_under_way_is_unknown_and_not_printed_twice(hall: TheHall) -> None:
    under_way, queued = (hall.issue(paper=True) for _ in range(2))
    claimed(hall)
    hall.do(forget_claims)
    assert paper_of(hall.store, under_way.visit) == {"job": under_way.job, "state": "unknown", "cause": "restart"}
    assert claimed(hall) == queued.job
    assert hall.do(claim) is None


def test_a_ticket_whose_paper_failed_stays_in_the_line(hall: TheHall) -> None:
    visit = hall.issue(paper=True).visit
    hall.do(settle, claimed(hall), PrintState.FAILED, "cover_open")
    assert hall.next().visit == visit


def test_a_copy_has_the_same_number_and_says_so(hall: TheHall) -> None:
    visit = hall.issue(paper=True).visit
    hall.do(settle, claimed(hall), PrintState.SENT)
    hall.do(ask_copy, visit)
    job = hall.do(claim)
    assert job is not None
    assert (job.visit, job.copy) == (visit, True)
    run = server_of(hall).extensions["gishe"]
    first, copy = (ticket_of(run, hall.id, visit, copy=copy) for copy in (False, True))
    run.close()
    assert first.number == copy.number == "A 001"
    assert (first.copy, copy.copy) == ("", "КОПИЕ")
    with pytest.raises(NoSuchVisit):
        hall.do(ask_copy, 4711)


@pytest.mark.parametrize("lang", ["bg", "en", "ro", "tr"])
def test_the_paper_speaks_the_visitors_language_and_bulgarian(hall: TheHall, lang: str) -> None:
    hall.issue()
    visit = hall.issue("A01", lang=lang, documents={"id_card": True}).visit
    app = server_of(hall)
    paper = ticket_of(app.extensions["gishe"], hall.id, visit)
    app.extensions["gishe"].close()
    service = hall.house().service("A01")
    assert service is not None
    assert (paper.service, paper.service_bg) == (service.name[lang], service.name["bg"])
    assert (paper.hall, paper.hall_bg) == (hall.house().name[lang], hall.house().name["bg"])
    assert paper.number == "A 002"
    assert paper.qr_url.startswith(f"{PUBLIC_URL}/t/{visit}.")
    assert len(paper.documents) == len(service.documents)


def test_without_a_public_address_the_paper_has_no_qr(hall: TheHall) -> None:
    visit = hall.issue().visit
    app = server_of(hall, public_url=None)
    paper = ticket_of(app.extensions["gishe"], hall.id, visit)
    app.extensions["gishe"].close()
    assert (paper.qr_url, paper.qr_heading, paper.qr_text) == ("", "", "")


@pytest.mark.parametrize(
    ("ahead", "label", "wait"),
    [(0, "Ще ви повикаме до", "5 минути"), (6, "Ще ви повикаме след", "30–50 минути"), (60, "Чакане", "над 5 часа")],
)
def test_the_paper_says_a_wait_as_people_do(hall: TheHall, ahead: int, label: str, wait: str) -> None:
    visit = hall.issue().visit
    hall.change("UPDATE visit SET ahead = :ahead, gap_s = 300 WHERE id = :visit", ahead=ahead, visit=visit)
    app = server_of(hall)
    paper = ticket_of(app.extensions["gishe"], hall.id, visit)
    app.extensions["gishe"].close()
    assert (paper.wait_label, paper.wait.replace("\u00a0", " ")) == (label, wait)


def test_every_cause_that_a_printer_can_have_may_be_said_and_is_explained_and_no_other() -> None:
    assert set(get_args(PrintCause)) == {*get_args(Cause), "bad_ticket"}
    explained = (Path(__file__).parents[2] / "docs/devices.md").read_text("utf-8")
    assert [cause for cause in get_args(PrintCause) if f"`{cause}`" not in explained] == []

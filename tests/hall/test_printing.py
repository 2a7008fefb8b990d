"""Paper: jobs with states."""

from pathlib import Path
from typing import get_args

import pytest

from kiosk.agent.printers.status import Cause
from server.hall.moving import NoSuchVisit
from server.hall.own_printer import begin, broke_off
from server.hall.printing import JobEnded, NoSuchJob, ask_copy, claim, forget_claims, paper_of, progress, settle
from server.hall.transferring import withdraw
from server.models.print_job import HallCause, PrinterCause, PrintState
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


def ends(hall: TheHall) -> list[tuple[str, str | None]]:
    """What the journal tells of papers."""
    return [(told.data["state"], told.data["cause"]) for told in hall.events("print_settled")]


@pytest.mark.parametrize("end", [PrintState.CONFIRMED, PrintState.FAILED])
@pytest.mark.parametrize("later", [PrintState.SENT, PrintState.CONFIRMED, PrintState.FAILED, PrintState.UNKNOWN])
def test_the_first_word_counts(hall: TheHall, end: PrintState, later: PrintState) -> None:
    visit = hall.issue(paper=True).visit
    job = claimed(hall)
    cause = "paper_out" if end == PrintState.FAILED else None
    hall.do(settle, job, end, cause)
    hall.do(settle, job, later, "timeout")
    assert paper_of(hall.store, visit) == {"job": job, "state": end.value, "cause": cause}
    assert ends(hall) == [(end.value, cause)]


@pytest.mark.parametrize("truth", [PrintState.SENT, PrintState.CONFIRMED, PrintState.FAILED])
def test_what_was_unknown_may_become_known_once(hall: TheHall, truth: PrintState) -> None:
    visit = hall.issue(paper=True).visit
    job = claimed(hall)
    cause = "paper_out" if truth == PrintState.FAILED else None
    hall.do(settle, job, PrintState.UNKNOWN, "no_agent")
    hall.do(settle, job, PrintState.UNKNOWN, "timeout")
    hall.do(settle, job, truth, cause, mm=97.5)
    hall.do(settle, job, PrintState.FAILED, "garbled")
    assert paper_of(hall.store, visit) == {"job": job, "state": truth.value, "cause": cause}
    assert ends(hall) == [("unknown", "no_agent"), (truth.value, cause)]
    assert hall.one("SELECT mm FROM print_job") == 97.5


def test_what_was_sent_may_be_confirmed_and_nothing_else(hall: TheHall) -> None:
    visit = hall.issue(paper=True).visit
    job = claimed(hall)
    for state in (PrintState.SENT, PrintState.FAILED, PrintState.UNKNOWN, PrintState.CONFIRMED, PrintState.SENT):
        hall.do(settle, job, state)
    assert paper_of(hall.store, visit) == {"job": job, "state": "confirmed", "cause": None}
    assert [state for state, _ in ends(hall)] == ["sent", "confirmed"]


def test_a_paper_that_came_out_has_no_cause(hall: TheHall) -> None:
    visit = hall.issue(paper=True).visit
    hall.do(settle, claimed(hall), PrintState.SENT, "paper_out")
    assert (paper_of(hall.store, visit) or {})["cause"] is None
    assert ends(hall) == [("sent", None)]


def test_a_job_of_nobody_is_not_settled(hall: TheHall) -> None:
    with pytest.raises(NoSuchJob):
        hall.do(settle, 4711, PrintState.SENT)


def test_a_job_never_goes_back_a_step(hall: TheHall) -> None:
    visit = hall.issue(paper=True).visit
    job = claimed(hall)
    states = []
    for state in (PrintState.SENDING, PrintState.SENDING, PrintState.SENT, PrintState.SENDING):
        hall.do(progress, job, state)
        states.append((paper_of(hall.store, visit) or {})["state"])
    assert states == ["sending", "sending", "sent", "sent"]
    assert ends(hall) == []  # between machines; an event of the hall is only how it ends


def test_for_a_job_that_has_ended_nothing_is_sent(hall: TheHall) -> None:
    hall.issue(paper=True)
    job = claimed(hall)
    hall.do(settle, job, PrintState.FAILED, "no_agent")
    with pytest.raises(JobEnded):
        hall.do(progress, job, PrintState.SENDING)


def test_what_was_sent_whole_after_all_is_the_truth_of_an_unknown_paper(hall: TheHall) -> None:
    visit = hall.issue(paper=True).visit
    job = claimed(hall)
    hall.do(settle, job, PrintState.UNKNOWN, "no_agent")
    hall.do(progress, job, PrintState.SENT)
    assert paper_of(hall.store, visit) == {"job": job, "state": "sent", "cause": None}


def test_after_a_restart_what_was_being_sent_is_unknown_and_not_printed_twice(hall: TheHall) -> None:
    first, second = (hall.issue(paper=True) for _ in range(2))
    hall.do(progress, claimed(hall), PrintState.SENDING)
    hall.do(forget_claims)
    assert paper_of(hall.store, first.visit) == {"job": first.job, "state": "unknown", "cause": "restart"}
    assert claimed(hall) == second.job
    assert hall.do(claim) is None


def test_the_last_paper_that_was_begun_tells_whether_a_part_of_it_hangs_in_the_halls_own_printer(hall: TheHall) -> None:
    def hangs() -> bool:
        with hall.store.look() as conn:
            return broke_off(conn, hall.id)

    first, second = (hall.issue(paper=True).job for _ in range(2))
    assert not hangs()
    hall.do(begin, first)
    assert hangs()
    hall.do(settle, first, PrintState.SENT)
    assert not hangs()
    hall.do(begin, second)
    hall.do(settle, second, PrintState.UNKNOWN, "paper_out")
    never = hall.issue(paper=True).job
    hall.do(settle, never, PrintState.FAILED, "paper_out")  # nothing of it was sent
    assert hangs()


def test_after_a_restart_what_was_only_claimed_is_printed_for_nothing_was_sent(hall: TheHall) -> None:
    issued = hall.issue(paper=True)
    claimed(hall)
    hall.do(forget_claims)
    assert paper_of(hall.store, issued.visit) == {"job": issued.job, "state": "queued", "cause": None}
    assert claimed(hall) == issued.job
    assert ends(hall) == []


def test_after_a_restart_what_was_sent_whole_was_sent(hall: TheHall) -> None:
    visit = hall.issue(paper=True).visit
    job = claimed(hall)
    hall.do(progress, job, PrintState.SENT)
    hall.do(forget_claims)
    assert paper_of(hall.store, visit) == {"job": job, "state": "sent", "cause": None}
    assert ends(hall) == [("sent", None)]
    assert hall.do(claim) is None


def test_a_ticket_whose_paper_has_just_failed_is_in_the_line(hall: TheHall) -> None:
    visit = hall.issue(paper=True).visit
    hall.do(settle, claimed(hall), PrintState.FAILED, "cover_open")
    assert hall.next().visit == visit


def test_nobody_waits_for_a_paper_of_yesterday(hall: TheHall) -> None:
    yesterday = hall.issue(paper=True).visit
    hall.clock.advance(days=1)
    today = hall.issue(paper=True)
    assert claimed(hall) == today.job
    assert (paper_of(hall.store, yesterday) or {})["cause"] == "too_late"


def test_a_number_that_was_given_up_is_not_printed(hall: TheHall) -> None:
    visit = hall.issue(paper=True).visit
    hall.do(withdraw, visit)
    assert hall.do(claim) is None
    assert (paper_of(hall.store, visit) or {})["cause"] == "too_late"


def test_a_copy_of_a_finished_visit_comes_out_all_the_same(hall: TheHall) -> None:
    visit = hall.finished()
    job = hall.do(ask_copy, visit)
    assert claimed(hall) == job


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


def test_what_a_printer_can_suffer_from_is_what_may_be_said_of_one() -> None:
    assert set(get_args(PrinterCause)) == {*get_args(Cause), "bad_ticket"}


def test_every_cause_is_explained_to_whoever_mends_printers() -> None:
    explained = (Path(__file__).parents[2] / "docs/devices.md").read_text("utf-8")
    causes = [*get_args(PrinterCause), *get_args(HallCause)]
    assert [cause for cause in causes if f"`{cause}`" not in explained] == []

"""Faults to be planted in the evidence of a good morning, each with the check that must find it."""

from collections.abc import Callable
from copy import copy, deepcopy
from datetime import timedelta
from types import SimpleNamespace as Fact

from tests.faults.evidence import Evidence
from tests.faults.history import Op
from tests.faults.printer import Paper

Plant = Callable[[Evidence], object]


def heard(found: Evidence, what: str, n: int = 0) -> Op:
    """The n-th acknowledged request of this kind."""
    return found.done(what)[n]


def told(found: Evidence, kind: str, n: int = 0) -> Fact:
    """The n-th journal entry of this kind."""
    return [event for event in found.events if event.kind == kind][n]


def again(rows: list[Fact], row: Fact) -> None:
    """The same row once more, with an id of its own."""
    twin = deepcopy(row)
    twin.id = 1000
    rows.append(twin)


# The morning's visits: 0 finished, 1 absent, 2 and 3 waiting. Answered: issue k1 k1 k2 k3 k4, next n1 n1 n2 n3.
PLANTED: dict[str, tuple[str, Plant]] = {
    "a ticket is lost": ("what_was_acknowledged_is_there", lambda f: f.visits.pop(2)),
    "a ticket has another number": (
        "what_was_acknowledged_is_there",
        lambda f: setattr(f.visits[2], "digits", 299),
    ),
    "a number stands twice in the database": (
        "no_number_twice_a_day",
        lambda f: setattr(f.visits[3], "digits", f.visits[0].digits),
    ),
    "the same digits are given with another letter": (
        "no_number_twice_a_day",
        lambda f: vars(f.visits[2]).update(letter="Z", digits=f.visits[0].digits),
    ),
    "a number stands twice in the journal": (
        "no_number_twice_a_day",
        lambda f: told(f, "visit_issued", 3).data.update(number=told(f, "visit_issued").data["number"]),
    ),
    "two people hold one number": (
        "no_number_twice_a_day",
        lambda f: heard(f, "issue", 3).said.update(number=heard(f, "issue").said["number"]),
    ),
    "a key gives a second ticket": (
        "one_request_one_ticket",
        lambda f: heard(f, "issue", 1).said.update(visit=99, number="A 099"),
    ),
    "a key gives a new ticket twice": (
        "one_request_one_ticket",
        lambda f: setattr(heard(f, "issue", 1), "status", 201),
    ),
    "a key stands with two visits": ("one_request_one_ticket", lambda f: again(f.visits, f.visits[0])),
    "a ticket comes of nothing": ("one_request_one_ticket", lambda f: setattr(f.visits[3], "key", "unheard of")),
    "nobody answers": (
        "whoever_asked_again_was_answered",
        lambda f: setattr(heard(f, "issue", 4), "outcome", "info"),
    ),
    "a repeated request is refused": (
        "whoever_asked_again_was_answered",
        lambda f: vars(heard(f, "issue", 1)).update(outcome="no", status=422),
    ),
    "an answer says that something broke": ("nothing_broke", lambda f: setattr(f.ops[2], "status", 500)),
    "the log says that something broke": ("nothing_broke", lambda f: setattr(f, "log", ['{"level": "error"}'])),
    "a page is damaged": ("the_file_is_whole", lambda f: f.damage.append("row 1 missing from index")),
    "a call is lost": ("what_was_called_stands_called", lambda f: f.calls.pop(0)),
    "a call stands twice": ("what_was_called_stands_called", lambda f: again(f.calls, f.calls[0])),
    "somebody else was called": ("what_was_called_stands_called", lambda f: setattr(f.calls[0], "visit_id", 3)),
    "a key calls a second person": ("one_press_one_call", lambda f: heard(f, "next", 1).said.update(visit=3, call=9)),
    "a key that called is refused": (
        "one_press_one_call",
        lambda f: vars(heard(f, "next", 1)).update(outcome="no", status=409, said={"code": "stale"}),
    ),
    "a call comes of nothing": ("one_press_one_call", lambda f: setattr(f.calls[0], "key", "unheard of")),
    "a call is not in the journal": (
        "calls_stand_in_the_journal",
        lambda f: f.events.remove(told(f, "visit_called")),
    ),
    "somebody who does not wait is called": (
        "nobody_is_called_twice",
        lambda f: f.events.append(copy(told(f, "visit_called"))),
    ),
    "the call table has one call more than the visit waited": (
        "nobody_is_called_twice",
        lambda f: again(f.calls, f.calls[0]),
    ),
    "another counter takes a step": (
        "one_counter_one_visit",
        lambda f: setattr(told(f, "visit_started"), "counter", 2),
    ),
    "a counter calls while somebody is there": (
        "one_counter_one_visit",
        lambda f: f.events.remove(told(f, "visit_finished")),
    ),
    "two visits are open at one counter": (
        "one_counter_one_visit",
        lambda f: [vars(visit).update(state="called", counter_id=1) for visit in f.visits[:2]],
    ),
    "a step is lost": ("steps_were_taken_once", lambda f: f.events.remove(told(f, "visit_finished"))),
    "a step is taken twice": ("steps_were_taken_once", lambda f: f.events.append(copy(told(f, "visit_finished")))),
    "a step leads elsewhere": (
        "steps_were_taken_once",
        lambda f: heard(f, "finish").said.update(state="serving"),
    ),
    "an entry was changed": ("the_journal_has_no_gap", lambda f: setattr(f.events[4], "counter", 9)),
    "an entry is missing": ("the_journal_has_no_gap", lambda f: f.events.pop(4)),
    "the last entry is missing": ("the_journal_has_no_gap", lambda f: f.events.pop()),
    "a visit moved and nobody was told": (
        "the_journal_tells_every_state",
        lambda f: setattr(f.visits[2], "state", "called"),
    ),
    "a visit is in the journal alone": ("the_journal_tells_every_state", lambda f: f.visits.pop(3)),
    "a stage is lost": ("the_journal_tells_every_stage", lambda f: f.stages.pop(0)),
    "a stage ended at another time": (
        "the_journal_tells_every_stage",
        lambda f: setattr(f.stages[0], "ended_at", f.stages[0].ended_at + timedelta(microseconds=1)),
    ),
    "a paper comes out twice": ("nothing_is_printed_twice", lambda f: f.papers.append(f.papers[0])),
    "a paper comes out that nobody asked for": (
        "nothing_is_printed_twice",
        lambda f: f.papers.append(Paper(f.papers[0].visit, "another")),
    ),
    "nothing was printed": ("sent_means_printed", lambda f: f.papers.pop(0)),
    "a paper is out and its ticket lost": ("every_paper_is_somebodys", lambda f: f.visits.pop(0)),
    "a ticket has no job": ("every_ticket_has_its_job", lambda f: f.jobs.pop(0)),
    "a ticket has two jobs": ("every_ticket_has_its_job", lambda f: again(f.jobs, f.jobs[0])),
    "a ticket was to be printed by another job": (
        "every_ticket_has_its_job",
        lambda f: heard(f, "issue").said["print"].update(job=77),
    ),
    "a copy is lost": ("every_ticket_has_its_job", lambda f: heard(f, "copy").said.update(job=77)),
    "a job ends twice": ("a_job_ends_once", lambda f: f.events.append(copy(told(f, "print_settled")))),
    "a job ended and nobody was told": ("a_job_ends_once", lambda f: setattr(f.jobs[-1], "state", "failed")),
}

"""All that must hold, and what does not."""

from collections.abc import Callable, Iterable

from tests.faults import on_calls, on_paper, on_the_journal, on_tickets
from tests.faults.evidence import Evidence

Check = Callable[[Evidence], Iterable[str]]

CHECKS: tuple[Check, ...] = (
    on_tickets.what_was_acknowledged_is_there,
    on_tickets.no_number_twice_a_day,
    on_tickets.one_request_one_ticket,
    on_tickets.whoever_asked_again_was_answered,
    on_tickets.nothing_broke,
    on_tickets.the_file_is_whole,
    on_calls.what_was_called_stands_called,
    on_calls.one_press_one_call,
    on_calls.calls_stand_in_the_journal,
    on_calls.nobody_is_called_twice,
    on_calls.one_counter_one_visit,
    on_calls.steps_were_taken_once,
    on_the_journal.the_journal_has_no_gap,
    on_the_journal.the_journal_tells_every_state,
    on_the_journal.the_journal_tells_every_stage,
    on_paper.nothing_is_printed_twice,
    on_paper.sent_means_printed,
    on_paper.every_paper_is_somebodys,
    on_paper.every_ticket_has_its_job,
    on_paper.a_job_ends_once,
)


def violations(found: Evidence) -> dict[str, list[str]]:
    """By the name of the check; empty: everything held."""
    said = {check.__name__: _findings(check, found) for check in CHECKS}
    return {name: what for name, what in said.items() if what}


def _findings(check: Check, found: Evidence) -> list[str]:
    try:
        return list(check(found))
    except Exception as nonsense:  # evidence that no check foresaw is the worst of all findings
        return [f"the evidence makes no sense: {nonsense!r}"]

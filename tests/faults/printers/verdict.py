"""All that must hold of paper when printers fail, and what does not."""

from collections import Counter as Tally
from collections.abc import Callable, Iterable, Iterator

from tests.faults.machines.finding import findings
from tests.faults.machines.papers import readable, untrue, whole
from tests.faults.printers.evidence import Campaign
from tests.faults.printers.lane import SAYS
from tests.faults.printers.run import Run
from tests.faults.printers.truth import staff_know_after_s, untrue_on_the_screen_s

VISITOR_S, STAFF_S, CLEAR_S = 3.0, 5.0, 10.0
BAD = ("failed", "unknown", "late")

Check = Callable[[Campaign], Iterable[str]]


def nobody_calls_a_ghost(found: Campaign) -> Iterator[str]:
    """Whoever was called can hold the number: read on a paper, confirmed, or left standing in doubt on the screen."""
    in_hand = _in_hand(found)
    runs = {run.visit: run for run in found.runs}
    for visit in found.called:
        run = runs.get(visit)
        if visit in in_hand or (run is not None and (run.held or _left_in_doubt(run, found))):
            continue
        yield f"visit {visit} was called and nobody holds it ({name_of(run) if run else 'a ticket when all was well'})"


def whoever_has_a_paper_is_called(found: Campaign) -> Iterator[str]:
    """A number that can be read on a paper, or was confirmed, is passed over by nobody."""
    called = set(found.called)
    yield from (f"visit {visit} has a paper and was not called" for visit in sorted(_in_hand(found) - called))
    yield from (
        f"{name_of(run)}: was held and not called" for run in found.runs if run.held and run.visit not in called
    )


def a_number_comes_out_once(found: Campaign) -> Iterator[str]:
    """No two papers bear one number unless the second says that it is a copy, and no copy that nobody asked for."""
    asked = {run.number: run.copies for run in found.runs}
    for papers in found.papers:
        plain = Tally(read.number for sheet in papers.all for read in sheet.read if not read.copy)
        copies = Tally(read.number for sheet in papers.all for read in sheet.read if read.copy)
        yield from (f"{papers.lane}: {number} came out {n} times" for number, n in plain.items() if n > 1)
        for number, n in copies.items():
            if n > asked.get(number, 0):
                yield f"{papers.lane}: {n} copies of {number}, {asked.get(number, 0)} were asked for"


def nobody_has_anothers_paper(found: Campaign) -> Iterator[str]:
    """One paper bears one number, and its code leads to the visit whose number that is."""
    for papers in found.papers:
        for sheet in papers.sheets:
            if len({read.number for read in sheet.read}) > 1:
                yield f"{papers.lane}: paper {sheet.number} shows {' and '.join(read.number for read in sheet.read)}"
            elif sheet.whole and [papers.numbers[read.number] for read in sheet.read] != sheet.visits:
                yield f"{papers.lane}: paper {sheet.number} shows {sheet.read} and leads to {sheet.visits}"


def what_became_of_a_paper_is_true(found: Campaign) -> Iterator[str]:
    """Confirmed and sent: all of it is out. Failed: its number cannot be read anywhere. And every job has ended."""
    for papers in found.papers:
        out, seen = whole(papers), readable(papers, copies=False)
        for number, visit in papers.numbers.items():
            for job in found.jobs_of(visit)[:1]:
                yield from untrue(f"{papers.lane}: {number}", job, is_out=visit in out, is_seen=visit in seen)


def the_visitor_sees_the_truth(found: Campaign) -> Iterator[str]:
    """No screen says what is not so for longer than three seconds."""
    for run in found.runs:
        if (seconds := untrue_on_the_screen_s(run)) > VISITOR_S:
            yield f"{name_of(run)}: {seconds:.1f} s ({', '.join(told.outcome for told in run.told)})"


def the_staff_see_the_truth(found: Campaign) -> Iterator[str]:
    """Desk and office show a printer in trouble within five seconds."""
    for run in found.runs:
        if (seconds := staff_know_after_s(run)) is not None and seconds > STAFF_S:
            yield f"{name_of(run)}: {seconds:.1f} s"


def all_is_well_again_by_itself(found: Campaign) -> Iterator[str]:
    """Kiosk, desk and office believe a mended printer, and the next ticket comes out."""
    out = {visit for papers in found.papers for visit in whole(papers)}
    for run in found.runs:
        for who, seconds in run.cleared.items():
            if seconds is None or seconds > CLEAR_S:
                yield f"{name_of(run)}: the {who} did not believe the mended printer within {CLEAR_S:.0f} s"
        if run.clean_settled_s is None or run.clean_visit not in out:
            yield f"{name_of(run)}: the next ticket {run.clean} did not come out"


def nothing_is_sent_to_a_broken_printer(found: Campaign) -> Iterator[str]:
    """A printer that is known not to work gets no ticket: it would come out when nobody waits for it any more."""
    in_hand = _in_hand(found)
    for run in found.runs:
        if not _known_before(run):
            continue
        first = run.told[0]
        if first.outcome != "failed":
            yield f"{name_of(run)}: the screen said {first.outcome} at first"
        if run.visit in in_hand and not run.copies:
            yield f"{name_of(run)}: {run.number} was printed all the same"


def unheld_after_a_minute(found: Campaign) -> Iterator[str]:
    """Whose paper failed, certainly and all of them, and who said nothing, is passed over; nobody else is."""
    runs = {run.visit: run for run in found.runs}
    for visit in found.visits:
        run, jobs = runs.get(visit.id), found.jobs_of(visit.id)
        lost = bool(jobs) and all(job.state == "failed" for job in jobs) and not (run and run.held)
        if lost != visit.unheld:
            states = ", ".join(str(job.state) for job in jobs)
            yield f"visit {visit.id}: {states or 'no paper'}, and {'' if visit.unheld else 'not '}passed over"


def every_fault_struck(found: Campaign) -> Iterator[str]:
    """A fault that never came proves nothing."""
    for run in found.runs:
        fault = run.sensors.get("fault")
        if run.struck_at is None and not (isinstance(fault, dict) and fault["stage"] != "armed"):
            yield f"{name_of(run)}: did not strike"


def nothing_broke(found: Campaign) -> Iterator[str]:
    """Nothing was written down as an error."""
    yield from found.log


CHECKS: tuple[Check, ...] = (
    nobody_calls_a_ghost,
    whoever_has_a_paper_is_called,
    a_number_comes_out_once,
    nobody_has_anothers_paper,
    what_became_of_a_paper_is_true,
    the_visitor_sees_the_truth,
    the_staff_see_the_truth,
    all_is_well_again_by_itself,
    nothing_is_sent_to_a_broken_printer,
    unheld_after_a_minute,
    every_fault_struck,
    nothing_broke,
)


def violations(found: Campaign) -> dict[str, list[str]]:
    """By the name of the check; empty: everything held."""
    return findings(CHECKS, found)


def name_of(run: Run) -> str:
    """A run for people."""
    return f"{run.spot.fault}, {run.spot.name} ({run.lane}, {run.spot.way}, {run.number})"


def _in_hand(found: Campaign) -> set[int]:
    """The visits whose number somebody can read on a paper."""
    return {visit for papers in found.papers for visit in readable(papers)}


def _left_in_doubt(run: Run, found: Campaign) -> bool:
    """Nobody can tell whether the paper is out, and the screen said so, with the number large on it."""
    return any(job.state == "unknown" for job in found.jobs_of(run.visit)) and any(t.outcome in BAD for t in run.told)


def _known_before(run: Run) -> bool:
    """The kiosk said that its printer was in trouble before anybody tapped."""
    before = [seen for seen in run.lobby if seen.at < run.tapped_at]
    return SAYS.get(run.spot.fault) == "trouble" and bool(before) and before[-1].paper == "trouble"

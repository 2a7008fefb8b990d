"""All that must hold of papers whose makers were killed, and what does not."""

from collections import Counter as Tally
from collections.abc import Callable, Iterable, Iterator

from server.domain.numbering import label
from tests.faults.machines.papers import readable, untrue, whole
from tests.faults.prints_killed.campaign import HallAfter, Killed

Check = Callable[[HallAfter], Iterable[str]]


def every_ticket_is_there(hall: HallAfter) -> Iterator[str]:
    """Whoever was told a number has it."""
    stand = {visit.id: label(visit.letter, visit.digits) for visit in hall.visits}
    for papers in hall.papers:
        for number, visit in papers.numbers.items():
            if stand.get(visit) != number:
                yield f"{papers.lane}: {number} was given, and visit {visit} is {stand.get(visit, 'not there')}"


def every_ticket_ends_in_a_true_state(hall: HallAfter) -> Iterator[str]:
    """Confirmed and sent: it is out. Failed: it cannot be read anywhere. Every job has ended; every ticket has one."""
    for papers in hall.papers:
        out, seen = whole(papers), readable(papers, copies=False)
        for number, visit in papers.numbers.items():
            jobs = [job for job in hall.jobs if job.visit_id == visit]
            if len(jobs) != 1:
                yield f"{papers.lane}: {number} has {len(jobs)} jobs"
            for job in jobs:
                yield from untrue(f"{papers.lane}: {number}", job, is_out=visit in out, is_seen=visit in seen)


def nothing_is_printed_twice(hall: HallAfter) -> Iterator[str]:
    """No number comes out again, not even as a copy: nobody asked for one."""
    for papers in hall.papers:
        times = Tally(read.number for sheet in papers.all for read in sheet.read)
        yield from (f"{papers.lane}: {number} came out {n} times" for number, n in times.items() if n > 1)


def what_came_out_whole_is_one_ticket(hall: HallAfter) -> Iterator[str]:
    """A code leads to the visit whose number stands on the paper."""
    for papers in hall.papers:
        for sheet in papers.sheets:
            if sheet.whole and [papers.numbers[read.number] for read in sheet.read] != sheet.visits:
                yield f"{papers.lane}: paper {sheet.number} shows {sheet.read} and leads to {sheet.visits}"


def no_paper_shows_two_tickets(hall: HallAfter) -> Iterator[str]:
    """What broke off is cut off: below the rest of it, the next person would read two numbers."""
    for papers in hall.papers:
        for sheet in papers.sheets:
            if len({read.number for read in sheet.read}) > 1:
                yield f"{papers.lane}: {' above '.join(read.number for read in sheet.read)}"


CHECKS: tuple[Check, ...] = (
    every_ticket_is_there,
    every_ticket_ends_in_a_true_state,
    nothing_is_printed_twice,
    what_came_out_whole_is_one_ticket,
    no_paper_shows_two_tickets,
)


def violations(killed: Killed) -> dict[str, list[str]]:
    """By the name of the check; empty: everything held."""
    said = {check.__name__: [line for hall in killed.halls for line in check(hall)] for check in CHECKS}
    said["the_hall_hears_what_became_of_it"] = [
        f"{kill.lane}: visit {kill.visit}, killed the {kill.victim} ({kill.step}), and nobody ever knew"
        for kill in killed.kills
        if kill.settled_s is None
    ]
    said["nothing_broke"] = killed.log
    return {name: what for name, what in said.items() if what}

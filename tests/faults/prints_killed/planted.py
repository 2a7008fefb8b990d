"""Faults to be planted in the evidence of kills that were borne, each with the check that must find it."""

from collections.abc import Callable

from tests.faults.machines.printer import Sheet
from tests.faults.machines.reading import Read
from tests.faults.prints_killed.campaign import Killed

Plant = Callable[[Killed], object]


def sheets(killed: Killed) -> list[Sheet]:
    """What lies in the tray."""
    return killed.halls[0].papers[0].sheets


def again(killed: Killed, n: int, *, copy: bool = False) -> None:
    """The n-th paper comes out once more."""
    sheet = sheets(killed)[n]
    sheets(killed).append(sheet._replace(number=9, read=[Read(sheet.read[0].number, 149, copy)]))


def became(killed: Killed, n: int, **facts: object) -> None:
    """Something else became of the n-th ticket's paper."""
    vars(killed.halls[0].jobs[n]).update(facts)


def joined(papers: list[Sheet]) -> None:
    """Nobody cut off the torn one before the third."""
    rest = papers.pop(1)
    papers[1] = papers[1]._replace(whole=False, read=[*rest.read, *papers[1].read])


PLANTED: dict[str, tuple[str, Plant]] = {
    "a ticket is lost": ("every_ticket_is_there", lambda k: k.halls[0].visits.pop(1)),
    "a ticket has another number": (
        "every_ticket_is_there",
        lambda k: vars(k.halls[0].visits[1]).update(digits=77),
    ),
    "sent, and a part is out": ("every_ticket_ends_in_a_true_state", lambda k: became(k, 1, state="sent")),
    "failed, and it can be read": ("every_ticket_ends_in_a_true_state", lambda k: became(k, 1, state="failed")),
    "confirmed, and nothing is out": ("every_ticket_ends_in_a_true_state", lambda k: sheets(k).pop(0)),
    "a paper is forgotten": (
        "every_ticket_ends_in_a_true_state",
        lambda k: became(k, 0, state="claimed", settled_at=None),
    ),
    "a ticket has no job": ("every_ticket_ends_in_a_true_state", lambda k: k.halls[0].jobs.pop()),
    "a paper comes out again": ("nothing_is_printed_twice", lambda k: again(k, 0)),
    "a torn paper comes out again": ("nothing_is_printed_twice", lambda k: again(k, 1)),
    "a copy comes out that nobody asked for": ("nothing_is_printed_twice", lambda k: again(k, 2, copy=True)),
    "the code leads elsewhere": (
        "what_came_out_whole_is_one_ticket",
        lambda k: sheets(k)[0].visits.__setitem__(0, 104),
    ),
    "a ticket hangs below the rest of another": (
        "no_paper_shows_two_tickets",
        lambda k: joined(sheets(k)),
    ),
    "nobody ever knows": (
        "the_hall_hears_what_became_of_it",
        lambda k: k.kills.__setitem__(0, k.kills[0]._replace(settled_s=None)),
    ),
    "something is written down as an error": ("nothing_broke", lambda k: k.log.append("Traceback")),
}

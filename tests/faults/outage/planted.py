"""Faults to be planted in the evidence of an outage that was borne, each with the check that must find it."""

from collections.abc import Callable
from datetime import timedelta

from tests.faults.machines.printer import Sheet
from tests.faults.machines.reading import Read
from tests.faults.outage.evidence import Outage

Plant = Callable[[Outage], object]
ONLINE, GHOST_S, COPIED, LATE, AFTER = range(5)  # the taps


def sheets(found: Outage) -> list[Sheet]:
    """What lies in the tray."""
    return found.papers[0].sheets


def a_tap(found: Outage, n: int, **facts: object) -> None:
    """Something else was so with the n-th tap."""
    vars(found.given[n]).update(facts)


def a_paper_of(found: Outage, number: str) -> None:
    """One more paper comes out."""
    sheets(found).append(Sheet(9, True, True, [Read(number, 149, False)], [2], 1371))


PLANTED: dict[str, tuple[str, Plant]] = {
    "a tap is told two numbers": ("one_tap_one_number", lambda f: f.given[LATE].told.append(("A 5004", 204))),
    "a tap is never answered": ("one_tap_one_number", lambda f: f.given[LATE].told.clear()),
    "the screen shows another number": ("one_tap_one_number", lambda f: a_tap(f, LATE, shown="A 5004")),
    "two people hold one number": (
        "no_two_people_hold_one_number",
        lambda f: a_tap(f, COPIED, told=[("A 5001", 299)]),
    ),
    "the same digits are given with another letter": (
        "no_two_people_hold_one_number",
        lambda f: a_tap(f, COPIED, told=[("T 5001", 202)]),
    ),
    "two people share a visit": ("no_two_people_hold_one_number", lambda f: a_tap(f, COPIED, told=[("A 5002", 201)])),
    "a paper comes out twice": ("nothing_is_printed_twice", lambda f: a_paper_of(f, "A 5003")),
    "a copy comes out by itself": ("nothing_is_printed_twice", lambda f: a_tap(f, COPIED, copies=0)),
    "the paper comes out that nobody was told of": (
        "no_paper_bears_a_number_that_nobody_was_told",
        lambda f: a_paper_of(f, "A 002"),
    ),
    "a ticket is not brought": ("everything_is_brought_within_a_minute", lambda f: f.visits.pop(2)),
    "it takes too long": ("everything_is_brought_within_a_minute", lambda f: setattr(f, "uploaded_s", 61.0)),
    "it is never done": ("everything_is_brought_within_a_minute", lambda f: setattr(f, "uploaded_s", None)),
    "the server refuses one": ("everything_is_brought_within_a_minute", lambda f: f.letters.append("422")),
    "it is for another service": (
        "everything_is_brought_within_a_minute",
        lambda f: vars(f.given[LATE]).update(service="T01"),
    ),
    "an old one waits": (
        "whoever_came_lately_waits_the_others_are_set_aside",
        lambda f: f.events.remove(next(e for e in f.events if (e.kind, e.visit_id) == ("visit_parked", 202))),
    ),
    "a late one is set aside": (
        "whoever_came_lately_waits_the_others_are_set_aside",
        lambda f: setattr(next(e for e in f.events if e.kind == "visit_parked"), "visit_id", 203),
    ),
    "a later one is called first": (
        "everybody_is_called_in_the_order_of_arrival",
        lambda f: f.called.reverse(),
    ),
    "somebody is never called": ("nobody_is_forgotten", lambda f: f.called_later.clear()),
    "a number that nobody heard of waits": (
        "nobody_is_called_whose_number_no_screen_showed",
        lambda f: setattr(f.visits[-1], "state", "waiting"),
    ),
    "the kiosk lives by its own clock": (
        "the_arrival_is_the_moment_of_the_tap",
        lambda f: a_tap(f, LATE, hall_at=f.given[LATE].hall_at - timedelta(hours=2)),
    ),
    "the hall says another time": (
        "the_arrival_is_the_moment_of_the_tap",
        lambda f: setattr(f.visits[LATE], "issued_at", f.visits[LATE].issued_at + timedelta(seconds=1)),
    ),
    "a paper does not say that it was issued alone": (
        "a_paper_says_who_gave_it",
        lambda f: f.offline["Автомат 1"].remove(3),
    ),
    "a paper of the server's says it": ("a_paper_says_who_gave_it", lambda f: f.offline["Автомат 1"].add(1)),
    "a paper does not come out": ("every_paper_comes_out", lambda f: sheets(f).pop(3)),
    "a job has no end": (
        "every_paper_comes_out",
        lambda f: vars(f.jobs[0]).update(state="claimed", settled_at=None),
    ),
    "no answer was lost": ("the_dangers_came", lambda f: f.visits.pop()),
    "nobody was killed": ("the_dangers_came", lambda f: setattr(f, "killed", 0)),
    "nothing was reloaded": ("the_dangers_came", lambda f: setattr(f, "reloaded", 0)),
    "something is written down as an error": ("nothing_broke", lambda f: f.log.append("Traceback")),
}

"""All that must hold when a network was away for hours, and what does not."""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace as Fact

from server.domain.numbering import label
from tests.faults.machines.finding import findings
from tests.faults.outage.evidence import Outage
from tests.faults.outage.given import Given, digits_of

UPLOADED_S = 60.0
STILL_HERE = timedelta(minutes=10)
CLOCK_S = 2.0  # of the wall: how far a kiosk's idea of the hall's time may be off

Check = Callable[[Outage], Iterable[str]]


def one_tap_one_number(found: Outage) -> Iterator[str]:
    """However often it was asked, whatever was killed in between; and the screen shows what was answered."""
    for tap in found.given:
        if not tap.told:
            yield f"{tap.kiosk}: {tap.key} got no number: {tap.refused or 'nobody answered'}"
        elif len(set(tap.told)) > 1:
            yield f"{tap.kiosk}: {tap.key} was told {sorted(set(tap.told))}"
        elif tap.shown is not None and tap.shown != tap.number:
            yield f"{tap.kiosk}: {tap.number} was given, and the screen shows {tap.shown}"


def no_two_people_hold_one_number(found: Outage) -> Iterator[str]:
    """Not on screens, not on papers, not even the same digits with another letter; and no two share a visit."""
    told = {(tap.number, tap.visit, tap.key) for tap in found.given if tap.told}
    yield from (f"the digits {digits} were given to {n}" for digits, n in _twice(digits_of(t[0]) for t in told))
    yield from (f"visit {visit} was given to {n}" for visit, n in _twice(visit for _, visit, _ in told))
    on_paper = [(papers.lane, digits_of(number)) for papers in found.papers for number in _numbers(found, papers.lane)]
    yield from (f"the digits {digits} stand on papers of {n} kiosks" for digits, n in _twice(d for _, d in on_paper))


def nothing_is_printed_twice(found: Outage) -> Iterator[str]:
    """No number comes out again unless the paper says that it is a copy, and somebody asked for it."""
    asked: Tally[str] = Tally()
    for tap in found.given:
        asked[tap.number] += tap.copies
    for papers in found.papers:
        plain = Tally(read.number for sheet in papers.all for read in sheet.read if not read.copy)
        copies = Tally(read.number for sheet in papers.all for read in sheet.read if read.copy)
        yield from (f"{papers.lane}: {number} came out {n} times" for number, n in plain.items() if n > 1)
        for number, n in copies.items():
            if n > asked[number]:
                yield f"{papers.lane}: {n} copies of {number}, {asked[number]} were asked for"


def no_paper_bears_a_number_that_nobody_was_told(found: Outage) -> Iterator[str]:
    """A number whose answer was lost, and that the kiosk replaced by one of its own, is on no paper."""
    for papers in found.papers:
        for sheet in papers.all:
            yield from (
                f"{papers.lane}: a paper with {read.number}, which no screen showed"
                for read in sheet.read
                if read.number not in papers.numbers
            )


def everything_is_brought_within_a_minute(found: Outage) -> Iterator[str]:
    """Every number that a kiosk gave stands in the hall as it was given, and the server refused nothing."""
    if found.uploaded_s is None or found.uploaded_s > UPLOADED_S:
        yield f"brought after {'never' if found.uploaded_s is None else f'{found.uploaded_s:.1f} s'}"
    for tap in found.given:
        row = found.visit(tap.visit)
        if row is None:
            yield f"{tap.kiosk}: {tap.number} (visit {tap.visit}) is lost"
        elif (label(row.letter, row.digits), found.services[row.service_id]) != (tap.number, tap.service):
            yield f"{tap.kiosk}: {tap.number} for {tap.service} is {label(row.letter, row.digits)} now"
    yield from found.letters


def whoever_came_lately_waits_the_others_are_set_aside(found: Outage) -> Iterator[str]:
    """Given at most ten minutes before it was brought: into the line. Older: parked until somebody decides."""
    brought = {e.visit_id: e for e in found.events if e.kind == "visit_issued" and e.data.get("origin") == "offline"}
    parked = {e.visit_id for e in found.events if e.kind == "visit_parked" and e.data.get("offline")}
    for tap in _alone(found):
        if (event := brought.get(tap.visit)) is None:
            yield f"{tap.kiosk}: nobody was told that {tap.number} was brought"
            continue
        age = event.at - datetime.fromisoformat(event.data["issued_at"])
        if (age > STILL_HERE) != (tap.visit in parked):
            not_ = "" if tap.visit in parked else "not "
            yield f"{tap.kiosk}: {tap.number} was brought after {age}, and {not_}parked"


def everybody_is_called_in_the_order_of_arrival(found: Outage) -> Iterator[str]:
    """Of one service, first come, first called: whoever gave the number. Later those who were set aside, the same."""
    for called in (found.called, found.called_later):
        lines = defaultdict(list)
        for visit in called:
            row = found.visit(visit)
            assert row is not None
            lines[row.service_id].append(row)
        for service, rows in lines.items():
            for before, after in pairwise(rows):
                if before.reference_at > after.reference_at:
                    yield f"{found.services[service]}: {_when(before)} was called before {_when(after)}"


def nobody_is_forgotten(found: Outage) -> Iterator[str]:
    """Whoever was told a number was called, or somebody said that they had been served."""
    known = {*found.called, *found.called_later, *found.decided_served}
    for tap in found.given:
        if tap.told and tap.visit not in known:
            yield f"{tap.kiosk}: {tap.number} was never called"


def nobody_is_called_whose_number_no_screen_showed(found: Outage) -> Iterator[str]:
    """The server took the tap, the kiosk did not hear of it and gave a number itself: the first one is withdrawn."""
    for row in found.unheard:
        if row.state != "withdrawn":
            yield f"{label(row.letter, row.digits)} was heard of by nobody and is {row.state}"


def the_arrival_is_the_moment_of_the_tap(found: Outage) -> Iterator[str]:
    """By the hall's clock, also after the kiosk's machine was started anew without the server."""
    off = timedelta(seconds=CLOCK_S * found.size.speed)
    for tap in _alone(found):
        assert tap.issued_at is not None
        assert tap.answered_at is not None
        latest = tap.hall_at + timedelta(seconds=(tap.answered_at - tap.tapped_at) * found.size.speed)
        if not tap.hall_at - off <= tap.issued_at <= latest + off:
            yield f"{tap.kiosk}: {tap.number} was asked for at {tap.hall_at:%H:%M:%S}, it says {tap.issued_at:%H:%M:%S}"
        row = found.visit(tap.visit)
        if row is not None and row.issued_at != tap.issued_at:
            yield f"{tap.kiosk}: {tap.number} says {tap.issued_at}, the hall {row.issued_at}"


def a_paper_says_who_gave_it(found: Outage) -> Iterator[str]:
    """ "Issued without connection" stands on every paper of a kiosk's own number, and on no other."""
    for papers in found.papers:
        for sheet in papers.sheets:
            alone = any(digits_of(read.number) >= 5000 for read in sheet.read)
            if sheet.read and alone != (sheet.number in found.offline[papers.lane]):
                not_ = "not " if alone else ""
                yield f"{papers.lane}: the paper of {sheet.read[0].number} does {not_}say that it was issued alone"


def every_paper_comes_out(found: Outage) -> Iterator[str]:
    """Whoever was told a number has it on paper, too, unless the hall says that nobody can tell."""
    for papers in found.papers:
        out = _numbers(found, papers.lane)
        for number, visit in papers.numbers.items():
            states = {str(job.state) for job in found.jobs if job.visit_id == visit}
            if number not in out and not states & {"unknown", "failed"}:
                yield f"{papers.lane}: {number} has no paper ({', '.join(sorted(states)) or 'no job'})"
    yield from (f"job {job.id} is {job.state} and has not ended" for job in found.jobs if job.settled_at is None)


def the_dangers_came(found: Outage) -> Iterator[str]:
    """Else nothing was proved."""
    if not any(_alone(found)):
        yield "no number was given without the server"
    if not found.unheard:
        yield "no answer was lost after the server had taken the tap"
    if not found.killed:
        yield "no agent was killed"
    if not found.reloaded:
        yield "no browser was reloaded"


def nothing_broke(found: Outage) -> Iterator[str]:
    """Nothing was written down as an error."""
    yield from found.log


CHECKS: tuple[Check, ...] = (
    one_tap_one_number,
    no_two_people_hold_one_number,
    nothing_is_printed_twice,
    no_paper_bears_a_number_that_nobody_was_told,
    everything_is_brought_within_a_minute,
    whoever_came_lately_waits_the_others_are_set_aside,
    everybody_is_called_in_the_order_of_arrival,
    nobody_is_forgotten,
    nobody_is_called_whose_number_no_screen_showed,
    the_arrival_is_the_moment_of_the_tap,
    a_paper_says_who_gave_it,
    every_paper_comes_out,
    the_dangers_came,
    nothing_broke,
)


def violations(found: Outage) -> dict[str, list[str]]:
    """By the name of the check; empty: everything held."""
    return findings(CHECKS, found)


def _alone(found: Outage) -> Iterator[Given]:
    return (tap for tap in found.given if tap.alone)


def _numbers(found: Outage, lane: str) -> set[str]:
    """What stands on the papers of one kiosk."""
    sheets = [sheet for papers in found.papers if papers.lane == lane for sheet in papers.all]
    return {read.number for sheet in sheets for read in sheet.read}


def _when(row: Fact) -> str:
    return f"{label(row.letter, row.digits)} of {row.issued_at:%H:%M:%S}"


def _twice(things: Iterable[int]) -> Iterator[tuple[int, int]]:
    return ((thing, n) for thing, n in Tally(things).items() if n > 1)

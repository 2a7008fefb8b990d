"""What must be true of tickets, whatever the servers died of. Each check says what it finds wrong."""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from server.domain.numbering import label
from tests.faults.evidence import Evidence

SAME = ("visit", "number", "service", "class", "ahead", "wait", "url", "issued_at")  # in every answer to one key


def what_was_acknowledged_is_there(found: Evidence) -> Iterator[str]:
    """Whoever was given a ticket still has it: the same visit, number and request."""
    visits = {visit.id: visit for visit in found.visits}
    for op in found.done("issue"):
        visit, number = visits.get(op.said["visit"]), op.said["number"]
        if visit is None:
            yield f"{number} (visit {op.said['visit']}) was given to {op.who} and is lost"
        elif (label(visit.letter, visit.digits), visit.key) != (number, op.key):
            yield f"{number} was given to {op.who} for {op.key}, but visit {visit.id} is another"


def no_number_twice_a_day(found: Evidence) -> Iterator[str]:
    """Neither in the database, nor in the journal, nor in people's hands; not even the digits with another letter."""
    day = {visit.id: visit.day_id for visit in found.visits}
    for what in twice((visit.day_id, visit.digits) for visit in found.visits):
        yield f"day and digits {what} stand twice in the database"
    issued = [event for event in found.events if event.kind == "visit_issued"]
    for what in twice((day.get(event.visit_id), event.data["number"]) for event in issued):
        yield f"day and number {what} stand twice in the journal"
    given = {(op.said["visit"], op.said["number"]) for op in found.done("issue")}
    for what in twice((day.get(visit), number) for visit, number in given):
        yield f"day and number {what} were given to two people"


def one_request_one_ticket(found: Evidence) -> Iterator[str]:
    """However often a key is sent, it gives one ticket, new once; and no ticket comes of a key nobody sent."""
    given = defaultdict(set)
    fresh = Tally(op.key for op in found.done("issue") if op.status == 201)
    for op in found.done("issue"):
        given[op.key].add(tuple(str(op.said.get(name)) for name in SAME))
    yield from (f"{key} gave {sorted(tickets)}" for key, tickets in given.items() if len(tickets) > 1)
    yield from (f"{key} gave a new ticket {times} times" for key, times in fresh.items() if times > 1)
    yield from (f"{key} stands with two visits" for key in twice(visit.key for visit in found.visits))
    sent = {op.key for op in found.ops if op.what == "issue"}
    yield from (f"nobody asked for visit {visit.id}" for visit in found.visits if visit.key not in sent)


def whoever_asked_again_was_answered(found: Evidence) -> Iterator[str]:
    """A ticket that was asked for in vain was given when it was asked for again; nothing was refused."""
    given = {op.key for op in found.done("issue")}
    yield from {
        f"{op.who} never got a ticket for {op.key}" for op in found.ops if op.what == "issue" and op.key not in given
    }
    for op in found.ops:
        if op.what == "issue" and op.outcome == "no":
            yield f"{op.who} was refused {op.key}: {op.status} {op.said.get('code')}"


def nothing_broke(found: Evidence) -> Iterator[str]:
    """No answer says that something broke (busy is no fault), and no log."""
    for op in found.ops:
        if op.status is not None and op.status >= 500 and op.status != 503:
            yield f"{op.who} heard {op.status} to {op.what} {op.key or op.visit}"
    yield from (line for line in found.log if '"level": "error"' in line)


def the_file_is_whole(found: Evidence) -> Iterator[str]:
    """SQLite finds nothing wrong with its pages, and every row belongs to one that is there."""
    yield from found.damage


def twice(things: Iterable[Hashable]) -> list[Hashable]:
    """Those that come more than once."""
    return [thing for thing, times in Tally(things).items() if times > 1]

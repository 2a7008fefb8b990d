"""At the desk: call, recall, start, finish, not here."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from server.clock import wall
from server.domain.calling import RULE, explain
from server.domain.errors import Refusal
from server.domain.journal import stamp
from server.domain.lifecycle import Step, after
from server.domain.numbering import label, read_label
from server.hall.catalogue import catalogue_of
from server.hall.desks import AtDesk, Paused, desk_of
from server.hall.issuing import KeyReused
from server.hall.line import next_two
from server.hall.moving import VISIT, NoSuchVisit, move, visit_of
from server.hall.rating import grant_right
from server.models import Found, table
from server.models.event import EventKind
from server.models.visit import AT_DESK, Call, CallKind, VisitState
from server.store import Unit

CALL = table(Call)

OPEN_HERE = select(VISIT).where(VISIT.c.counter_id == bindparam("counter"), AT_DESK)
CALL_BY_KEY = select(CALL.c.id, CALL.c.visit_id, CALL.c.counter_id, CALL.c.undone).where(
    CALL.c.hall_id == bindparam("hall"), CALL.c.day_id == bindparam("day"), CALL.c.key == bindparam("key")
)
MAKE_CALL = insert(CALL).returning(CALL.c.id)


class DeskBusy(Refusal):
    """A visit is still open at this desk: finish it first."""

    code = "desk_busy"


class Stale(Refusal):
    """The desk believes in another open visit than there is: its picture is old."""

    code = "stale"


class OtherDesk(Refusal):
    """The visit is open at another desk."""

    code = "other_desk"


@dataclass(frozen=True)
class Done:
    """What a step at the desk answers."""

    visit: int
    number: str
    service: str
    state: str
    call: int | None = None


def call_next(
    work: Unit, staff: int, key: str, expected: int | None = None, check_expected: bool = False
) -> Done | None:
    """Call whom the rule chooses; None when nobody waits for this desk. The same key gives the same visit.

    Raises NoDesk, Paused, DeskBusy, and Stale when `expected` is not the visit open here.
    """
    at = desk_of(work, staff)
    known = _called_before(work, at, key)
    if known is not None:
        return known
    _free(work, at, expected, check_expected)
    if work.day_id is None:
        return None
    services = catalogue_of(work).callable_by(at.place, at.competences)
    chosen, runner_up = next_two(work.conn, work.hall, work.day_id, services, at.place.id, work.now)
    if chosen is None:
        return None
    return _call(work, at, visit_of(work, chosen.id), CallKind.NEXT, key, explain(chosen, runner_up, work.now))


def call_given(work: Unit, staff: int, number: str, reason: str, key: str) -> Done:
    """Call one given number, as an exception with its reason; the reason is kept until the day is closed.

    Raises NoSuchVisit, NotAllowed, DeskBusy, Paused.
    """
    at = desk_of(work, staff)
    known = _called_before(work, at, key)
    if known is not None:
        if read_label(known.number) != read_label(number):
            raise KeyReused(f"this key called {known.number}")
        return known
    _free(work, at, None, False)
    visit = find_number(work, number)
    after(VisitState(visit.state), Step.CALL)
    return _call(work, at, visit, CallKind.GIVEN, key, {"rule": RULE, "exception": reason})


def find_number(work: Unit, number: str) -> Found:
    """Today's visit with this number, however a person writes it. Raises NoSuchVisit."""
    read = read_label(number)
    if work.day_id is not None and read is not None:
        row = work.conn.execute(
            select(VISIT).where(
                VISIT.c.hall_id == work.hall,
                VISIT.c.day_id == work.day_id,
                VISIT.c.letter == read[0],
                VISIT.c.digits == read[1],
            )
        ).one_or_none()
        if row is not None:
            return row
    raise NoSuchVisit(f"nobody holds the number {number} today")


def recall(work: Unit, staff: int, visit_id: int) -> Done:
    """Call the same person again; a new call of the same number."""
    at, visit = _here(work, staff, visit_id, Step.RECALL)
    call = _make_call(work, at, visit, CallKind.RECALL, None, {})
    calls = visit.calls + 1
    # A recall moves nothing, so last_seq stays: the call before it can still be undone.
    work.record(
        EventKind.VISIT_RECALLED, visit=visit.id, counter=at.place.number, clerk=at.clerk, call=call, calls=calls
    )
    work.conn.execute(update(VISIT).where(VISIT.c.id == visit.id).values(calls=calls, called_at=work.now))
    return done(work, visit, VisitState.CALLED, call)


def start(work: Unit, staff: int, visit_id: int) -> Done:
    """The person has come."""
    at, visit = _here(work, staff, visit_id, Step.START)
    return done(work, visit, move(work, visit, Step.START, EventKind.VISIT_STARTED, **at.did))


def finish(work: Unit, staff: int, visit_id: int) -> Done:
    """The errand is done; the person may rate it once."""
    at, visit = _here(work, staff, visit_id, Step.FINISH)
    state = move(work, visit, Step.FINISH, EventKind.VISIT_FINISHED, changes={"was_finished": True}, **at.did)
    grant_right(work, visit, at.place.id, at.clerk, wall())
    return done(work, visit, state)


def absent(work: Unit, staff: int, visit_id: int) -> Done:
    """The person did not come; they may come back within 15 minutes of the last call. The second time it is final."""
    at, visit = _here(work, staff, visit_id, Step.ABSENT)
    forgotten = {"needs": None, "note": None} if visit.came_back else {}
    return done(work, visit, move(work, visit, Step.ABSENT, EventKind.VISIT_ABSENT, changes=forgotten, **at.did))


def done(work: Unit, visit: Found, state: VisitState, call: int | None = None, service_id: int | None = None) -> Done:
    """The answer to a step."""
    service = catalogue_of(work).service_by_id(service_id or visit.service_id)
    return Done(visit.id, label(visit.letter, visit.digits), service.code, str(state), call)


def here(work: Unit, staff: int, visit: Found) -> AtDesk:
    """The clerk's desk, if it holds this visit. Raises OtherDesk, NoDesk."""
    at = desk_of(work, staff)
    if visit.counter_id != at.place.id and visit.state in (VisitState.CALLED, VisitState.SERVING):
        number = catalogue_of(work).counter_by_id(visit.counter_id).number
        raise OtherDesk(f"the visit is open at counter {number}", counter=number)
    return at


def _here(work: Unit, staff: int, visit_id: int, step: Step) -> tuple[AtDesk, Found]:
    visit = visit_of(work, visit_id)
    after(VisitState(visit.state), step)
    return here(work, staff, visit), visit


def _called_before(work: Unit, at: AtDesk, key: str) -> Done | None:
    """What this key called before: a repeated press calls nobody else."""
    row = work.conn.execute(CALL_BY_KEY, {"hall": work.hall, "day": work.day_id, "key": key}).one_or_none()
    if row is None:
        return None
    visit = visit_of(work, row.visit_id)
    if row.counter_id != at.place.id:
        raise OtherDesk("this key called somebody to another counter")
    if row.undone:
        raise Stale("this key's call was taken back; press again", open=None)
    return done(work, visit, VisitState(visit.state), row.id)


def _free(work: Unit, at: AtDesk, expected: int | None, check_expected: bool) -> None:
    open_here = work.conn.execute(OPEN_HERE, {"counter": at.place.id}).one_or_none()
    if check_expected and expected != (open_here.id if open_here else None):
        raise Stale("the desk has another open visit than expected", open=open_here.id if open_here else None)
    if open_here is not None:
        number = label(open_here.letter, open_here.digits)
        raise DeskBusy(f"{number} is still open at this desk", visit=open_here.id, number=number, state=open_here.state)
    if at.paused is not None:
        raise Paused("the desk is paused", reason=at.paused)


def _call(work: Unit, at: AtDesk, visit: Found, kind: CallKind, key: str, why: dict[str, Any]) -> Done:
    call = _make_call(work, at, visit, kind, key, why)
    changes = {"counter_id": at.place.id, "called_at": work.now, "calls": 1, "wanted_counter_id": None}
    said = {
        "call": call,
        "how": kind.value,
        "reference_at": stamp(visit.reference_at),
        "promise_s": visit.promise_s,
    }
    state = move(work, visit, Step.CALL, EventKind.VISIT_CALLED, changes=changes, **at.did, **said)
    return done(work, visit, state, call)


def _make_call(work: Unit, at: AtDesk, visit: Found, kind: CallKind, key: str | None, why: dict[str, Any]) -> int:
    row = {
        "hall_id": work.hall,
        "day_id": visit.day_id,
        "visit_id": visit.id,
        "counter_id": at.place.id,
        "kind": kind,
        "at": work.now,
        "key": key,
        "undone": False,
        "why": why,
    }
    return int(work.conn.execute(MAKE_CALL, row).scalar_one())

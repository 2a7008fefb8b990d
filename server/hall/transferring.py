"""Out of the line and back into it: park, return, transfer, another service, withdraw."""

from typing import Any

from server.domain.calling import (
    promise_after_transfer,
    promise_of,
    reference_after_return,
)
from server.domain.errors import Refusal
from server.domain.lifecycle import NotAllowed, Step, after, may_return
from server.hall.catalogue import Offer, catalogue_of
from server.hall.desks import NoSuchCounter, clerk_may_serve, desk_of
from server.hall.issuing import NoSuchService
from server.hall.moving import move, visit_of
from server.hall.serving import Done, done, here
from server.models.event import EventKind
from server.models.visit import VisitClass, VisitState
from server.store import Unit


class NowhereToGo(Refusal):
    """A transfer needs another service or another counter; the counter must serve the service."""

    code = "invalid"


def park(work: Unit, staff: int, visit_id: int, note: str | None = None) -> Done:
    """Set the visit aside; it keeps its number and its reference time."""
    visit = visit_of(work, visit_id)
    after(VisitState(visit.state), Step.PARK)
    at = here(work, staff, visit)
    changes = {"note": note or visit.note, "counter_id": at.place.id}
    return done(work, visit, move(work, visit, Step.PARK, EventKind.VISIT_PARKED, changes=changes, **at.did))


def come_back(work: Unit, visit_id: int, staff: int | None = None) -> Done:
    """Back into the line: from parked with the old reference time, from absence with that of the last call.

    `staff` None: the visitor did it at kiosk or phone, who was absent; a clerk who parked somebody waits for something
    and brings them back. Raises NotAllowed, TooLate.
    """
    visit = visit_of(work, visit_id)
    if staff is None and visit.state == VisitState.PARKED:
        raise NotAllowed(VisitState.PARKED, Step.RETURN)
    may_return(VisitState(visit.state), visit.called_at, visit.came_back, work.now)
    changes: dict[str, object] = {"calls": 0}
    if visit.state == VisitState.ABSENT:
        changes |= {"came_back": True, "reference_at": reference_after_return(visit.reference_at, visit.called_at)}
    did = desk_of(work, staff).did if staff is not None else {}
    return done(work, visit, move(work, visit, Step.RETURN, EventKind.VISIT_RETURNED, changes=changes, **did))


def transfer(
    work: Unit,
    staff: int,
    visit_id: int,
    *,
    service: str | None = None,
    counter: int | None = None,
    note: str | None = None,
    our_mistake: bool = False,
) -> Done:
    """Send the visit to another service or counter: same number, same reference time, no time lost.

    A wanted counter calls it as long as somebody is there; an empty or paused one leaves it to the others.
    Raises NoSuchService, NoSuchCounter, NowhereToGo, NotAllowed.
    """
    visit = visit_of(work, visit_id)
    after(VisitState(visit.state), Step.TRANSFER)
    at = here(work, staff, visit)
    house = catalogue_of(work)
    offer = _offer(work, service) if service else house.service_by_id(visit.service_id)
    place = house.counter(counter) if counter is not None else None
    if counter is not None and place is None:
        raise NoSuchCounter(f"there is no counter {counter}")
    if place is not None and offer.group.letter not in place.serves:
        raise NowhereToGo(f"counter {counter} does not serve group {offer.group.letter}")
    if place is None and service is None:
        raise NowhereToGo("a transfer needs a service or a counter")
    if place is not None and not clerk_may_serve(work, place, offer.id):
        raise NowhereToGo(f"the clerk at counter {counter} may not serve {offer.code}")
    promise = promise_after_transfer(offer.target_s, VisitClass(visit.visitor_class), visit.promise_s, our_mistake)
    changes = {
        "service_id": offer.id,
        "group_id": offer.group.id,
        "promise_s": promise,
        "wanted_counter_id": place.id if place else None,
        "note": note or visit.note,
        "calls": 0,
    }
    said: dict[str, Any] = {
        "service": offer.code,
        "group": offer.group.letter,
        "promise_s": promise,
        "our_mistake": our_mistake,
    }
    state = move(work, visit, Step.TRANSFER, EventKind.VISIT_TRANSFERRED, changes=changes, **at.did, **said, to=counter)
    return done(work, visit, state, service_id=offer.id)


def reclassify(work: Unit, staff: int, visit_id: int, service: str) -> Done:
    """It is another service than the visitor chose; the visit stays where it is. Raises NoSuchService, NotAllowed."""
    visit = visit_of(work, visit_id)
    after(VisitState(visit.state), Step.RECLASSIFY)
    at = here(work, staff, visit)
    offer = _offer(work, service)
    changes = {
        "service_id": offer.id,
        "group_id": offer.group.id,
        "promise_s": promise_of(offer.target_s, VisitClass(visit.visitor_class)),
        "wanted_counter_id": None,  # it was wanted for what the visit is no longer
    }
    said: dict[str, Any] = {"service": offer.code, "group": offer.group.letter, "promise_s": changes["promise_s"]}
    state = move(work, visit, Step.RECLASSIFY, EventKind.VISIT_RECLASSIFIED, changes=changes, **at.did, **said)
    return done(work, visit, state, service_id=offer.id)


def withdraw(work: Unit, visit_id: int, staff: int | None = None) -> Done:
    """The visitor gives the number up; at the desk a clerk does it for them."""
    visit = visit_of(work, visit_id)
    did = here(work, staff, visit).did if staff is not None else {}
    return done(work, visit, move(work, visit, Step.WITHDRAW, EventKind.VISIT_WITHDRAWN, **did))


def _offer(work: Unit, code: str) -> Offer:
    offer = catalogue_of(work).service(code)
    if offer is None:
        raise NoSuchService(f"the hall does not offer {code}")
    return offer

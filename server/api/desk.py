"""The clerk's desk: sign on, pause, next."""

from contextlib import suppress

from flask import Response

from server import pictures
from server.api.answers import nothing, outcomes, said, stepped
from server.api.asked import CallAsked, NextAsked, PauseAsked, SignOnAsked
from server.api.blueprint import api
from server.api.permissions import me
from server.api.shown import Stepped
from server.hall import desks
from server.hall.desks import NoDesk
from server.hall.pictures import Desk
from server.hall.serving import call_given, call_next
from server.running import running
from server.who import Actor, Person


def clerk(who: Actor) -> Person:
    """The person at the desk; permissions let nobody else through."""
    assert who.staff is not None
    return who.staff


@api.post("/desk", responses=outcomes({201: Desk}, 404, 409))
def sign_on(body: SignOnAsked) -> Response:
    """Sign on at a counter; an open visit there is taken over."""
    run, who = running(), me()
    with run.store.unit(who.hall, run.clock.now) as work:
        desks.sign_on(work, clerk(who).id, body.counter)
    return said(_picture(who), 201)


@api.delete("/desk", responses=outcomes({204: None}))
def sign_off() -> Response:
    """Leave the counter; whoever sits at none has left already."""
    run, who = running(), me()
    with suppress(NoDesk), run.store.unit(who.hall, run.clock.now) as work:
        desks.sign_off(work, clerk(who).id)
    return nothing()


@api.get("/desk", responses=outcomes({200: Desk}, 409))
def show_desk() -> Response:
    """The desk's picture as it is now."""
    return said(_picture(me()))


@api.post("/desk/pause", responses=outcomes({200: Desk}, 409))
def pause_desk(body: PauseAsked) -> Response:
    """Call nobody for a while, and say why."""
    run, who = running(), me()
    with run.store.unit(who.hall, run.clock.now) as work:
        desks.pause(work, clerk(who).id, body.reason)
    return said(_picture(who))


@api.post("/desk/resume", responses=outcomes({200: Desk}, 409))
def resume_desk() -> Response:
    """The desk is back."""
    run, who = running(), me()
    with run.store.unit(who.hall, run.clock.now) as work:
        desks.resume(work, clerk(who).id)
    return said(_picture(who))


@api.post("/desk/next", responses=outcomes({200: Stepped, 204: None}, 409))
def next_at_desk(body: NextAsked) -> Response:
    """Call whom the rule chooses; 204 when nobody waits. The same key answers the same."""
    run, who = running(), me()
    check = "expected" in body.model_fields_set
    with run.store.unit(who.hall, run.clock.now) as work:
        done = call_next(work, clerk(who).id, body.key, body.expected, check)
    return stepped(done) if done is not None else nothing()


@api.post("/desk/call", responses=outcomes({200: Stepped}, 404, 409))
def call_number(body: CallAsked) -> Response:
    """Call one given number: an exception, recorded with its reason."""
    run, who = running(), me()
    with run.store.unit(who.hall, run.clock.now) as work:
        done = call_given(work, clerk(who).id, body.number, body.reason, body.key)
    return stepped(done)


def _picture(who: Actor) -> Desk:
    run = running()
    staff, counter = who.staff.id if who.staff else None, who.device.counter_id if who.device else None
    picture = pictures.desk(run, run.relay.fresh(who.hall), staff, counter)
    if picture is None:
        raise NoDesk("sign on at a counter first")
    return picture

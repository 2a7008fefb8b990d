"""Steps of a visit, one address each."""

from collections.abc import Callable

from flask import Response

from server.api.answers import outcomes, stepped
from server.api.asked import NoteAsked, ReclassifyAsked, TransferAsked, VisitPath
from server.api.blueprint import api
from server.api.desk import clerk
from server.api.permissions import me
from server.api.shown import Stepped
from server.hall import serving, transferring, undoing
from server.hall.serving import Done
from server.running import running
from server.store import Unit

STEPPED = outcomes({200: Stepped}, 404, 409)


def _step(do: Callable[[Unit, int], Done]) -> Response:
    run, who = running(), me()
    with run.store.unit(who.hall, run.clock.now) as work:
        done = do(work, clerk(who).id)
    return stepped(done)


@api.post("/visits/<int:visit>/recall", responses=STEPPED)
def recall_visit(path: VisitPath) -> Response:
    """Call the same person again."""
    return _step(lambda work, staff: serving.recall(work, staff, path.visit))


@api.post("/visits/<int:visit>/start", responses=STEPPED)
def start_visit(path: VisitPath) -> Response:
    """The person has come."""
    return _step(lambda work, staff: serving.start(work, staff, path.visit))


@api.post("/visits/<int:visit>/finish", responses=STEPPED)
def finish_visit(path: VisitPath) -> Response:
    """The errand is done; pad and phone ask for a rating."""
    return _step(lambda work, staff: serving.finish(work, staff, path.visit))


@api.post("/visits/<int:visit>/absent", responses=STEPPED)
def absent_visit(path: VisitPath) -> Response:
    """The person did not come."""
    return _step(lambda work, staff: serving.absent(work, staff, path.visit))


@api.post("/visits/<int:visit>/park", responses=STEPPED)
def park_visit(path: VisitPath, body: NoteAsked) -> Response:
    """Set aside, same number."""
    return _step(lambda work, staff: transferring.park(work, staff, path.visit, body.note))


@api.post("/visits/<int:visit>/return", responses=STEPPED)
def return_visit(path: VisitPath) -> Response:
    """Back into the line, by a clerk or at the kiosk."""
    run, who = running(), me()
    with run.store.unit(who.hall, run.clock.now) as work:
        done = transferring.come_back(work, path.visit, who.staff.id if who.staff else None)
    return stepped(done)


@api.post("/visits/<int:visit>/transfer", responses=STEPPED)
def transfer_visit(path: VisitPath, body: TransferAsked) -> Response:
    """To another service or counter: same number, same reference time."""
    return _step(
        lambda work, staff: transferring.transfer(
            work,
            staff,
            path.visit,
            service=body.service,
            counter=body.counter,
            note=body.note,
            our_mistake=body.our_mistake,
        )
    )


@api.post("/visits/<int:visit>/withdraw", responses=STEPPED)
def withdraw_visit(path: VisitPath) -> Response:
    """The visitor gives the number up; a clerk does it for them."""
    return _step(lambda work, staff: transferring.withdraw(work, path.visit, staff))


@api.post("/visits/<int:visit>/undo", responses=STEPPED)
def undo_visit(path: VisitPath) -> Response:
    """Take this desk's last step back, within a minute."""
    return _step(lambda work, staff: undoing.undo(work, staff, path.visit))


@api.patch("/visits/<int:visit>", responses=STEPPED)
def reclassify_visit(path: VisitPath, body: ReclassifyAsked) -> Response:
    """It is another service than the visitor chose."""
    return _step(lambda work, staff: transferring.reclassify(work, staff, path.visit, body.service))

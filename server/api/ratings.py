"""One tap at the pad, and what may be added to it within a minute."""

from flask import Response

from server.api.answers import nothing, outcomes, said
from server.api.asked import AmendAsked, EditPath, RatingAsked, VisitPath
from server.api.blueprint import api
from server.api.permissions import NotPermitted, me
from server.api.shown import Edit
from server.clock import wall
from server.domain.errors import Refusal
from server.hall.moving import visit_of
from server.hall.rating import EDIT_FOR, AlreadyRated, amend, hall_of_rating, rate, right_of
from server.hall.tokens import edit_token, rating_of_token
from server.models.rating import RatingChannel
from server.running import running


class EditOver(Refusal):
    """The minute in which a rating may be added to is over, or the link is not ours."""

    code = "too_late"


@api.post("/visits/<int:visit>/rating", responses=outcomes({201: Edit}, 404, 409))
def rate_visit(path: VisitPath, body: RatingAsked) -> Response:
    """Rate the visit that has just ended at this pad's counter; once."""
    run, who = running(), me()
    with run.store.unit(who.hall, run.clock.now) as work:
        visit_of(work, path.visit)
        right = right_of(work, path.visit)
        if right is None:
            raise AlreadyRated("this visit cannot be rated, or it was rated already")
        if who.device is None or right.counter_id != who.device.counter_id:
            raise NotPermitted("this visit ended at another counter")
        rated = rate(work, path.visit, body.score, RatingChannel.PAD, wall())
    until = int((wall() + EDIT_FOR).timestamp())
    return said(Edit(edit=edit_token(run.settings.secret.get_secret_value(), rated.key, until)), 201)


@api.patch("/public/ratings/<edit>", responses=outcomes({204: None}, 409))
def amend_rating(path: EditPath, body: AmendAsked) -> Response:
    """Add "did the clerk introduce themselves?" or a comment."""
    run = running()
    key = rating_of_token(run.settings.secret.get_secret_value(), path.edit, int(wall().timestamp()))
    if key is None:
        raise EditOver("the minute to add something is over")
    with run.store.look() as conn:
        hall = hall_of_rating(conn, key)
    if hall is None:
        raise EditOver("there is no such rating")
    with run.store.unit(hall, run.clock.now) as work:
        amend(work, key, body.introduced, body.comment)
    return nothing()

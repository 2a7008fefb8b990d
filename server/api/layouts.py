"""How the hall's tickets look: as it is set, a preview of what is not saved yet, and the change itself."""

from typing import Any

from flask import Response, request
from sqlalchemy import bindparam, select

from kiosk.agent.layout import STANDARD, Layout
from kiosk.agent.refusals import BadLayout
from server.api.answers import outcomes, said
from server.api.asked import LayoutAsked, LookAsked, PreviewAsked
from server.api.blueprint import api
from server.api.permissions import me
from server.api.shown import LayoutShown, LookShown
from server.hall.catalogue import catalogue_now
from server.hall.layout import STAFF, TicketLayout, change_layout
from server.previews import preview, refused
from server.running import Running, running
from server.samples import sample

LARGEST_BODY = 256 * 1024  # of a look with its logo
WITH_A_LOGO = frozenset({"api.change_ticket_layout", "api.preview_ticket"})
PNG: dict[str, Any] = {"image/png": {}}
NAME = select(STAFF.c.name).where(STAFF.c.id == bindparam("staff"))


@api.before_request
def room_for_a_logo() -> None:
    """A logo is larger than what the hall is usually told."""
    if request.endpoint in WITH_A_LOGO:
        request.max_content_length = LARGEST_BODY


@api.get("/ticket-layout", responses=outcomes({200: LayoutShown}))
def show_ticket_layout() -> Response:
    """The look of tickets, who set it and when."""
    run, who = running(), me()
    return said(_shown(run, catalogue_now(run.store, who.hall).tickets))


@api.put("/ticket-layout", responses=outcomes({200: LayoutShown}, 409, 503))
def change_ticket_layout(body: LayoutAsked) -> Response:
    """Change it, once it has been drawn; 409 `stale`: somebody else has changed the version it began with."""
    run, who = running(), me()
    assert who.staff is not None
    look = _look(body.look)
    preview(sample(run, who.hall, look, "bg", "copy", None), 576)
    with run.store.unit(who.hall, run.clock.now) as work:
        after = change_layout(work, who.staff.id, body.version, look, body.short_from)
    return said(_shown(run, after))


@api.post("/ticket-layout/previews", responses=outcomes({}, 503) | {200: {"content": PNG}})
def preview_ticket(body: PreviewAsked) -> Response:
    """A ticket in a look that nobody has saved: a PNG, a pixel for each dot."""
    run, who = running(), me()
    ticket = sample(run, who.hall, _look(body.look), body.lang, body.kind, body.service)
    return Response(preview(ticket, body.dots), mimetype="image/png")


def _look(asked: LookAsked) -> dict[str, Any]:
    """What is kept of it: nothing for the standard one. Raises BadLook."""
    try:
        look = Layout.from_json(asked.model_dump())
    except BadLayout as wrong:
        raise refused(wrong) from None
    return look.to_json()


def _shown(run: Running, tickets: TicketLayout) -> LayoutShown:
    try:
        look = Layout.from_json(tickets.look).to_json()
    except BadLayout:  # of another revision: what is printed meanwhile is the standard one
        look = STANDARD.to_json()
    name = None
    if tickets.saved_by is not None:
        with run.store.look() as conn:
            name = conn.execute(NAME, {"staff": tickets.saved_by}).scalar()
    return LayoutShown(
        version=tickets.version,
        look=LookShown(**look),
        short_from=tickets.short_from,
        saved_at=tickets.saved_at,
        saved_by=name,
    )

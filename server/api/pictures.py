"""The pictures over HTTP: what a screen asks for when its heartbeat says it is behind. And the journal."""

from flask import Response
from sqlalchemy import bindparam, select

from server import pictures as seen
from server.api.answers import outcomes, said
from server.api.asked import EventsAsked
from server.api.blueprint import api
from server.api.permissions import me
from server.api.shown import EventShown, Journal
from server.domain.journal import stamp
from server.hall.moving import NoSuchVisit
from server.hall.pictures import Board, HallToday, Lobby, Pad
from server.models import table
from server.models.event import Event
from server.models.hall import Hall
from server.running import running

EVENT, HALL = table(Event), table(Hall)

AFTER = (
    select(EVENT)
    .where(EVENT.c.hall_id == bindparam("hall"), EVENT.c.seq > bindparam("after"))
    .order_by(EVENT.c.seq)
    .limit(bindparam("most"))
)


@api.get("/board", responses=outcomes({200: Board}))
def show_board() -> Response:
    """The display's picture as it is now."""
    run, who = running(), me()
    return said(seen.board(run, who.hall, run.relay.fresh(who.hall)))


@api.get("/lobby", responses=outcomes({200: Lobby}))
def show_lobby() -> Response:
    """The kiosk's picture as it is now."""
    run, who = running(), me()
    kiosk = who.device.id if who.device is not None and who.device.kind == "kiosk" else None
    return said(seen.lobby(run, who.hall, run.relay.fresh(who.hall), kiosk))


@api.get("/pad", responses=outcomes({200: Pad}, 404))
def show_pad() -> Response:
    """The pad's picture as it is now."""
    run, who = running(), me()
    assert who.device is not None
    picture = seen.pad(run, who.hall, run.relay.fresh(who.hall), who.device.counter_id)
    if picture is None:
        raise NoSuchVisit("this pad stands at no counter")
    return said(picture)


@api.get("/hall-today", responses=outcomes({200: HallToday}))
def hall_today() -> Response:
    """The day so far in figures."""
    run, who = running(), me()
    return said(seen.today(run, who.hall, run.relay.fresh(who.hall)))


@api.get("/events", responses=outcomes({200: Journal}))
def events(query: EventsAsked) -> Response:
    """The journal after an entry, in order."""
    run, who = running(), me()
    with run.store.look() as conn:
        epoch = conn.execute(select(HALL.c.epoch).where(HALL.c.id == who.hall)).scalar_one()
        rows = conn.execute(AFTER, {"hall": who.hall, "after": query.after, "most": query.limit}).all()
    shown = [
        EventShown(
            seq=e.seq,
            at=stamp(e.at),
            kind=e.kind,
            visit=e.visit_id,
            counter=e.counter,
            clerk=e.clerk,
            data=e.data,
            hash=e.hash,
        )
        for e in rows
    ]
    return said(Journal(epoch=epoch, events=shown))

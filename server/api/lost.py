"""Lost papers: a visitor looks for their number at a kiosk, somebody at a desk says which it is."""

from datetime import timedelta

from flask import Response

from server.api.answers import nothing, outcomes, said
from server.api.asked import FoundAsked, LikelyAsked, LostAsked, SearchPath
from server.api.blueprint import api
from server.api.desk import clerk
from server.api.permissions import me
from server.api.shown import Candidates, SearchAsked, SearchShown
from server.api.tickets import shown_again
from server.hall.boards import candidate
from server.hall.issuing import NoSuchService
from server.hall.losing import AT_A_DESK, NoSuchSearch, end_search, found, likely, look_for, search_of
from server.models.lost_paper import SearchState
from server.running import running
from server.who import Actor


@api.post("/lost-papers", responses=outcomes({201: SearchAsked}))
def look_for_paper(body: LostAsked) -> Response:
    """Look for a number by its service and about when it was taken; somebody of the staff confirms it."""
    run, who = running(), me()
    with run.store.unit(who.hall, run.clock.now) as work:
        about = work.now - timedelta(minutes=body.minutes_ago)
        search = look_for(work, _kiosk(who), body.service, about, body.lang)
    return said(SearchAsked(search=search), 201)


@api.get("/lost-papers/<int:search>", responses=outcomes({200: SearchShown}, 404))
def show_search(path: SearchPath) -> Response:
    """How the search stands; once it is found, the ticket, whose copy comes out here."""
    run, who = running(), me()
    with run.store.look() as conn:
        row = search_of(conn, who.hall, path.search)
    if row.device_id != _kiosk(who):
        raise NoSuchSearch(f"nobody looks for a number under {path.search}")
    ticket = shown_again(run, who.hall, row.visit_id) if row.state == SearchState.FOUND else None
    return said(SearchShown(search=row.id, state=row.state, ticket=ticket))


@api.delete("/lost-papers/<int:search>", responses=outcomes({204: None}, 404))
def end_lost_search(path: SearchPath) -> Response:
    """The visitor gave up, or nobody knows the number."""
    run, who = running(), me()
    with run.store.unit(who.hall, run.clock.now) as work:
        if who.staff is None and search_of(work.conn, who.hall, path.search).device_id != _kiosk(who):
            raise NoSuchSearch(f"nobody looks for a number under {path.search}")
        end_search(work, path.search, who.staff.id if who.staff else None)
    return nothing()


@api.post("/lost-papers/<int:search>/found", responses=outcomes({204: None}, 404, 409))
def paper_found(path: SearchPath, body: FoundAsked) -> Response:
    """It is this visit's: the kiosk shows the number again and prints a copy."""
    run, who = running(), me()
    shot = run.relay.latest(who.hall)
    with run.store.unit(who.hall, run.clock.now) as work:
        kiosk = search_of(work.conn, who.hall, path.search).device_id
        found(work, clerk(who).id, path.search, body.visit, run.way(shot, kiosk))
    return nothing()


@api.get("/lost-papers/candidates", responses=outcomes({200: Candidates}))
def show_candidates(query: LikelyAsked) -> Response:
    """Which tickets of people who still wait it may be: for somebody who stands at a desk without theirs."""
    run, who = running(), me()
    shot = run.relay.fresh(who.hall)
    service = shot.house.service(query.service)
    if service is None:
        raise NoSuchService(f"the hall does not offer {query.service}")
    ago = query.minutes_ago
    about = None if ago is None else shot.at - timedelta(minutes=ago)
    with run.store.look() as conn:
        visits = likely(conn, who.hall, shot.day_id, service.id, about, AT_A_DESK)
    return said(Candidates(candidates=[candidate(v) for v in visits]))


def _kiosk(who: Actor) -> int:
    assert who.device is not None
    return who.device.id

"""Tickets: issue one, show one, print one again."""

from flask import Response
from sqlalchemy import Connection, bindparam, select

from server.api.answers import outcomes, said
from server.api.asked import TicketAsked, VisitPath
from server.api.blueprint import api
from server.api.permissions import me
from server.api.shown import CallMade, Held, JobAsked, Paper, StageShown, Ticket, VisitShown
from server.domain.errors import Refusal
from server.domain.numbering import label
from server.hall.boards import wait_of
from server.hall.catalogue import catalogue_now
from server.hall.holding import hold
from server.hall.issuing import Issued, TicketRequest, issue
from server.hall.losing import was_found_at
from server.hall.moving import STAGE, VISIT_BY_ID, NoSuchVisit, visit_of
from server.hall.printing import ask_copy, paper_of
from server.hall.serving import CALL
from server.hall.tokens import visit_token
from server.models import Found
from server.running import Running, running
from server.who import Actor


class NoPaper(Refusal):
    """Tickets get no paper here."""

    code = "no_paper"


STAGES = select(STAGE).where(STAGE.c.visit_id == bindparam("visit")).order_by(STAGE.c.id)
CALLS = select(CALL).where(CALL.c.visit_id == bindparam("visit")).order_by(CALL.c.id)


@api.post("/tickets", responses=outcomes({201: Ticket, 200: Ticket}, 409))
def issue_ticket(body: TicketAsked) -> Response:
    """Issue a ticket; the same key gives the same ticket again (200)."""
    run, who = running(), me()
    device = who.device if who.device is not None and who.device.kind == "kiosk" else None
    issued = issue(
        run.store,
        who.hall,
        run.clock.now,
        TicketRequest(
            service=body.service,
            lang=body.lang,
            key=body.key,
            visitor_class=body.visitor_class,
            needs=body.needs,
            call_in=body.call_in,
            documents=body.documents,
        ),
        gap_s=run.gaps(who.hall),
        device=device.id if device else None,
        staff=who.staff.id if who.staff is not None and device is None else None,
        paper=run.way(run.relay.latest(who.hall), device.id if device else None),
    )
    return said(_ticket(run, issued), 201 if issued.fresh else 200)


@api.get("/visits/<int:visit>", responses=outcomes({200: VisitShown}, 404))
def show_visit(path: VisitPath) -> Response:
    """A visit with its stages, calls and paper."""
    run, who = running(), me()
    house = catalogue_now(run.store, who.hall)
    with run.store.look() as conn:
        v = conn.execute(VISIT_BY_ID, {"hall": who.hall, "visit": path.visit}).one_or_none()
        if v is None or not _mine(conn, who, v):
            raise NoSuchVisit(f"there is no visit {path.visit}")
        stages = conn.execute(STAGES, {"visit": v.id}).all()
        calls = conn.execute(CALLS, {"visit": v.id}).all()
    shown = VisitShown(
        visit=v.id,
        number=label(v.letter, v.digits),
        service=house.service_by_id(v.service_id).code,
        state=v.state,
        **{"class": v.visitor_class},
        lang=v.lang,
        issued_at=v.issued_at,
        ahead=v.ahead,
        wait=wait_of(v.ahead, v.gap_s),
        counter=house.counter_by_id(v.counter_id).number if v.counter_id else None,
        stages=[
            StageShown(
                kind=s.kind,
                started_at=s.started_at,
                ended_at=s.ended_at,
                counter=house.counter_by_id(s.counter_id).number if s.counter_id else None,
                service=house.service_by_id(s.service_id).code,
            )
            for s in stages
        ],
        calls=[
            CallMade(
                call=c.id,
                kind=c.kind,
                counter=house.counter_by_id(c.counter_id).number,
                at=c.at,
                undone=c.undone,
                why=c.why if who.staff is not None else {k: v for k, v in c.why.items() if k != "exception"},
            )
            for c in calls
        ],
        print=_paper(run, v.id),
    )
    return said(shown)


@api.post("/visits/<int:visit>/prints", responses=outcomes({201: JobAsked}, 404, 409))
def print_again(path: VisitPath) -> Response:
    """A copy of the paper, on request: the same number, marked as a copy."""
    run, who = running(), me()
    shot = run.relay.latest(who.hall)
    with run.store.unit(who.hall, run.clock.now) as work:
        visit = visit_of(work, path.visit)
        if not _mine(work.conn, who, visit):
            raise NoSuchVisit(f"this kiosk gave no ticket {path.visit}")
        here = who.device.id if who.device is not None and who.device.kind == "kiosk" else visit.device_id
        way = run.way(shot, here)
        if way is None:
            raise NoPaper("there is no printer for this ticket")
        job = ask_copy(work, visit.id, way)
    return said(JobAsked(job=job, state="failed" if way.trouble else "queued", cause=way.trouble), 201)


@api.post("/visits/<int:visit>/held", responses=outcomes({200: Held}, 404))
def hold_visit(path: VisitPath) -> Response:
    """Somebody has this number, whatever became of its paper: it is called like any other."""
    run, who = running(), me()
    with run.store.unit(who.hall, run.clock.now) as work:
        if not _mine(work.conn, who, visit_of(work, path.visit)):
            raise NoSuchVisit(f"this kiosk gave no ticket {path.visit}")
        v = hold(work, path.visit, who.staff.id if who.staff else None)
    return said(Held(visit=v.id, number=label(v.letter, v.digits), state=v.state, unheld=False))


def shown_again(run: Running, hall: int, visit: int) -> Ticket:
    """The ticket of a visit as it was issued, with what became of its latest paper."""
    with run.store.look() as conn:
        v = conn.execute(VISIT_BY_ID, {"hall": hall, "visit": visit}).one()
    service = catalogue_now(run.store, hall).service_by_id(v.service_id).code
    number = label(v.letter, v.digits)
    issued = Issued(
        v.id, number, service, v.ahead, v.gap_s, None, None, v.issued_at, v.visitor_class, v.state, fresh=False
    )
    return _ticket(run, issued)


def _mine(conn: Connection, who: Actor, visit: Found) -> bool:
    """Whether it is the asker's business: a kiosk knows the tickets it gave and found again, all others all."""
    if who.staff is not None or who.device is None or who.device.kind != "kiosk":
        return True
    return who.device.id == visit.device_id or was_found_at(conn, who.device.id, visit.id)


def _ticket(run: Running, issued: Issued) -> Ticket:
    address = run.settings.public_url
    token = visit_token(run.settings.secret.get_secret_value(), issued.visit) if address else None
    paper = None
    if issued.job is not None:
        paper = Paper(job=issued.job, state="failed" if issued.trouble else "queued", cause=issued.trouble)
    return Ticket(
        visit=issued.visit,
        number=issued.number,
        service=issued.service,
        state=issued.state,
        **{"class": issued.visitor_class},
        ahead=issued.ahead,
        wait=wait_of(issued.ahead, issued.gap_s),
        url=f"{address}/t/{token}" if token else None,
        qr=f"/t/{token}/qr.svg" if token else None,
        print=paper if issued.fresh else _paper(run, issued.visit),
        issued_at=issued.issued_at,
    )


def _paper(run: Running, visit: int) -> Paper | None:
    paper = paper_of(run.store, visit)
    return Paper.model_validate(paper) if paper is not None else None

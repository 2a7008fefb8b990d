"""The pictures, made of a snapshot: what each face is shown."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from server.clock import Clock, wall
from server.domain.lifecycle import RETURN_S, UNDO_S
from server.domain.numbering import label
from server.domain.waiting import wait_range
from server.hall.catalogue import Place
from server.hall.losing import Search
from server.hall.pictures import (
    Aside,
    Board,
    CallShown,
    Candidate,
    DayHours,
    Desk,
    DeskVisit,
    DocumentMark,
    GroupLine,
    InLine,
    Lobby,
    LostShown,
    Neighbour,
    Pad,
    Picture,
    PrinterTrouble,
    ReplayClock,
    Undo,
    Wait,
)
from server.hall.printers import PaperNow
from server.hall.snapshot import SHOWN, Snapshot, waited_s
from server.models import Found
from server.models.visit import VisitState

Gaps = Mapping[str, float]  # seconds between two calls, by group letter


def stamped(shot: Snapshot, clock: Clock) -> dict[str, Any]:
    """The part every picture has."""
    replay = None if clock.is_wall else ReplayClock(hall=max(clock.now(), shot.at), wall=wall(), speed=clock.speed)
    return {"epoch": shot.epoch, "seq": shot.seq, "at": shot.at, "replay": replay}


def same(one: Picture | None, other: Picture) -> bool:
    """Whether two pictures show the same, whenever they were made."""
    stamps = {"epoch", "seq", "at", "replay"}
    return one is not None and one.model_dump(exclude=stamps) == other.model_dump(exclude=stamps)


def lines(shot: Snapshot, gaps: Gaps) -> list[GroupLine]:
    """How each group's line stands."""
    return [
        GroupLine(
            letter=group.letter,
            waiting=shot.group_counts.get(group.id, 0),
            wait=wait_of(shot.group_counts.get(group.id, 0), gaps.get(group.letter, 0.0)),
            staffed=shot.staffed(group.letter),
        )
        for group in shot.house.groups
    ]


def wait_of(ahead: int, gap_s: float) -> Wait:
    """The range of a wait with so many people ahead."""
    low, high = wait_range(ahead, gap_s)
    return Wait(low_min=low, high_min=high)


def board(shot: Snapshot, clock: Clock, gaps: Gaps) -> Board:
    """The display's picture."""
    calls = [
        CallShown(
            call=row.id,
            number=label(row.letter, row.digits),
            counter=shot.house.counter_by_id(row.counter_id).number,
            at=row.at,
            open=row.state == VisitState.CALLED,
        )
        for row in shot.calls
    ]
    groups = lines(shot, gaps)
    waiting = sum(group.waiting for group in groups)
    return Board(
        **stamped(shot, clock),
        hall=dict(shot.house.name),
        calls=calls,
        groups=groups,
        waiting=waiting,
        open=shot.house.hours.is_open(shot.at),
    )


def lobby(shot: Snapshot, clock: Clock, gaps: Gaps, *, phone: bool, paper: PaperNow) -> Lobby:
    """The kiosk's picture."""
    hours = shot.house.hours
    is_open = hours.gives_tickets(shot.at)
    return Lobby(
        **stamped(shot, clock),
        hall=dict(shot.house.name),
        open=is_open,
        opens_at=None if is_open else hours.opens_at(shot.at),
        closes_at=hours.last_ticket(shot.at) if is_open else None,
        hours=week(shot),
        groups=lines(shot, gaps),
        phone=phone,
        paper=paper.state,
        paper_cause=paper.cause,
        other_kiosk=paper.other_kiosk,
    )


def week(shot: Snapshot) -> list[DayHours]:
    """The opening hours of the next seven days, today first."""
    hours = shot.house.hours
    days = [hours.day_of(shot.at) + timedelta(days=n) for n in range(7)]
    return [
        DayHours(
            date=day.isoformat(),
            intervals=[str(stretch) for stretch in hours.intervals(day)],
            note=hours.note(day, "bg"),
        )
        for day in days
    ]


def desk(
    shot: Snapshot, clock: Clock, place: Place, reader: int | None, printers: Sequence[PrinterTrouble] = ()
) -> Desk:
    """A clerk's picture of one counter.

    `reader`: the person it is for. Needs and notes are for whoever serves here alone, and left out for all others.
    """
    row = shot.desks.get(place.id)
    serves = row is not None and row.id == reader
    competences = frozenset(row.competences) if row else frozenset()
    services = frozenset(shot.house.callable_by(place, competences))
    visit = shot.open_visits.get(place.id)
    return Desk(
        **stamped(shot, clock),
        counter=place.number,
        clerk=row.name if row else None,
        yours=serves,
        paused=row.paused if row else None,
        visit=_desk_visit(shot, visit, serves) if visit is not None else None,
        waiting=[_in_line(shot, waiting) for waiting in shot.in_line(place, competences)],
        waiting_count=shot.how_many(place, competences),
        parked=[_aside(shot, v) for v in _parked(shot, place)],
        absent=[
            _aside(shot, v)
            for v in shot.aside
            if v.state == VisitState.ABSENT and not v.came_back and _concerns(shot, v, place)
        ],
        unheld=[_in_line(shot, v) for v in shot.unheld if v.service_id in services][:SHOWN],
        lost=[_lost(shot, search) for search in shot.searches if _offered(shot, search.service, place)],
        printers=list(printers),
        undo=_undo(shot, place),
        counters=[_neighbour(shot, other) for other in shot.house.counters if other.id != place.id],
    )


def pad(shot: Snapshot, clock: Clock, place: Place, right: Found | None) -> Pad:
    """The visitor's side of a counter; `right`: the latest right to rate given here.

    Once somebody else was called here, the person before is not asked any more: the wrong one would answer.
    """
    base = stamped(shot, clock) | {"counter": place.number}
    visit = shot.open_visits.get(place.id)
    if visit is not None:
        number = label(visit.letter, visit.digits)
        state: Literal["called", "serving"] = "called" if visit.state == VisitState.CALLED else "serving"
        return Pad(**base, state=state, number=number, visit=visit.id, lang=visit.lang, until=None)
    latest = next((call.visit for call in shot.calls if call.counter_id == place.id), None)
    if right is not None and right.pad_until > wall() and latest in (None, right.visit_id):
        number = label(right.letter, right.digits)
        return Pad(**base, state="rate", number=number, visit=right.visit_id, lang=right.lang, until=right.pad_until)
    return Pad(**base, state="idle", number=None, visit=None, lang="bg", until=None)


def _desk_visit(shot: Snapshot, v: Found, serves: bool) -> DeskVisit:
    service = shot.house.service_by_id(v.service_id)
    stages = shot.stages.get(v.id, [])
    serving = [stage.started_at for stage in stages if stage.kind == "serving"]
    return DeskVisit(
        visit=v.id,
        number=label(v.letter, v.digits),
        state=v.state,
        service=service.code,
        visitor_class=v.visitor_class,
        lang=v.lang,
        call_in=v.call_in,
        needs=v.needs or [] if serves else [],
        documents=[DocumentMark(code=code, have=v.documents.get(code)) for code in service.documents],
        note=v.note if serves else None,
        issued_at=v.issued_at,
        waited_s=waited_s(stages, shot.at),
        offline=v.offline,
        called_at=v.called_at,
        calls=v.calls,
        started_at=serving[-1] if serving and v.state == VisitState.SERVING else None,
    )


def _in_line(shot: Snapshot, row: Found) -> InLine:
    return InLine(
        visit=row.id,
        number=label(row.letter, row.digits),
        service=shot.house.service_by_id(row.service_id).code,
        visitor_class=row.visitor_class,
        reference_at=row.reference_at,
        promise_min=row.promise_s // 60,
        unheld=row.unheld,
        offline=row.offline,
    )


def _aside(shot: Snapshot, v: Found) -> Aside:
    absent = v.state == VisitState.ABSENT
    since: datetime = v.called_at if absent and v.called_at else v.reference_at
    return Aside(
        visit=v.id,
        number=label(v.letter, v.digits),
        service=shot.house.service_by_id(v.service_id).code,
        since=since,
        until=v.called_at + timedelta(seconds=RETURN_S) if absent else None,
        offline=v.offline,
    )


def _offered(shot: Snapshot, service: int, place: Place) -> bool:
    return shot.house.service_by_id(service).group.letter in place.serves


def _lost(shot: Snapshot, search: Search) -> LostShown:
    return LostShown(
        search=search.id,
        kiosk=search.kiosk,
        service=shot.house.service_by_id(search.service).code,
        about_at=search.about_at,
        asked_at=search.asked_at,
        candidates=[candidate(v) for v in search.candidates],
    )


def candidate(v: Found) -> Candidate:
    """A ticket that may be the lost one."""
    return Candidate(visit=v.id, number=label(v.letter, v.digits), issued_at=v.issued_at, state=v.state)


def _parked(shot: Snapshot, place: Place) -> list[Found]:
    """Whom a desk has set aside, and the first of those who came while the server was away."""
    at_desks = [v for v in shot.aside if v.state == VisitState.PARKED and _concerns(shot, v, place)]
    return at_desks + [v for v in shot.undecided if _concerns(shot, v, place)][:SHOWN]


def _concerns(shot: Snapshot, v: Found, place: Place) -> bool:
    """Set aside at this counter, or of a group it serves."""
    return v.counter_id == place.id or shot.house.group_by_id(v.group_id).letter in place.serves


def _undo(shot: Snapshot, place: Place) -> Undo | None:
    step = shot.last_steps.get(place.number)
    if step is None:
        return None
    open_here = shot.open_visits.get(place.id)
    if open_here is not None and open_here.id != step.visit:
        return None  # the desk went on with somebody else
    kind = step.kind.removeprefix("visit_")
    return Undo(visit=step.visit, number=step.number, step=kind, until=step.at + timedelta(seconds=UNDO_S))


def _neighbour(shot: Snapshot, other: Place) -> Neighbour:
    row = shot.desks.get(other.id)
    state: Literal["free", "busy", "paused", "empty"] = "empty"
    if row is not None:
        state = "paused" if row.paused else "busy" if other.id in shot.open_visits else "free"
    return Neighbour(number=other.number, groups=sorted(other.serves), clerk=row.name if row else None, state=state)

"""A catalogue file becomes the hall's catalogue."""

from typing import Any

from sqlalchemy import Table, delete, insert, select, update

from server.domain.numbering import stride_for
from server.hall.catalogue_file import BadCatalogue, File, Group
from server.models import table
from server.models.catalogue import Competence, Document, Service, ServiceGroup
from server.models.event import EventKind
from server.models.hall import Closure, Counter, Hall, NumberSeries
from server.models.visit import Visit
from server.store import Unit

HALL, GROUP, SERVICE, DOCUMENT = table(Hall), table(ServiceGroup), table(Service), table(Document)
COUNTER, COMPETENCE, CLOSURE, SERIES = table(Counter), table(Competence), table(Closure), table(NumberSeries)
VISIT = table(Visit)


def import_catalogue(work: Unit, file: File) -> int:
    """Make the file's content the hall's catalogue: new version, rows kept by letter, code and number.

    What the file no longer names stays for the journal's sake: services are no longer offered, groups and counters
    stay as they were, used or not. Documents, competences and special days are the file's alone. Whoever was sent
    to a counter is left to all of them. Answers the number of services offered. Raises BadCatalogue when digits
    that were given today could be given again, by the same group or another one.
    """
    conn, hall = work.conn, work.hall
    _keep_digits_in_use(work, file.groups)
    conn.execute(
        update(HALL)
        .where(HALL.c.id == hall)
        .values(
            name=file.hall.name,
            address=file.hall.address,
            phone=file.hall.phone,
            zone=file.meta.timezone,
            hours=file.hall.hours.days(),
            last_ticket_min=file.hall.hours.last_ticket_before_close_min,
            overrun_min=file.hall.hours.overrun_max_min,
            texts=file.texts,
            priority_groups=[group.model_dump() for group in file.priority_groups],
            catalogue_version=work.catalogue_version + 1,
        )
    )
    conn.execute(delete(CLOSURE).where(CLOSURE.c.hall_id == hall))
    if file.hall.special:
        special = [
            {"hall_id": hall, "date": day, "note": unlike.note, "open_hours": unlike.hours}
            for day, unlike in file.hall.special.items()
        ]
        conn.execute(insert(CLOSURE), special)
    groups = {g.letter: g.id for g in conn.execute(select(GROUP).where(GROUP.c.hall_id == hall))}
    for place, g in enumerate(file.groups):
        row = {
            "hall_id": hall,
            "letter": g.letter,
            "place": place,
            "first": g.numbers[0],
            "last": g.numbers[1],
            "name": g.name,
            "short": g.short or g.name,
            "target_wait_min": g.target_wait_min,
        }
        groups[g.letter] = _put(work, GROUP, groups.get(g.letter), row)
    services = {s.code: s.id for s in conn.execute(select(SERVICE).where(SERVICE.c.hall_id == hall))}
    conn.execute(update(SERVICE).where(SERVICE.c.hall_id == hall).values(active=False))
    for place, s in enumerate(file.services):
        row = s.model_dump(include=set(SERVICE.c.keys())) | {
            "hall_id": hall,
            "group_id": groups[s.group],
            "place": place,
            "active": True,
            "short": s.short or s.name,
            "facts": s.facts(),
        }
        _put(work, SERVICE, services.get(s.code), row)
    counters = {c.number: c.id for c in conn.execute(select(COUNTER).where(COUNTER.c.hall_id == hall))}
    for c in file.counters:
        row = c.model_dump(exclude={"primary"}) | {"hall_id": hall, "own": c.primary}
        _put(work, COUNTER, counters.get(c.number), row)
    conn.execute(delete(DOCUMENT).where(DOCUMENT.c.hall_id == hall))
    if file.documents:
        rows = [{"hall_id": hall, "code": code, "name": name} for code, name in file.documents.items()]
        conn.execute(insert(DOCUMENT), rows)
    conn.execute(delete(COMPETENCE).where(COMPETENCE.c.hall_id == hall))
    if file.competences:
        competences = [
            {"hall_id": hall, "code": code, "level": c.level, "name": c.model_extra or {}}
            for code, c in file.competences.items()
        ]
        conn.execute(insert(COMPETENCE), competences)
    _forget_wishes(work)
    work.record(EventKind.CATALOGUE_IMPORTED, version=work.catalogue_version + 1, services=len(file.services))
    return len(file.services)


def _forget_wishes(work: Unit) -> None:
    """Who was sent to a counter may be called by all: the counter may not serve them any more."""
    sent = VISIT.c.hall_id == work.hall, VISIT.c.day_id == work.day_id, VISIT.c.wanted_counter_id.is_not(None)
    for visit in work.conn.execute(select(VISIT.c.id).where(*sent)).scalars().all():
        work.conn.execute(update(VISIT).where(VISIT.c.id == visit).values(wanted_counter_id=None))
        work.record(EventKind.WISH_DROPPED, visit=visit)


def _keep_digits_in_use(work: Unit, groups: list[Group]) -> None:
    """Two people may not hold the same digits today, whatever letters stand before them."""
    known = {g.letter: g for g in work.conn.execute(select(GROUP).where(GROUP.c.hall_id == work.hall))}
    wanted = {group.letter: group.numbers for group in groups}
    before = stride_for(group.last for group in known.values())
    after = stride_for(last for _, last in ({g.letter: (g.first, g.last) for g in known.values()} | wanted).values())
    for used in work.conn.execute(select(SERIES).where(SERIES.c.day_id == work.day_id)):
        mine, letter = (known[used.letter].first, known[used.letter].last), used.letter
        if wanted.get(letter, mine) != mine:
            raise BadCatalogue(f"group {letter} has given numbers today: its range can change when the day is closed")
        for other, (first, last) in wanted.items():
            if other != letter and first <= mine[1] and mine[0] <= last:
                raise BadCatalogue(
                    f"group {letter} has given numbers of {mine[0]}-{mine[1]} today: group {other} can have "
                    f"{first}-{last} when the day is closed"
                )
        if used.given > mine[1] - mine[0] + 1 and before != after:
            raise BadCatalogue(
                f"group {letter} has given more numbers than its range holds: ranges beyond {before - 1} can come "
                "or go when the day is closed"
            )


def _put(work: Unit, where: Table, row_id: int | None, row: dict[str, Any]) -> int:
    if row_id is None:
        return int(work.conn.execute(insert(where).values(**row).returning(where.c.id)).scalar_one())
    work.conn.execute(update(where).where(where.c.id == row_id).values(**row))
    return row_id

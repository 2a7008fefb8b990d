"""What must be true of the journal."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.faults.evidence import Evidence
from tests.hall.reading_journal import broken_at, replayed
from tests.recompute import visits as retold

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def the_journal_has_no_gap(found: Evidence) -> Iterator[str]:
    """Numbered 1, 2, 3 ..., chained by hash, and the hall knows its end."""
    events: Any = found.events
    if (seq := broken_at(events)) is not None:
        yield f"the chain is broken at entry {seq}"
    end = (found.events[-1].seq, found.events[-1].hash) if found.events else (0, "")
    if end != (found.hall.seq, found.hall.head):
        yield f"the journal ends with entry {end[0]}, the hall thinks with {found.hall.seq}"


def the_journal_tells_every_state(found: Evidence) -> Iterator[str]:
    """Replayed, it gives the state of every visit there is, and of no other."""
    events: Any = found.events
    told, are = replayed(events), {visit.id: str(visit.state) for visit in found.visits}
    for visit in sorted(told.keys() | are.keys()):
        if told.get(visit) != are.get(visit):
            yield f"visit {visit} is {are.get(visit)}, the journal says {told.get(visit)}"


def the_journal_tells_every_stage(found: Evidence) -> Iterator[str]:
    """Each visit has the stages that docs/journal.md makes of its entries, to the microsecond."""
    stages = defaultdict(list)
    for stage in found.stages:
        stages[stage.visit_id].append((str(stage.kind), _moment(stage.started_at), _moment(stage.ended_at)))
    said = [{"seq": e.seq, "at": _iso(e.at), "kind": e.kind, "visit": e.visit_id, "data": e.data} for e in found.events]
    issued = [event.visit_id for event in found.events if event.kind == "visit_issued"]
    for visit, told in zip(issued, retold.visits(said), strict=True):
        if [(stage.kind, stage.began, stage.ended) for stage in told.stages] != stages[visit]:
            yield f"the stages of visit {visit} are not those of the journal"


def _moment(at: datetime | None) -> int | None:
    return None if at is None else (at - EPOCH) // timedelta(microseconds=1)


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()

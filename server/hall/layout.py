"""How the hall's tickets look, as the office has set it, who set it and when. What a setting means the paper knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import select, update

from server.domain.errors import Refusal
from server.domain.journal import stamp
from server.models import table
from server.models.event import EventKind
from server.models.hall import Hall
from server.models.staff import Staff
from server.store import Unit

HALL, STAFF = table(Hall), table(Staff)


class ChangedMeanwhile(Refusal):
    """Somebody else has changed the tickets' look since this one was read."""

    code: ClassVar[str] = "stale"


@dataclass(frozen=True)
class TicketLayout:
    """`look`: the paper's own settings, empty for the standard one. `short_from`: from so many waiting on a ticket is
    short; None: never by itself. `version`: how often it was changed. `saved_by`: staff id.
    """

    look: Mapping[str, Any] = field(default_factory=dict)
    short_from: int | None = None
    version: int = 0
    saved_at: datetime | None = None
    saved_by: int | None = None

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "TicketLayout":
        """From the hall's row."""
        if not row:
            return STANDARD
        at = datetime.fromisoformat(row["saved_at"])
        return cls(row["look"], row["short_from"], row["version"], at, row["saved_by"])


STANDARD = TicketLayout()


def layout_of(work: Unit) -> TicketLayout:
    """As it is in this unit of work."""
    row = work.conn.execute(select(HALL.c.ticket_layout).where(HALL.c.id == work.hall)).scalar_one()
    return TicketLayout.read(row)


def change_layout(work: Unit, staff: int, seen: int, look: Mapping[str, Any], short_from: int | None) -> TicketLayout:
    """Tickets look like this from now on. `seen`: the version that was changed. Raises ChangedMeanwhile."""
    before = layout_of(work)
    if before.version != seen:
        raise ChangedMeanwhile("somebody else has changed it meanwhile", version=before.version)
    after = TicketLayout(look, short_from, before.version + 1, work.now, staff)
    row = {
        "look": dict(look),
        "short_from": short_from,
        "version": after.version,
        "saved_at": stamp(work.now),
        "saved_by": staff,
    }
    changed = {"ticket_layout": row, "catalogue_version": work.catalogue_version + 1}
    work.conn.execute(update(HALL).where(HALL.c.id == work.hall).values(**changed))
    work.record(EventKind.LAYOUT_CHANGED, version=after.version, staff=staff)
    return after

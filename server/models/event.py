"""The journal."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


class EventKind(StrEnum):
    """What can happen in a hall, in the past tense."""

    CLOCK_SET_BACK = "clock_set_back"
    DAY_OPENED = "day_opened"
    DAY_CLOSED = "day_closed"
    SIGNED_ON = "signed_on"
    SIGNED_OFF = "signed_off"
    PAUSED = "paused"
    RESUMED = "resumed"
    VISIT_ISSUED = "visit_issued"
    VISIT_CALLED = "visit_called"
    VISIT_RECALLED = "visit_recalled"
    VISIT_STARTED = "visit_started"
    VISIT_FINISHED = "visit_finished"
    VISIT_ABSENT = "visit_absent"
    VISIT_PARKED = "visit_parked"
    VISIT_RETURNED = "visit_returned"
    VISIT_TRANSFERRED = "visit_transferred"
    VISIT_RECLASSIFIED = "visit_reclassified"
    VISIT_WITHDRAWN = "visit_withdrawn"
    VISIT_CLOSED = "visit_closed"
    VISIT_UNDONE = "visit_undone"
    WISH_DROPPED = "wish_dropped"
    PRINT_SETTLED = "print_settled"
    COPY_ASKED = "copy_asked"
    VISIT_HELD = "visit_held"
    VISIT_UNHELD = "visit_unheld"
    PRINTER_CHANGED = "printer_changed"
    NUMBERS_LEASED = "numbers_leased"
    LAYOUT_CHANGED = "layout_changed"
    PAPER_LOST = "paper_lost"
    PAPER_FOUND = "paper_found"
    CATALOGUE_IMPORTED = "catalogue_imported"
    STAFF_ADDED = "staff_added"
    DEVICE_ADDED = "device_added"
    DEVICE_PAIRED = "device_paired"


class Event(SQLModel, table=True):
    """One thing that happened. Never changed, never deleted, no visitor's personal data, clerks by alias."""

    hall_id: int = Field(foreign_key="hall.id", primary_key=True)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})  # gapless per hall
    at: datetime
    kind: str
    visit_id: int | None = None
    counter: int | None = None  # its number
    clerk: str | None = None  # alias of the year
    data: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    hash: str  # SHA-256 over the hash before and this event

"""Paper: a ticket to be printed is a job with states, never a call inside a request."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from server.models.words import word


class PrintState(StrEnum):
    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


# What can be said of a printer; the hall itself says "press", "restart", "too_late". Nothing else: it is kept for ever.
PrintCause = Literal["unreachable", "paper_out", "cover_open", "cutter", "offline", "timeout", "bad_ticket"]

OPEN_JOB = text("state IN ('queued', 'claimed')")


class PrintJob(SQLModel, table=True):
    """One paper of one ticket."""

    __tablename__ = "print_job"
    __table_args__ = (
        Index("ix_print_job_open", "hall_id", "id", sqlite_where=OPEN_JOB, postgresql_where=OPEN_JOB),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    visit_id: int = Field(foreign_key="visit.id", index=True)
    state: PrintState = Field(default=PrintState.QUEUED, sa_type=word(PrintState))
    cause: str | None = None
    copy_of: bool = Field(default=False)  # says КОПИЕ
    asked_at: datetime
    settled_at: datetime | None = None

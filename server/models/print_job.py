"""Paper: a ticket to be printed is a job with states, never a call inside a request."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from server.models.words import word


class PrintState(StrEnum):
    """How far a paper is. A `sent` one may still be confirmed by its printer; `failed`: nothing readable came out."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENDING = "sending"  # written down before the first byte goes out
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"


# What can be said of a printer; the hall itself says what is in HallCause. Nothing else: it is kept for ever.
PrinterCause = Literal[
    "unreachable", "paper_out", "cover_open", "cutter", "overheated", "offline", "timeout", "garbled", "bad_ticket"
]
HallCause = Literal["press", "restart", "too_late", "no_agent"]
PrintCause = Literal[PrinterCause, HallCause]

OPEN_JOB = text("settled_at IS NULL")
FAILED_JOB = text("state = 'failed'")


class PrintJob(SQLModel, table=True):
    """One paper of one ticket."""

    __tablename__ = "print_job"
    __table_args__ = (
        Index("ix_print_job_open", "hall_id", "id", sqlite_where=OPEN_JOB, postgresql_where=OPEN_JOB),
        Index("ix_print_job_failed", "hall_id", "settled_at", sqlite_where=FAILED_JOB, postgresql_where=FAILED_JOB),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    visit_id: int = Field(foreign_key="visit.id", index=True)
    state: PrintState = Field(default=PrintState.QUEUED, sa_type=word(PrintState))
    cause: str | None = None
    agent_id: int | None = Field(default=None, foreign_key="device.id")  # whose printer; null: the hall's own
    copy_of: bool = Field(default=False)  # says КОПИЕ
    mm: float | None = None  # of paper
    asked_at: datetime
    settled_at: datetime | None = None  # when it ended; null: it has not

"""Lost papers: somebody at a kiosk looks for their number, and somebody of the staff confirms which it is."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from server.models.words import word


class SearchState(StrEnum):
    OPEN = "open"
    FOUND = "found"
    ENDED = "ended"  # nobody found it, or the visitor went away


OPEN_SEARCH = text("state = 'open'")


class LostPaper(SQLModel, table=True):
    """One search, of a few minutes."""

    __tablename__ = "lost_paper"
    __table_args__ = (
        Index("ix_lost_paper_open", "hall_id", sqlite_where=OPEN_SEARCH, postgresql_where=OPEN_SEARCH),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    device_id: int = Field(foreign_key="device.id")  # the kiosk where they stand
    service_id: int = Field(foreign_key="service.id")
    about_at: datetime  # when they took the number, as they remember
    lang: str
    asked_at: datetime
    state: SearchState = Field(default=SearchState.OPEN, sa_type=word(SearchState))
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)  # which it was

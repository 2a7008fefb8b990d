"""Ratings that cannot be traced: a right to rate, a box without times, and what the box was emptied into.

The rating tables have no row ids on SQLite: a hidden row number would tell the order they came in.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from server.models.words import word


class RatingChannel(StrEnum):
    PAD = "pad"
    PHONE = "phone"


class RatingRight(SQLModel, table=True):
    """The right to rate one visit, once: deleted on use and on expiry."""

    __tablename__ = "rating_right"

    visit_id: int = Field(foreign_key="visit.id", primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    group_id: int = Field(foreign_key="service_group.id")
    counter_id: int = Field(foreign_key="counter.id", index=True)  # whose pad asks
    clerk: str | None = None
    given_at: datetime  # hall clock
    pad_until: datetime  # wall clock: 60 seconds


class RatingBox(SQLModel, table=True):
    """A rating not yet counted: no time, no visit, no clerk."""

    __tablename__ = "rating_box"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: str = Field(primary_key=True)  # random
    hall_id: int = Field(foreign_key="hall.id")
    group_id: int = Field(foreign_key="service_group.id")
    channel: RatingChannel = Field(sa_type=word(RatingChannel))
    score: int
    introduced: bool | None = None


class Rating(SQLModel, table=True):
    """A counted rating, known to the day. `group_id` null: pooled, because its group had under five visits that day."""

    __table_args__ = (
        Index("ix_rating_day", "hall_id", "day", "score"),  # the score too, so that a day's are counted from it alone
        {"sqlite_with_rowid": False},
    )

    id: str = Field(primary_key=True)  # the box's random key, which moves with the row
    hall_id: int = Field(foreign_key="hall.id")
    day: date
    group_id: int | None = Field(default=None, foreign_key="service_group.id")
    channel: RatingChannel = Field(sa_type=word(RatingChannel))
    score: int
    introduced: bool | None = None


class RatingWeek(SQLModel, table=True):
    """How often a clerk (by alias) was given a score in an ISO week."""

    __tablename__ = "rating_week"
    __table_args__ = ({"sqlite_with_rowid": False},)

    hall_id: int = Field(foreign_key="hall.id", primary_key=True)
    clerk: str = Field(primary_key=True)
    week: str = Field(primary_key=True)  # 2026-W47
    score: int = Field(primary_key=True)
    given: int


class Comment(SQLModel, table=True):
    """What a visitor wrote with a rating, its personal data masked; read by nobody but who may, gone after 90 days."""

    __table_args__ = ({"sqlite_with_rowid": False},)

    id: str = Field(primary_key=True)  # random
    hall_id: int = Field(foreign_key="hall.id")
    day: date
    text: str
    purge_after: date

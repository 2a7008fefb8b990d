"""The hall itself, its service days, counters, and the series of numbers of a day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel


class Hall(SQLModel, table=True):
    """One service hall. `seq` and `head` are the end of its journal; the row's lock orders all its writes."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    name: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))  # by language
    address: str = ""
    phone: str = ""
    zone: str = "Europe/Sofia"
    epoch: str  # changes when a backup is restored
    seq: int = 0  # events recorded so far, gapless
    head: str = ""  # hash of the last event
    last_at: datetime | None = None  # when it happened: the hall's time does not go behind it
    day_id: int | None = None  # the open service day; no foreign key, the day points to the hall
    day: date | None = None  # its date
    catalogue_version: int = 0  # grows with every change of what the hall offers and when
    hours: dict[str, list[str]] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False)
    )  # mon: ["08:30-17:30"]
    always_open: bool = Field(default=False)  # a demonstration hall
    last_ticket_min: int = 0  # the last ticket is given so many minutes before closing
    overrun_min: int = 120  # the day is closed so many minutes after closing
    texts: dict[str, dict[str, str]] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    ticket_layout: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))  # {}: standard
    priority_groups: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class Closure(SQLModel, table=True):
    """A day the hall is closed beyond holidays, or (open_hours set) works although it would not."""

    __table_args__ = (UniqueConstraint("hall_id", "date"),)

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    date: date
    note: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    open_hours: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class ServiceDay(SQLModel, table=True):
    """One working day of a hall, named by its local date."""

    __tablename__ = "service_day"
    __table_args__ = (UniqueConstraint("hall_id", "date"),)

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    date: date
    opened_at: datetime
    closed_at: datetime | None = None


class NumberSeries(SQLModel, table=True):
    """How many numbers a group has given on a day; the number itself is computed from it."""

    __tablename__ = "number_series"

    day_id: int = Field(foreign_key="service_day.id", primary_key=True)
    letter: str = Field(primary_key=True)
    given: int


class Counter(SQLModel, table=True):
    """A counter and the groups it serves."""

    __table_args__ = (UniqueConstraint("hall_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    number: int
    own: list[str] = Field(default_factory=list, sa_column=Column("own", JSON, nullable=False))  # letters of its groups
    assist: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))  # groups it helps
    step_free: bool = Field(default=False)
    hearing_loop: bool = Field(default=False)


class Desk(SQLModel, table=True):
    """Who is signed on at a counter. One clerk, one counter; one counter, one clerk."""

    counter_id: int = Field(foreign_key="counter.id", primary_key=True)
    staff_id: int = Field(foreign_key="staff.id", unique=True)
    since: datetime
    paused: str | None = None  # why

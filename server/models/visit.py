"""A person's errand: the visit, its stages and the calls made for it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from server.models.words import word


class VisitState(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    ABSENT = "absent"
    FINISHED = "finished"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class VisitClass(StrEnum):
    ORDINARY = "ordinary"
    PRIORITY = "priority"


class Need(StrEnum):
    """What a visitor asks staff to know for this visit only."""

    HEARING = "hearing"
    SIGHT = "sight"
    WHEELCHAIR = "wheelchair"
    INTERPRETER = "interpreter"
    TIME = "time"


class CallIn(StrEnum):
    """How the visitor wants to be called: in their language and Bulgarian, in Bulgarian, or by the chime alone."""

    MINE = "mine"
    BG = "bg"
    CHIME = "chime"


class StageKind(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"


class CallKind(StrEnum):
    NEXT = "next"  # chosen by the calling rule
    GIVEN = "given"  # one given number, an exception with its reason
    RECALL = "recall"


# The living line and the open desks are partial indexes. SQLite uses one only where its condition stands
# verbatim in the query: take these texts for both.
IN_LINE = text("state = 'waiting'")
AT_DESK = text("state IN ('called', 'serving')")
AT_DESK_OR_ASIDE = text("state IN ('called', 'serving', 'parked', 'absent')")
NOBODYS = text("unheld")


class Visit(SQLModel, table=True):
    """One person's errand on one service day. Its ticket is `letter` and `digits`: "A 042"."""

    __table_args__ = (
        UniqueConstraint("hall_id", "day_id", "letter", "digits"),
        UniqueConstraint("hall_id", "day_id", "key"),
        Index(
            "ix_visit_line",
            "hall_id",
            "day_id",
            "service_id",
            "promise_s",
            "reference_at",
            "id",
            "group_id",
            "unheld",
            "wanted_counter_id",
            "state",  # always the same here, but without it SQLite opens every row to see that it is
            sqlite_where=IN_LINE,
            postgresql_where=IN_LINE,
        ),
        Index("ix_visit_aside", "hall_id", "day_id", sqlite_where=AT_DESK_OR_ASIDE, postgresql_where=AT_DESK_OR_ASIDE),
        Index("ix_visit_unheld", "hall_id", "day_id", sqlite_where=NOBODYS, postgresql_where=NOBODYS),
        Index("ux_visit_open_at_counter", "counter_id", unique=True, sqlite_where=AT_DESK, postgresql_where=AT_DESK),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    day_id: int = Field(foreign_key="service_day.id")
    group_id: int = Field(foreign_key="service_group.id")
    service_id: int = Field(foreign_key="service.id")
    letter: str
    digits: int
    state: VisitState = Field(default=VisitState.WAITING, sa_type=word(VisitState))
    visitor_class: VisitClass = Field(default=VisitClass.ORDINARY, sa_type=word(VisitClass))
    reference_at: datetime  # from when the wait counts, whole seconds (calling rule)
    promise_s: int  # the waiting time promised, seconds
    issued_at: datetime
    counter_id: int | None = Field(default=None, foreign_key="counter.id")  # where it was last called
    called_at: datetime | None = None  # the last call
    calls: int = 0  # since it last left the line
    came_back: bool = Field(default=False)  # returned once after absence
    was_finished: bool = Field(default=False)  # its right to rate was given
    wanted_counter_id: int | None = Field(default=None, foreign_key="counter.id")  # transferred to this counter
    held: bool = Field(default=False)  # somebody said so: at the kiosk, at a desk, or by opening it on a phone
    unheld: bool = Field(default=False)  # its paper failed, and nobody said that they have the number
    offline: bool = Field(default=False)  # issued by a kiosk without the server
    ahead: int  # people before it when it was issued
    gap_s: float  # seconds between two calls of its group when it was issued: with `ahead`, the wait it was told
    lang: str
    call_in: CallIn = Field(default=CallIn.MINE, sa_type=word(CallIn))
    needs: list[str] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True))
    )  # null once the visit has ended
    note: str | None = None  # between colleagues; null once the visit has ended
    documents: dict[str, bool] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    key: str  # the request that issued it
    key_body: str  # hash of that request without its needs: the same key with another body is refused
    device_id: int | None = Field(default=None, foreign_key="device.id")  # the kiosk; null: a desk
    last_seq: int = 0  # the journal entry that last moved it


class Stage(SQLModel, table=True):
    """A stretch of a visit: the single truth for every time figure."""

    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    visit_id: int = Field(foreign_key="visit.id", index=True)
    kind: StageKind = Field(sa_type=word(StageKind))
    service_id: int = Field(foreign_key="service.id")
    started_at: datetime
    ended_at: datetime | None = None
    counter_id: int | None = Field(default=None, foreign_key="counter.id")
    clerk: str | None = None  # the clerk's alias of the year
    began_seq: int  # the journal entries that opened and closed it: what an undo takes back
    ended_seq: int | None = None


class Call(SQLModel, table=True):
    """One call of a ticket to a counter, with why it was this one."""

    __table_args__ = (
        UniqueConstraint("hall_id", "day_id", "key"),
        Index("ix_call_latest", "hall_id", "day_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    day_id: int = Field(foreign_key="service_day.id")
    visit_id: int = Field(sa_column=Column(Integer, ForeignKey("visit.id"), nullable=False, index=True))
    counter_id: int = Field(foreign_key="counter.id")
    kind: CallKind = Field(sa_type=word(CallKind))
    at: datetime
    key: str | None = None
    undone: bool = Field(default=False)
    why: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))

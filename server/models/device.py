"""The machines of the hall: kiosks, displays, desks, pads."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from server.models.words import word


class DeviceKind(StrEnum):
    KIOSK = "kiosk"
    DISPLAY = "display"
    COUNTER = "counter"
    PAD = "pad"
    AGENT = "agent"


class Device(SQLModel, table=True):
    """A machine of the hall; its keys are DeviceTokens."""

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    kind: DeviceKind = Field(sa_type=word(DeviceKind))
    name: str
    counter_id: int | None = Field(default=None, foreign_key="counter.id")
    kiosk_id: int | None = Field(default=None, foreign_key="device.id")  # of an agent: the kiosk whose paper it prints
    thousand: int | None = None  # of a kiosk: 5 to 9, the thousand it gives numbers of while the server is away
    revoked_at: datetime | None = None


class Printer(SQLModel, table=True):
    """What a printer last said of itself. When it last said anything is kept in memory (`server.seen`)."""

    __table_args__ = (UniqueConstraint("hall_id", "device_id"),)

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    device_id: int | None = Field(default=None, foreign_key="device.id")  # its agent; null: the server's own
    model: str | None = None
    online: bool = Field(default=True)
    cover: str = "closed"
    paper: str = "ok"
    cutter: str = "ok"
    cause: str | None = None  # why nothing would come out now
    answers: bool = Field(default=True)  # a printer that never says how it is prints all the same
    confirms: bool = Field(default=False)  # it says when a paper is out
    dots: int = 576
    dead_letters: int = 0  # tickets given without the server that it would not take
    changed_at: datetime  # hall time


class Lease(SQLModel, table=True):
    """Numbers that a kiosk may give while the server is away, each with the visit it will be."""

    __table_args__ = (
        UniqueConstraint("hall_id", "date", "first"),
        UniqueConstraint("hall_id", "key"),
        Index("ix_lease_visits", "device_id", "first_visit"),
    )

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    device_id: int = Field(foreign_key="device.id")  # the kiosk
    date: date
    first: int  # digits
    first_visit: int = Field(index=True)
    visits: list[int] = Field(sa_column=Column(JSON, nullable=False))  # one for each number, in order
    key: str  # of the request: asked again, it gets the same numbers
    at: datetime


class DeviceToken(SQLModel, table=True):
    """A key of a device, of which only the SHA-256 stands here; a device that is paired again gets one more."""

    __tablename__ = "device_token"

    token: str = Field(primary_key=True)
    device_id: int = Field(foreign_key="device.id")
    made_at: datetime  # wall clock


class PairingCode(SQLModel, table=True):
    """A code that pairs a browser with a device: once and for ten minutes, but the demo's as often as wanted."""

    __tablename__ = "pairing_code"

    code: str = Field(primary_key=True)  # SHA-256
    device_id: int = Field(foreign_key="device.id")
    expires_at: datetime | None = None  # wall clock; None: the demo's
    many_times: bool = Field(default=False)

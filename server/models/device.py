"""The machines of the hall: kiosks, displays, desks, pads."""

from datetime import datetime
from enum import StrEnum

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
    revoked_at: datetime | None = None


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

"""Every knob, from the environment (`GISHE_...`); wrong values stop the start."""

import re
from datetime import datetime
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DATABASE = re.compile(r"sqlite:///.|postgresql://.")
PRINTER = re.compile(r"network:.+:\d{1,5}|(?:file|serial|cups|virtual):.+|usb(?::.+)?")
PRINTERS = "network:HOST:PORT, usb, serial:PATH, cups:QUEUE, file:PATH or virtual:FOLDER"


class Settings(BaseSettings):
    """What an installation decides."""

    model_config = SettingsConfigDict(env_prefix="GISHE_", extra="ignore")

    database: str = "sqlite:///var/gishe.db"
    """Where the hall is kept: `sqlite:///path` (one process) or `postgresql://user@host/name`."""

    secret: SecretStr = Field(default=SecretStr(""))
    """The installation's key: signs ticket links and cookies. Made by `gishe init`; at least 32 characters."""

    public_url: str | None = None
    """The address visitors' phones reach, e.g. https://hall.example.bg. Without it no ticket carries a QR."""

    printer: str | None = None
    """Where the server prints, as in docs/devices.md: `network:HOST:PORT` for one. None: no paper of its own."""

    printer_dots: Literal[384, 576] = 576
    """Width of the paper in dots: 576 (80 mm) or 384 (58 mm)."""

    printer_profile: str = "auto"
    """What the printer can do: `auto` asks it for its model; `generic`, `epson`, or a profile of python-escpos."""

    insecure_lan: bool = False
    """Accept plain HTTP from other machines, with a banner in the office. For trials only."""

    behind_proxy: bool = False
    """nginx stands in front and sets X-Forwarded-Proto and -For."""

    threads: int = Field(default=200, ge=16, le=2000)
    """Worker threads; every open screen holds one. Expected screens x 1.5 + 32."""

    demo: Path | None = None
    """The demonstration's folder, set by `gishe demo` only: opens /demo."""

    clock_start: str | None = None
    """Replay: the hall's time at the start (ISO 8601 with zone). None: the wall clock."""

    clock_speed: float = Field(default=1.0, gt=0, le=3600)
    """Replay: hall seconds a wall second."""

    @model_validator(mode="after")
    def whole(self) -> Self:
        """Refuse a half-made installation."""
        if len(self.secret.get_secret_value()) < 32:
            raise ValueError("GISHE_SECRET must have at least 32 characters; `gishe init` makes one")
        if not DATABASE.match(self.database):
            raise ValueError("GISHE_DATABASE must be sqlite:///path or postgresql://user@host/name")
        if self.public_url is not None:
            if not self.public_url.startswith(("http://", "https://")):
                raise ValueError("GISHE_PUBLIC_URL must begin with https:// (or http://)")
            self.public_url = self.public_url.rstrip("/")
        if self.printer is not None and not PRINTER.fullmatch(self.printer):
            raise ValueError(f"GISHE_PRINTER must be {PRINTERS}")
        if self.clock_start is not None and datetime.fromisoformat(self.clock_start).tzinfo is None:
            raise ValueError("GISHE_CLOCK_START needs a zone")
        return self

    @property
    def is_sqlite(self) -> bool:
        """The embedded database: exactly one process."""
        return self.database.startswith("sqlite")

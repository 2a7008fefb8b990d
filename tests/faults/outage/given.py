"""Numbers as visitors got them: which tap, which number on the screen, when."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

THOUSANDS = range(5000, 10000)  # of the kiosks' own numbers


@dataclass
class Given:
    """One tap at one kiosk. `told`: number and visit of each answer to it; a browser's `shown`: what stood on it."""

    kiosk: str
    key: str
    service: str
    tapped_at: float  # of the harness' clock
    hall_at: datetime  # the hall's time then
    told: list[tuple[str, int]] = field(default_factory=list)
    issued_at: datetime | None = None
    answered_at: float | None = None
    shown: str | None = None
    refused: str = ""  # the kiosk said no, and why
    cut: bool = False  # the network did not pass when it was asked
    copies: int = 0  # asked for
    held: bool = False  # "I have it"

    def hear(self, ticket: dict[str, Any], at: float) -> None:
        """An answer."""
        self.told.append((str(ticket["number"]), int(ticket["visit"])))
        if self.answered_at is None:
            self.answered_at, self.issued_at = at, datetime.fromisoformat(ticket["issued_at"])

    @property
    def number(self) -> str:
        """What the visitor was told first; empty: nothing."""
        return self.told[0][0] if self.told else ""

    @property
    def visit(self) -> int:
        """And whose it is."""
        return self.told[0][1] if self.told else 0

    @property
    def alone(self) -> bool:
        """The kiosk gave it without the server."""
        return bool(self.told) and digits_of(self.number) in THOUSANDS


def digits_of(number: str) -> int:
    """Of "A 5001"."""
    return int(number.rpartition(" ")[2])

"""What one run leaves behind: the printer's side, the screen's side, and what people behind the counter saw."""

from dataclasses import dataclass, field
from typing import NamedTuple

from tests.faults.machines.page import PaperSeen
from tests.faults.machines.screen import Told
from tests.faults.machines.staff import AtDesk, InOffice
from tests.faults.printers.spots import Spot


class World(NamedTuple):
    """How far the paper is at a moment. `fell`: how many papers had fallen into the tray."""

    at: float
    bytes: int
    fell: int


@dataclass
class Run:
    """Moments are seconds of one clock; None: it did not happen."""

    spot: Spot
    lane: str
    number: str = ""
    visit: int = 0
    tapped_at: float = 0.0
    struck_at: float | None = None
    settled_at: float | None = None
    mended_at: float = 0.0
    whole_at: float | None = None  # the paper of this ticket fell, with all that belongs on it
    told: list[Told] = field(default_factory=list)
    world: list[World] = field(default_factory=list)
    lobby: list[PaperSeen] = field(default_factory=list)
    desk: list[AtDesk] = field(default_factory=list)
    office: list[InOffice] = field(default_factory=list)
    sensors: dict[str, object] = field(default_factory=dict)  # of the printer, just before it was mended
    jobs: list[int] = field(default_factory=list)  # that the page heard of
    held: bool = False  # the visitor said "I have it"
    copies: int = 0  # asked for
    cleared: dict[str, float | None] = field(default_factory=dict)  # kiosk, desk, office: seconds after the mending
    clean: str = ""  # the number of the ticket taken when all was well again
    clean_visit: int = 0
    clean_settled_s: float | None = None

    @property
    def began_at(self) -> float | None:
        """From when on the visitor is owed the truth: the fault or the tap, whichever is later."""
        return None if self.struck_at is None else max(self.struck_at, self.tapped_at)

"""All that an outage left: what visitors were told, what came out, what the server made of it."""

from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace as Fact

from tests.faults.machines.papers import LanePapers
from tests.faults.outage.given import Given
from tests.faults.outage.script import Size


@dataclass
class Outage:
    """Rows are facts by column name. `called`: in the order of the calls, before and after the decisions."""

    size: Size
    given: list[Given]
    papers: list[LanePapers]
    offline: dict[str, set[int]]  # by kiosk: papers that say that they were issued without the server
    visits: list[Fact]
    jobs: list[Fact]
    events: list[Fact]
    services: dict[int, str]  # codes by id
    uploaded_s: float | None  # from the network's return, of the wall
    letters: list[str]  # refused for good
    called: list[int]
    decided_served: list[int]
    called_later: list[int]  # those that somebody said still wait
    killed: int = 0
    reloaded: int = 0
    back_at: datetime | None = None  # the hall's time
    log: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def visit(self, visit: int) -> Fact | None:
        """A visit's row."""
        return next((row for row in self.visits if row.id == visit), None)

    @property
    def unheard(self) -> list[Fact]:
        """What the server gave and no screen ever showed."""
        told = {visit for tap in self.given for _, visit in tap.told}
        return [row for row in self.visits if row.id not in told]

"""A hall in which every kill was borne: the evidence that must pass every check."""

from types import SimpleNamespace as Fact

from tests.faults.machines.papers import LanePapers
from tests.faults.machines.printer import Sheet
from tests.faults.machines.reading import Read
from tests.faults.prints_killed.campaign import HallAfter, Killed
from tests.faults.prints_killed.kill import Kill

LANE = "Автомат 1"


def some_kills() -> Killed:
    """101 was claimed, printed afterwards; 102 cut off while being sent; 103 taken, then confirmed; 104 was well."""
    kills = [
        Kill("agent", LANE, "claimed", "claimed", True, 101, 1.0),
        Kill("server", LANE, "sending", "sending", True, 102, 0.4),
        Kill("agent", LANE, "sent", "sent", False, 103, 0.2),
    ]
    numbers = {f"A {visit - 100:03}": visit for visit in range(101, 105)}
    torn = Sheet(2, False, False, [Read("A 002", 149, False)], [], 400)
    sheets = [_sheet(1, 101), torn, _sheet(3, 103), _sheet(4, 104)]
    states = {101: "confirmed", 102: "unknown", 103: "confirmed", 104: "sent"}
    jobs = [Fact(id=v, visit_id=v, state=state, cause=None, settled_at=1) for v, state in states.items()]
    visits = [Fact(id=visit, letter="A", digits=visit - 100) for visit in states]
    return Killed(kills, [HallAfter([LanePapers(LANE, numbers, sheets)], visits, jobs)])


def _sheet(number: int, visit: int) -> Sheet:
    return Sheet(number, True, True, [Read(f"A {visit - 100:03}", 149, False)], [visit], 1371)

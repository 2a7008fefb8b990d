"""A campaign in which all went as it should: the evidence that must pass every check."""

from types import SimpleNamespace as Fact

from tests.faults.machines.page import PaperSeen
from tests.faults.machines.papers import LanePapers
from tests.faults.machines.printer import Sheet
from tests.faults.machines.reading import Read
from tests.faults.machines.screen import Told
from tests.faults.machines.staff import AtDesk, InOffice
from tests.faults.printers.evidence import Campaign
from tests.faults.printers.run import Run, World
from tests.faults.printers.spots import Spot

LANE = "Автомат 1"
CLEARED = {"kiosk": 0.5, "desk": 0.5, "office": 1.2}
STRUCK = {"fault": {"stage": "now"}}


def a_campaign() -> Campaign:
    """Four runs at one kiosk, ten seconds each; behind each one a ticket that nothing is wrong with.

    101 no paper before the tap, and gone; 103 the roll ended in the picture; 105 slow; 107 no paper, "I have it", and
    a copy when there is paper again. 102, 104, 106, 108: when all was well.
    """
    runs = [_out_before(0.0, 101), _out_in_the_picture(10.0, 103), _slow(20.0, 105), _out_and_held(30.0, 107)]
    numbers = {f"A {visit - 100:03}": visit for visit in range(101, 109)}
    sheets = [_sheet(2, 102), _torn(3, 103), *(_sheet(visit - 100, visit) for visit in (104, 105, 106))]
    sheets += [_sheet(7, 107, copy=True), _sheet(8, 108)]
    states = {101: "failed", 103: "unknown", 107: "failed"}
    jobs = [_job(visit, states.get(visit, "sent")) for visit in range(101, 109)] + [_job(107, "sent", copy=True)]
    visits = [Fact(id=visit, unheld=visit == 101, held=visit == 107) for visit in range(101, 109)]
    return Campaign(runs, [LanePapers(LANE, numbers, sheets)], visits, jobs, list(range(102, 109)))


def _run(spot: Spot, at: float, visit: int, **facts: object) -> Run:
    run = Run(spot, LANE, f"A {visit - 100:03}", visit, tapped_at=at + 1, mended_at=at + 6)
    run.cleared, run.clean, run.clean_visit, run.clean_settled_s = dict(CLEARED), f"A {visit - 99:03}", visit + 1, 0.1
    run.sensors = dict(STRUCK)
    vars(run).update(facts)
    return run


def _out_before(at: float, visit: int) -> Run:
    seen = [PaperSeen(at - 5, "ready", None, False), PaperSeen(at + 0.4, "trouble", "paper_out", False)]
    return _run(
        Spot("paper_out", "plain", "before", 0, "goes"),
        at,
        visit,
        struck_at=at,
        settled_at=at + 1,
        told=[Told(at + 1, "failed", "failed", "paper_out")],
        world=[World(at + 1, 0, 0)],
        lobby=seen,
        **_staff(at + 0.4),
    )


def _out_in_the_picture(at: float, visit: int) -> Run:
    told = [Told(at + 1, "printing", "queued", None), Told(at + 2, "unknown", "unknown", "paper_out")]
    return _run(
        Spot("paper_out_mid_ticket", "plain", "picture", 400, "goes"),
        at,
        visit,
        struck_at=at + 1.2,
        settled_at=at + 2,
        told=told,
        world=[World(at + 1, 0, 1), World(at + 1.2, 4000, 1)],
        lobby=[PaperSeen(at + 2, "trouble", "paper_out", False)],
        **_staff(at + 2),
    )


def _slow(at: float, visit: int) -> Run:
    told = [
        Told(at + 1, "printing", "queued", None),
        Told(at + 4, "late", "sending", None),
        Told(at + 5, "printed", "sent", None),
    ]
    return _run(
        Spot("slow", "plain", "picture", 500, "goes"),
        at,
        visit,
        struck_at=at + 1.1,
        settled_at=at + 5,
        whole_at=at + 4.9,
        told=told,
        world=[World(at + 1 + n / 10, n, 3) for n in range(39)] + [World(at + 4.9, 39, 4)],
        lobby=[PaperSeen(at, "ready", None, False)],
    )


def _out_and_held(at: float, visit: int) -> Run:
    run = _out_before(at, visit)
    run.spot = run.spot._replace(visitor="again")
    run.held, run.copies = True, 1
    return run


def _staff(at: float) -> dict[str, object]:
    office = [InOffice(at - 5, "ready", None, None, None), InOffice(at + 0.7, "trouble", "paper_out", None, None)]
    return {"desk": [AtDesk(at + 0.1, "paper_out")], "office": office}


def _sheet(number: int, visit: int, *, copy: bool = False) -> Sheet:
    return Sheet(number, True, True, [Read(f"A {visit - 100:03}", 149, copy)], [visit], 1371)


def _torn(number: int, visit: int) -> Sheet:
    return Sheet(number, False, False, [Read(f"A {visit - 100:03}", 149, False)], [], 600)


def _job(visit: int, state: str, *, copy: bool = False) -> Fact:
    cause = "paper_out" if state in ("failed", "unknown") else None
    return Fact(id=visit + 1000 * copy, visit_id=visit, state=state, cause=cause, copy_of=copy, settled_at=1)

"""An outage that was borne: the evidence that must pass every check."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Fact

from tests.faults.machines.papers import LanePapers
from tests.faults.machines.printer import Sheet
from tests.faults.machines.reading import Read
from tests.faults.outage.evidence import Outage
from tests.faults.outage.given import Given
from tests.faults.outage.script import Size

KIOSK = "Автомат 1"
NINE = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
BACK = NINE + timedelta(hours=4)


def an_outage() -> Outage:
    """A 001 with the server; A 002 it gave and nobody heard, A 5001 instead; A 5002 and its copy; A 5003 just before
    the network is back; A 003 with the server again. A 5001 was served already.
    """
    given = [
        _tap("k1", "A 001", 1, NINE),
        _tap("k2", "A 5001", 201, NINE + timedelta(minutes=5)),
        _tap("k3", "A 5002", 202, NINE + timedelta(hours=2)),
        _tap("k4", "A 5003", 203, BACK - timedelta(minutes=4)),
        _tap("k5", "A 003", 3, BACK + timedelta(minutes=1)),
    ]
    given[2].copies = 1
    given[3].shown = "A 5003"
    given[3].told *= 2
    visits = [_visit(tap, "finished") for tap in given]
    visits[1].state = "closed"
    visits.append(_visit(_tap("k2", "A 002", 2, NINE + timedelta(minutes=5)), "withdrawn"))
    sheets = [_sheet(n, tap.number, tap.visit) for n, tap in enumerate(given, start=1)]
    sheets.append(_sheet(6, "A 5002", 202, copy=True))
    events = [event for tap in given if tap.alone for event in _brought(tap)]
    jobs = [Fact(id=tap.visit, visit_id=tap.visit, state="confirmed", settled_at=1) for tap in given]
    return Outage(
        Size(speed=30.0),
        given,
        [LanePapers(KIOSK, {tap.number: tap.visit for tap in given}, sheets)],
        {KIOSK: {2, 3, 4, 6}},
        visits,
        jobs,
        events,
        {1: "A01"},
        uploaded_s=2.0,
        letters=[],
        called=[1, 203, 3],
        decided_served=[201],
        called_later=[202],
        killed=3,
        reloaded=2,
        back_at=BACK,
    )


def _tap(key: str, number: str, visit: int, at: datetime) -> Given:
    tapped = (at - NINE).total_seconds() / 30
    tap = Given(KIOSK, key, "A01", tapped, at)
    issued = at + timedelta(seconds=2)
    tap.hear({"number": number, "visit": visit, "issued_at": issued.isoformat()}, tapped + 0.2)
    return tap


def _visit(tap: Given, state: str) -> Fact:
    letter, digits = tap.number.split()
    at = tap.issued_at
    facts = {"id": tap.visit, "letter": letter, "digits": int(digits), "service_id": 1, "state": state}
    return Fact(**facts, issued_at=at, reference_at=at, offline=tap.alone, key=tap.key)


def _brought(tap: Given) -> list[Fact]:
    assert tap.issued_at is not None
    data = {"origin": "offline", "issued_at": tap.issued_at.isoformat()}
    at = BACK + timedelta(seconds=30)
    brought = [Fact(kind="visit_issued", visit_id=tap.visit, at=at, data=data)]
    if at - tap.issued_at > timedelta(minutes=10):
        brought.append(Fact(kind="visit_parked", visit_id=tap.visit, at=at, data={"offline": True}))
    return brought


def _sheet(number: int, read: str, visit: int, *, copy: bool = False) -> Sheet:
    return Sheet(number, True, True, [Read(read, 149, copy)], [visit], 1371)

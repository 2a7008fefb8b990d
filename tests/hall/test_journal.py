"""The journal: gapless, chained, without persons, and told of everything."""

from datetime import timedelta

import pytest

from server.hall.catalogue_file import PACKAGED, read_file
from server.hall.days import close_day
from server.hall.deciding import decide
from server.hall.desks import pause, resume, sign_off
from server.hall.holding import drop_the_unheld, hold
from server.hall.importing import import_catalogue
from server.hall.issuing import TicketRequest, issue
from server.hall.layout import change_layout
from server.hall.losing import end_search, found, look_for
from server.hall.pairing import add_device, new_code, redeem
from server.hall.printing import OWN_PRINTER, Way, ask_copy, claim, settle
from server.hall.serving import absent, recall
from server.hall.transferring import come_back, park, reclassify, transfer, withdraw
from server.hall.undoing import undo
from server.models.device import DeviceKind
from server.models.event import EventKind
from server.models.print_job import PrintState
from server.models.visit import Need
from tests.cast import TheHall
from tests.hall.reading_journal import broken_at, replayed
from tests.paper import Alone, a_machine, printer_says


def busy_day(hall: TheHall) -> None:
    """A day on which everything happens once."""
    hall.finished()
    visit = hall.called()
    hall.clock.advance(seconds=20, microseconds=12345)
    hall.do(recall, hall.vera, visit)
    hall.do(absent, hall.vera, visit)
    hall.do(come_back, visit)
    hall.next()
    hall.do(park, hall.vera, visit, "бележка")
    hall.do(come_back, visit, hall.vera)
    hall.next()
    hall.do(transfer, hall.vera, visit, service="A02")
    hall.do(reclassify, hall.vera, visit, "A03")
    hall.do(withdraw, visit, hall.vera)
    hall.do(undo, hall.vera, visit)
    hall.do(pause, hall.vera, "обяд")
    hall.do(resume, hall.vera)
    hall.issue(paper=True)
    job = hall.do(claim)
    assert job is not None
    hall.do(settle, job.job, PrintState.SENT)
    hall.do(ask_copy, job.visit)
    hall.do(ask_copy, job.visit, Way(None, "paper_out"))
    hall.do(sign_off, hall.omar)
    without_paper(hall)
    without_server(hall)
    last = hall.next().visit
    assert hall.state(last) == "called"
    hall.do(transfer, hall.vera, last, counter=2)
    hall.do(import_catalogue, read_file(PACKAGED))
    hall.do(change_layout, hall.cast.staff["ines"], 0, {"size": "large"}, None)
    hall.do(redeem, hall.do(lambda work: new_code(work, add_device(work, DeviceKind.KIOSK, "Автомат"))))
    hall.do(close_day)
    hall.clock.advance(hours=-5)
    hall.open()


def without_paper(hall: TheHall) -> None:
    """A printer breaks, somebody is left without paper and comes back, somebody finds their number again."""
    printer_says(hall, None, paper="out", cause="paper_out")
    asked = TicketRequest(service="A01", lang="bg", key=hall.key(), needs=[Need.HEARING])
    visit = issue(hall.store, hall.id, hall.clock.now, asked, gap_s={}, paper=Way(None, "paper_out")).visit
    hall.clock.advance(minutes=1)
    assert hall.do(drop_the_unheld) == [visit]
    hall.do(hold, visit)
    for ends in (True, False):
        search = hall.do(look_for, hall.cast.devices["kiosk"], "A01", hall.clock.now(), "bg")
        if ends:
            hall.do(end_search, search)
        else:
            hall.do(found, hall.vera, search, visit, OWN_PRINTER)


def without_server(hall: TheHall) -> None:
    """A kiosk is alone for a while: who came lately, who still waits, who was served meanwhile."""
    alone = Alone(hall, a_machine(hall))
    hall.clock.advance(minutes=20)
    alone.gave(paper=("sent", None), held=True, needs=[Need.SIGHT])
    parked = [alone.gave(ago=timedelta(minutes=15)).visit for _ in range(2)]
    for visit, still_waiting in zip(parked, (True, False), strict=True):
        hall.do(decide, hall.cast.staff["rosa"], [visit], still_waiting=still_waiting)


def test_everything_that_can_happen_is_told(hall: TheHall) -> None:
    busy_day(hall)
    assert {event.kind for event in hall.events()} == {kind.value for kind in EventKind}


def test_the_numbers_have_no_gap_and_the_hashes_chain(hall: TheHall) -> None:
    busy_day(hall)
    events = hall.events()
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert broken_at(events) is None
    (end,) = hall.rows("SELECT seq, head FROM hall")
    assert (end.seq, end.head) == (events[-1].seq, events[-1].hash)


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE event SET data = '{}' WHERE seq = :seq",
        "UPDATE event SET at = '2026-11-23 06:59:59.000000' WHERE seq = :seq",
        "UPDATE event SET kind = 'visit_absent' WHERE seq = :seq",
        "UPDATE event SET clerk = 'c-00000000' WHERE seq = :seq",
        "UPDATE event SET counter = 9 WHERE seq = :seq",
        "UPDATE event SET visit_id = 77 WHERE seq = :seq",
        "DELETE FROM event WHERE seq = :seq",
    ],
)
def test_nothing_is_changed_or_left_out_unseen(hall: TheHall, forgery: str) -> None:
    hall.finished()
    seq = hall.events("visit_started")[0].seq
    hall.change(forgery, seq=seq)
    found = broken_at(hall.events())
    assert found in (seq, seq + 1)


def test_a_refused_step_leaves_no_entry(hall: TheHall) -> None:
    hall.called()
    before = [tuple(event) for event in hall.events()]
    with pytest.raises(Exception, match="still open"):
        hall.next()
    with pytest.raises(ZeroDivisionError):
        hall.do(lambda work: work.record(EventKind.PAUSED) / 0)
    assert [tuple(event) for event in hall.events()] == before


def test_the_journal_alone_tells_the_state_of_every_visit(hall: TheHall) -> None:
    busy_day(hall)
    rows = hall.rows("SELECT id, state FROM visit")
    assert replayed(hall.events()) == {row.id: row.state for row in rows}


def test_every_entry_that_moves_a_visit_says_from_where(hall: TheHall) -> None:
    busy_day(hall)
    moved: dict[int, str] = {}
    for event in hall.events():
        if event.kind == "visit_issued":
            moved[event.visit_id] = "waiting"
        elif "state" in event.data and event.kind.startswith("visit_") and event.kind != "visit_undone":
            assert event.data["before"]["state"] == moved[event.visit_id], event
            moved[event.visit_id] = event.data["state"]
        elif event.kind == "visit_undone":
            moved[event.visit_id] = event.data["state"]
        else:
            assert "before" not in event.data, event


def test_what_is_told_of_a_paper_is_asked_for_before_it_ends(hall: TheHall) -> None:
    busy_day(hall)
    asked: set[int] = set()
    for event in hall.events():
        if event.kind == "copy_asked":
            asked.add(event.data["job"])
    copies = {row.id for row in hall.rows("SELECT id FROM print_job WHERE copy_of")}
    assert asked == copies
    ended = {event.data["job"]: event.seq for event in reversed(hall.events("print_settled"))}
    for event in hall.events("copy_asked"):
        assert ended.get(event.data["job"], event.seq + 1) > event.seq


def test_the_journal_names_clerks_by_alias_and_visitors_not_at_all(hall: TheHall) -> None:
    busy_day(hall)
    said = "\n".join(str(tuple(event)) for event in hall.events())
    for name in ("Вера", "Омар", "vera", "omar", "бележка", "Роза", "rosa", "hearing", "sight", "TM-T20"):
        assert name not in said

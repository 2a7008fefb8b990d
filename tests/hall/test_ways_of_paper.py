"""By whose printer a ticket's paper comes, and who may say what became of it."""

import pytest

from server.hall.founding import found_hall
from server.hall.issuing import Issued, TicketRequest, issue
from server.hall.pairing import add_device
from server.hall.printers import PaperNow, PrinterNow, PrinterSaid, how_it_is, paper_now, printer_for, printers_of
from server.hall.printing import NoSuchJob, Way, ask_copy, claim, job_waits, paper_of, progress, settle
from server.models.device import DeviceKind
from server.models.print_job import PrintState
from tests.cast import TheHall
from tests.hall.test_plans import watched
from tests.paper import WELL, Machine, a_machine, printer_says


def issued_by(hall: TheHall, way: Way | None, device: int | None = None) -> Issued:
    """A ticket whose paper goes this way."""
    asked = TicketRequest(service="A01", lang="bg", key=hall.key())
    return issue(hall.store, hall.id, hall.clock.now, asked, gap_s={}, device=device, paper=way)


def of(hall: TheHall, machine: Machine) -> int:
    """A ticket of this kiosk, to be printed there; answers its job."""
    job = issued_by(hall, Way(machine.agent), machine.kiosk).job
    assert job is not None
    return job


def taken(hall: TheHall, agent: int | None, *, anybodys: bool = False) -> int | None:
    """The job that this agent gets when it asks."""
    job = hall.do(claim, agent, anybodys=anybodys)
    return None if job is None else job.job


def test_an_agent_in_a_kiosk_gets_that_kiosks_papers_and_no_others(hall: TheHall) -> None:
    door, stairs = a_machine(hall, "Автомат до входа"), a_machine(hall, "Автомат до стълбите")
    jobs = [of(hall, door), of(hall, stairs), of(hall, door)]
    own = hall.issue(paper=True).job
    assert [taken(hall, door.agent) for _ in range(2)] == [jobs[0], jobs[2]]
    assert taken(hall, stairs.agent) == jobs[1]
    with hall.store.look() as conn:
        assert job_waits(conn, hall.id)
    assert taken(hall, None) == own


def test_an_agent_in_no_kiosk_takes_what_waits_for_the_halls_own_printer(hall: TheHall) -> None:
    door, loose = a_machine(hall), hall.cast.devices["agent"]
    at_the_door, own = of(hall, door), hall.issue(paper=True).job
    assert taken(hall, loose, anybodys=True) == own
    assert taken(hall, door.agent) == at_the_door


def test_a_paper_that_an_agent_took_is_nobody_elses(hall: TheHall) -> None:
    loose, job = hall.cast.devices["agent"], hall.issue(paper=True).job
    assert taken(hall, loose, anybodys=True) == job
    other = hall.do(add_device, DeviceKind.AGENT, "a second agent")
    for agent in (None, other):
        assert taken(hall, agent, anybodys=agent is not None) is None


@pytest.mark.parametrize("state", [PrintState.SENT, PrintState.FAILED])
def test_a_job_is_settled_by_its_own_agent_only(hall: TheHall, state: PrintState) -> None:
    door, stairs = a_machine(hall, "Автомат до входа"), a_machine(hall, "Автомат до стълбите")
    job, own = of(hall, door), hall.issue(paper=True).job
    taken(hall, door.agent)
    for agent, whose in ((stairs.agent, job), (door.agent, own), (stairs.agent, 4711)):
        for tell in (settle, progress):
            with pytest.raises(NoSuchJob):
                hall.do(tell, whose, state, agent=agent)
    hall.do(settle, job, state, agent=door.agent)
    assert hall.one("SELECT state FROM print_job WHERE id = :job", job=job) == state


def test_a_claim_whose_answer_was_lost_is_given_again_behind_whatever_waits(hall: TheHall) -> None:
    """An agent that asks has nothing to print: the job never reached it."""
    door = a_machine(hall)
    lost = of(hall, door)
    assert taken(hall, door.agent) == lost
    waiting = of(hall, door)
    assert [taken(hall, door.agent) for _ in range(3)] == [waiting, lost, lost]
    hall.do(progress, lost, PrintState.SENDING, door.agent)
    assert taken(hall, door.agent) == waiting
    hall.do(settle, waiting, PrintState.SENT, agent=door.agent)
    assert taken(hall, door.agent) is None


def test_what_an_agent_claimed_yesterday_is_unknown_today_and_not_given_again(hall: TheHall) -> None:
    door = a_machine(hall)
    job = of(hall, door)
    taken(hall, door.agent)
    hall.clock.advance(days=1)
    hall.issue()
    assert taken(hall, door.agent) is None
    assert hall.rows("SELECT state, cause FROM print_job WHERE id = :job", job=job) == [("unknown", "too_late")]


def test_a_printer_known_not_to_work_gets_no_job_that_comes_out_later(hall: TheHall) -> None:
    door = a_machine(hall)
    issued = issued_by(hall, Way(door.agent, "paper_out"), door.kiosk)
    assert (issued.trouble, issued.number) == ("paper_out", "A 001")
    assert paper_of(hall.store, issued.visit) == {"job": issued.job, "state": "failed", "cause": "paper_out"}
    assert taken(hall, door.agent) is None
    (told,) = hall.events("print_settled")
    assert told.data == {"job": issued.job, "state": "failed", "cause": "paper_out"}


def test_a_copy_for_a_broken_printer_is_asked_for_and_then_fails(hall: TheHall) -> None:
    visit = hall.issue().visit
    job = hall.do(ask_copy, visit, Way(None, "cover_open"))
    assert [(event.kind, event.data["job"]) for event in hall.events()[-2:]] == [
        ("copy_asked", job),
        ("print_settled", job),
    ]


def test_a_ticket_with_a_paper_costs_no_statement_more_than_before(hall: TheHall) -> None:
    """Where its paper goes is known from memory."""
    door = a_machine(hall)
    counts = []
    for way in (None, Way(), Way(door.agent)):
        hall.issue()
        with watched(hall) as seen:
            issued_by(hall, way, door.kiosk)
        counts.append(len(seen))
    assert counts == [counts[0], counts[0] + 1, counts[0] + 1]


SAID = PrinterSaid(**WELL)
BROKEN = PrinterSaid(**WELL | {"cause": "paper_out", "paper": "out"})
MUTE = PrinterSaid(**WELL | {"answers": False})
LOW = PrinterSaid(**WELL | {"paper": "low"})


def always(_device: int | None) -> bool:
    """Whatever it said may be believed."""
    return True


def never(_device: int | None) -> bool:
    """It was not heard for a while."""
    return False


@pytest.mark.parametrize(
    ("said", "fresh", "how"),
    [
        (SAID, True, "ready"),
        (LOW, True, "low"),
        (BROKEN, True, "trouble"),
        (MUTE, True, "plain"),
        (PrinterSaid(**WELL | {"answers": False, "cause": "unreachable"}), True, "trouble"),
        (SAID, False, "silent"),
        (BROKEN, False, "silent"),
        (None, True, "never"),
        (None, False, "never"),
    ],
)
def test_a_printer_is_as_it_said_while_it_is_heard(said: PrinterSaid | None, fresh: bool, how: str) -> None:
    assert how_it_is(PrinterNow(1, "a", said=said), fresh=fresh) == how


def test_a_kiosks_own_printer_comes_first_then_the_halls_then_any_agents() -> None:
    own = PrinterNow(None, "", said=SAID)
    at_one, loose = PrinterNow(11, "a", kiosk=1), PrinterNow(12, "b", said=SAID)
    every = [at_one, loose, own]
    assert printer_for(every, 1, own=True, fresh=always) is at_one
    assert printer_for(every, 2, own=True, fresh=always) is own
    assert printer_for(every, None, own=True, fresh=always) is own
    assert printer_for(every, 2, own=False, fresh=always) is loose
    assert printer_for([at_one], None, own=False, fresh=always) is None
    assert printer_for([PrinterNow(12, "never heard")], None, own=False, fresh=always) is None
    assert printer_for([], None, own=True, fresh=never) == PrinterNow(None, "")


def test_a_machine_that_was_replaced_gets_no_papers_any_more() -> None:
    """Whoever sets up a new PC seldom takes the old one out of service."""
    old, new = PrinterNow(11, "old", kiosk=1, said=SAID), PrinterNow(12, "new", kiosk=1, said=SAID)
    assert printer_for([old, new], 1, own=True, fresh=lambda device: device == 12) is new
    assert printer_for([old, new], 1, own=True, fresh=lambda device: device == 11) is old
    assert printer_for([old, new], 1, own=True, fresh=never) is new


def test_a_kiosk_without_paper_names_another_whose_printer_works() -> None:
    broken = PrinterNow(11, "a", kiosk=1, kiosk_name="до входа", said=BROKEN)
    well = PrinterNow(12, "b", kiosk=2, kiosk_name="до стълбите", said=MUTE)
    own = PrinterNow(None, "", said=SAID)
    assert paper_now([broken, own, well], 1, own=True, fresh=always) == PaperNow("trouble", "paper_out", "до стълбите")
    assert paper_now([broken, well], 1, own=True, fresh=lambda d: d == 11) == PaperNow("trouble", "paper_out", None)
    assert paper_now([broken, well], 2, own=True, fresh=always) == PaperNow("ready")
    assert paper_now([broken, well], 1, own=True, fresh=never) == PaperNow("unknown")
    assert paper_now([broken], 3, own=False, fresh=always) == PaperNow("none")
    assert paper_now([], 3, own=True, fresh=always) == PaperNow("unknown")


def test_the_halls_printers_are_known_with_the_kiosk_they_stand_in(hall: TheHall) -> None:
    door = a_machine(hall, "Автомат до входа")
    printer_says(hall, door.agent)
    printer_says(hall, None, cause="offline", online=False)
    with hall.store.look() as conn:
        loose, at_the_door, own = printers_of(conn, hall.id)
    assert (loose.device, loose.said) == (hall.cast.devices["agent"], None)
    assert (at_the_door.kiosk, at_the_door.kiosk_name, at_the_door.said) == (door.kiosk, "Автомат до входа", SAID)
    assert (own.device, own.said is not None and own.said.cause) == (None, "offline")
    hall.change("UPDATE device SET revoked_at = '2026-11-23 08:00:00' WHERE id = :agent", agent=door.agent)
    with hall.store.look() as conn:
        assert [printer.device for printer in printers_of(conn, hall.id)] == [loose.device, None]


def test_only_a_change_is_written_down_and_told(hall: TheHall) -> None:
    door = a_machine(hall)
    for _ in range(3):
        printer_says(hall, door.agent)
    hall.clock.advance(minutes=1)
    printer_says(hall, door.agent, paper="out", cause="paper_out")
    printer_says(hall, door.agent, paper="out", cause="paper_out")
    printer_says(hall, door.agent)
    told = hall.events("printer_changed")
    assert [(event.data["device"], event.data["cause"]) for event in told] == [
        (door.agent, None),
        (door.agent, "paper_out"),
        (door.agent, None),
    ]
    assert "model" not in told[0].data  # what a machine calls itself is no fact of the hall
    assert hall.one("SELECT count(*) FROM printer") == 1


def test_two_halls_do_not_know_each_others_printers(hall: TheHall) -> None:
    door = a_machine(hall)
    printer_says(hall, door.agent)
    with hall.store.look() as conn:
        assert printers_of(conn, found_hall(hall.store, "second")) == ()

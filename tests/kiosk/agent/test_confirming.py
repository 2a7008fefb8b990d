"""A printer that says when a paper is out, and what is known when something goes wrong under it."""

import re
from pathlib import Path

import pytest

from kiosk.agent.drawing import draw
from kiosk.agent.printers import Outcome, Printer, Watcher, open_printer
from kiosk.agent.printers.confirming import mark, marked
from kiosk.agent.printers.wording import SHORT, raster
from tests.kiosk.agent.spoilt import hanging, papers, until, wish
from tests.kiosk.agent.tickets import bare, ticket
from tests.kiosk.agent.virtual import VirtualPrinter, virtual_printer

PAPER = draw(ticket())
BAND = re.compile(rb"\x1dv0\x00\x48\x00(..)", re.DOTALL)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has seconds to wait; a virtual printer needs none."""
    monkeypatch.setattr("kiosk.agent.printers.confirming.SIGN_S", 0.5)
    monkeypatch.setattr("kiosk.agent.printers.direct.SIGN_S", 0.5)
    monkeypatch.setattr("kiosk.agent.printers.confirming.ASK_EVERY_S", 0.05)
    monkeypatch.setattr("kiosk.agent.printers.confirming.GLANCE_S", 0.05)
    monkeypatch.setattr("kiosk.agent.printers.acquaintance.ANSWER_S", 0.3)
    monkeypatch.setattr("kiosk.agent.printers.acquaintance.SILENT_S", 0.2)
    monkeypatch.setattr("kiosk.agent.printers.links.CONNECT_S", 0.3)


def known(machine: VirtualPrinter, profile: str = "auto") -> Printer:
    """Our own end of the line, once we have had a look at it."""
    printer = open_printer(f"network:127.0.0.1:{machine.port}", machine.dots, profile)
    printer.look()
    return printer


@pytest.fixture
def printer(machine: VirtualPrinter) -> Printer:
    return known(machine)


def shown(machine: VirtualPrinter, name: str) -> bytes:
    """The dots of a paper, the feed to the knife cut off."""
    paper = machine.paper(name)
    return paper.crop((0, 0, paper.width, PAPER.height)).convert("1").tobytes()


def test_it_is_asked_once_who_it_is_and_whether_it_confirms(machine: VirtualPrinter, printer: Printer) -> None:
    assert (printer.health.model, printer.health.confirms) == ("Virtual-80", True)
    printer.print(PAPER)
    assert shown(machine, "0001") == PAPER.tobytes()  # the questions left nothing on the paper


def test_what_it_cannot_do_is_not_asked_of_it_unless_somebody_looked(machine: VirtualPrinter) -> None:
    for profile, state in (("generic", "sent"), ("auto", "sent"), ("epson", "confirmed"), ("TM-T88V", "confirmed")):
        unseen = open_printer(f"network:127.0.0.1:{machine.port}", profile=profile)
        assert unseen.print(PAPER).state == state


def test_a_profile_that_nobody_knows_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match=r"auto, generic, epson, .*TM-T88V"):
        open_printer("file:paper", profile="TM-T1000")


def test_a_paper_that_is_out_is_confirmed(machine: VirtualPrinter, printer: Printer) -> None:
    assert printer.print(PAPER, 7, Watcher(go=lambda: not machine.tickets())) == Outcome("confirmed")
    assert shown(machine, "0001") == PAPER.tobytes()


def test_it_is_taken_when_the_printer_has_all_of_it_not_when_it_is_on_the_way(
    machine: VirtualPrinter, printer: Printer
) -> None:
    wish(machine, "slow", bytes_per_second=80_000)
    there: list[int] = []
    watcher = Watcher(taken=lambda: there.append(machine.get("/ticket")[1]["bytes"]))
    assert printer.print(PAPER, 7, watcher) == Outcome("confirmed")
    left = len(marked(raster(PAPER, SHORT), 7)) - there[0]
    assert left < 20_000  # the printer's own memory, and what its socket holds


def test_of_one_that_is_gone_in_the_middle_of_a_paper_it_is_known_at_once(
    machine: VirtualPrinter, printer: Printer
) -> None:
    wish(machine, "half_open", after_bytes=40_000)
    assert printer.print(PAPER, 7) == Outcome("unknown", "timeout")
    assert (printer.health.online, printer.health.cause) == (False, "timeout")  # without another look


def test_each_piece_of_a_paper_asks_for_a_word_of_its_own() -> None:
    sent = marked(raster(PAPER, SHORT), 7)
    at, bands = 2, 0
    assert sent[:2] == b"\x1b@"
    while band := BAND.match(sent, at):
        rows = int.from_bytes(band[1], "little")
        assert 0 < rows <= 48
        at = band.end() + 72 * rows
        assert sent[at : at + 11] == b"\x1d(H\x06\x0000" + mark(7, bands)
        at, bands = at + 11, bands + 1
    assert sent[at:] == b"\x1bd\x06\x1dV\x01\x1d(H\x06\x0000" + mark(7, bands)
    assert bands == -(-PAPER.height // 48)


def test_no_two_pieces_of_two_tickets_have_the_same_word() -> None:
    words = {mark(job, piece) for job in range(300) for piece in range(36)}
    assert len(words) == 300 * 36
    assert all(len(word) == 4 and word.isalnum() for word in words)


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        ("refused", "unreachable"),
        ("unplugged", "unreachable"),
        ("half_open", "unreachable"),
        ("silent", "timeout"),
        ("mute", "timeout"),
        ("garbage_status", "garbled"),
        ("paper_out", "paper_out"),
        ("cover_open", "cover_open"),
        ("overheated", "overheated"),
    ],
)
def test_a_printer_in_trouble_gets_nothing_and_nothing_comes_out_later(
    machine: VirtualPrinter, printer: Printer, fault: str, cause: str
) -> None:
    wish(machine, fault)
    assert printer.print(PAPER) == Outcome("failed", cause)  # type: ignore[arg-type]
    assert printer.health.cause == cause
    wish(machine, None)
    machine.press(paper="ok", cover="closed", online=True)
    printer.look()
    assert printer.health.cause is None  # it clears by itself
    assert machine.tickets() == []
    assert printer.print(PAPER) == Outcome("confirmed")
    assert shown(machine, "0001") == PAPER.tobytes()


UNDER_THE_TICKET = [
    ("paper_out_mid_ticket", {}, "paper_out"),
    ("cover_open", {"after_rows": 300}, "cover_open"),
    ("overheated", {"after_rows": 300}, "overheated"),
    ("cutter_jam", {}, "cutter"),
    ("reset", {"after_bytes": 20_000}, "unreachable"),
    ("unplugged", {"after_rows": 300}, "unreachable"),
    ("half_open", {"after_rows": 300}, "timeout"),
    ("silent", {"after_rows": 300}, "timeout"),
    ("mute", {"after_rows": 300}, "timeout"),
    ("garbage_status", {"after_rows": 300}, "garbled"),
]


@pytest.mark.parametrize(("fault", "where", "cause"), UNDER_THE_TICKET)
def test_trouble_under_a_ticket_leaves_it_unknown_and_the_next_one_is_whole_and_alone(
    machine: VirtualPrinter, printer: Printer, fault: str, where: dict[str, int], cause: str
) -> None:
    wish(machine, fault, **where)
    assert printer.print(PAPER, 7) == Outcome("unknown", cause)  # type: ignore[arg-type]
    wish(machine, None)
    machine.press(paper="ok", cover="closed", online=True)
    printer.look()
    assert printer.health.cause is None
    until(lambda: hanging(machine) is None)  # what was torn has been cut off
    numbers = [paper for paper in papers(machine) if paper["rows"] >= PAPER.height]
    assert len(numbers) <= 1  # and nothing was printed twice
    other = draw(ticket(number="A 043"))
    assert printer.print(other, 8) == Outcome("confirmed")
    latest = machine.latest()
    assert latest.crop((0, 0, 576, other.height)).convert("1").tobytes() == other.tobytes()


@pytest.mark.parametrize(("fault", "where", "cause"), UNDER_THE_TICKET)
def test_one_that_cannot_confirm_leaves_nothing_on_the_next_ticket_either(
    machine: VirtualPrinter, fault: str, where: dict[str, int], cause: str
) -> None:
    printer = known(machine, "generic")
    wish(machine, fault, **where)
    assert printer.print(PAPER, 7) == Outcome("unknown", cause)  # type: ignore[arg-type]
    wish(machine, None)
    machine.press(paper="ok", cover="closed", online=True)
    printer.look()
    other = draw(ticket(number="A 043"))
    assert printer.print(other, 8) == Outcome("sent")
    until(lambda: hanging(machine) is None and machine.latest().height == other.height + 180)
    latest = machine.latest()
    assert latest.crop((0, 0, 576, other.height)).convert("1").tobytes() == other.tobytes()


def test_what_is_held_does_not_come_out_when_the_roll_is_changed(machine: VirtualPrinter, printer: Printer) -> None:
    wish(machine, "paper_out_mid_ticket", after_rows=300)
    assert printer.print(PAPER) == Outcome("unknown", "paper_out")
    machine.press(paper="ok")
    assert machine.get("/state")[1]["held"] == 0
    assert [paper["rows"] for paper in papers(machine)] == [300]  # it went with the old roll
    assert hanging(machine) is None


def test_a_slow_printer_is_seen_to_go_on_and_confirms(machine: VirtualPrinter, printer: Printer) -> None:
    wish(machine, "slow", bytes_per_second=40_000)
    assert printer.print(PAPER) == Outcome("confirmed")


def test_a_roll_near_its_end_confirms_and_says_so(machine: VirtualPrinter, printer: Printer) -> None:
    wish(machine, "paper_near_end")
    assert printer.print(PAPER) == Outcome("confirmed")
    printer.look()
    assert (printer.health.paper, printer.health.cause) == ("low", None)


def test_a_printer_that_never_said_a_word_is_printed_on_and_nobody_knows(machine: VirtualPrinter) -> None:
    wish(machine, "mute")
    printer = known(machine)
    assert (printer.health.answers, printer.health.cause) == (False, None)
    assert printer.print(PAPER) == Outcome("unknown", "timeout")
    until(lambda: machine.tickets() == ["0001"])
    assert shown(machine, "0001") == PAPER.tobytes()
    wish(machine, None)
    printer.look()  # once it says something, it is listened to
    assert printer.health.answers
    assert printer.print(PAPER) == Outcome("confirmed")


def test_another_printer_at_the_same_place_is_asked_anew(tmp_path: Path) -> None:
    with virtual_printer(tmp_path / "wide") as machine:
        printer = known(machine)
        wish(machine, "unplugged")
        printer.look()
        assert printer.health.cause == "unreachable"
        wish(machine, None)
        machine.press(online=True)
        printer.look()
        assert (printer.health.model, printer.health.confirms) == ("Virtual-80", True)


def test_a_narrow_printer_confirms_as_well(tmp_path: Path) -> None:
    with virtual_printer(tmp_path / "paper", 384) as machine:
        printer = known(machine)
        assert printer.print(draw(bare("A 042"), 384)) == Outcome("confirmed")
        assert printer.health.model == "Virtual-58"

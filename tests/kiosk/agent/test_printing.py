"""What a printer's troubles do to a job: sent, certainly failed, or nobody knows."""

import socket
from pathlib import Path

import pytest

from kiosk.agent.drawing import draw
from kiosk.agent.printers import Outcome, open_printer
from kiosk.agent.printers.answers import Garbled
from kiosk.agent.printers.line import Line
from kiosk.agent.printers.links import FileLink
from tests.kiosk.agent.odd_printers import Bench, answering, behaving, breaking_after, line_to, swallow
from tests.kiosk.agent.tickets import bare, ticket
from tests.kiosk.agent.virtual import VirtualPrinter

WELL = b"\x12\x12\x12\x12"
PAPER = draw(bare("A 042"))


def test_two_visitors_one_after_another_get_two_papers(machine: VirtualPrinter) -> None:
    printer = machine.connected()
    assert [printer.print(draw(ticket(number=number))) for number in ("A 042", "A 043")] == [Outcome("sent")] * 2
    assert machine.tickets() == ["0001", "0002"]


def test_a_roll_near_its_end_still_prints_and_says_so(machine: VirtualPrinter) -> None:
    machine.press(paper="low")
    printer = machine.connected()
    status = printer.status()
    assert status is not None
    assert (status.paper, status.trouble) == ("low", None)
    assert printer.print(PAPER) == Outcome("sent")


@pytest.mark.parametrize(
    ("button", "cause"),
    [({"paper": "out"}, "paper_out"), ({"cover": "open"}, "cover_open"), ({"online": False}, "unreachable")],
)
def test_nothing_is_sent_to_a_printer_that_is_not_ready(
    machine: VirtualPrinter, button: dict[str, object], cause: str
) -> None:
    printer = machine.connected()
    machine.press(**button)
    assert printer.print(PAPER) == Outcome("failed", cause)  # type: ignore[arg-type]
    machine.press(paper="ok", cover="closed", online=True)
    assert machine.tickets() == []  # nor does it come out when all is well again
    assert printer.print(PAPER) == Outcome("sent")
    assert machine.tickets() == ["0001"]


def test_a_printer_that_is_not_there_failed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    printer = open_printer(f"network:127.0.0.1:{port}")
    assert printer.print(PAPER) == Outcome("failed", "unreachable")
    with pytest.raises(OSError, match="refused"):
        printer.status()


@pytest.mark.parametrize(
    ("answers", "cause"),
    [
        (b"\x1a\x16\x12\x12", "cover_open"),
        (b"\x1a\x32\x12\x7e", "paper_out"),
        (b"\x1a\x52\x1a\x12", "cutter"),
        (b"\x1a\x52\x52\x12", "overheated"),
        (b"\x1a\x52\x32\x12", "offline"),
        (b"\x1a\x12\x12\x12", "offline"),
    ],
)
def test_the_cause_is_what_somebody_must_mend(answers: bytes, cause: str) -> None:
    with behaving(answering(answers)) as spec:
        assert open_printer(spec).print(PAPER) == Outcome("failed", cause)  # type: ignore[arg-type]


def test_paper_that_runs_out_under_the_ticket_leaves_it_unknown() -> None:
    def runs_out(client: socket.socket) -> None:
        left = b""
        while not left.endswith(b"\x10\x04\x04"):
            left = (left + client.recv(4096))[-8:]
        client.send(b"\x1a\x32\x12\x7e")

    with behaving(answering(WELL, runs_out)) as spec:
        assert open_printer(spec).print(PAPER) == Outcome("unknown", "paper_out")


def test_a_cable_that_breaks_under_the_ticket_leaves_it_unknown() -> None:
    with behaving(answering(WELL, breaking_after(9000))) as spec:
        assert open_printer(spec).print(draw(ticket())) == Outcome("unknown", "unreachable")


def test_a_printer_that_hangs_up_before_the_ticket_failed() -> None:
    with behaving(breaking_after(3)) as spec:
        assert open_printer(spec).print(PAPER) == Outcome("failed", "unreachable")


def test_a_printer_that_never_answers_prints_and_nobody_knows() -> None:
    taken = bytearray()

    def silent(client: socket.socket) -> None:
        while data := client.recv(65536):
            taken.extend(data)

    with behaving(silent) as spec:
        assert open_printer(spec).print(PAPER) == Outcome("unknown", "timeout")
    assert taken.count(b"\x1dV\x01") == 1


def test_a_printer_that_answers_nonsense_prints_and_nobody_knows() -> None:
    with behaving(answering(b"?", swallow)) as spec:
        assert open_printer(spec).print(PAPER) == Outcome("unknown", "garbled")


class Chatterbox(FileLink):
    """A way to a printer that has always something to say."""

    def __init__(self) -> None:
        super().__init__(-1)

    def write(self, data: memoryview, patience_s: float) -> int:
        return len(data)

    def read(self, patience_s: float) -> bytes:
        return b"\x12" * 256


def test_a_printer_that_never_stops_talking_is_not_listened_to_for_ever() -> None:
    with pytest.raises(Garbled):
        Line(Chatterbox(), lambda: None).ask(1.0)


def test_a_plain_file_takes_one_ticket_after_another(tmp_path: Path) -> None:
    printer = open_printer(f"file:{tmp_path / 'paper.bin'}")
    assert [printer.print(PAPER), printer.print(PAPER)] == [Outcome("sent")] * 2
    assert (tmp_path / "paper.bin").read_bytes().count(b"\x1dV\x01") == 2


def test_a_folder_that_is_not_there_failed(tmp_path: Path) -> None:
    assert open_printer(f"file:{tmp_path / 'no' / 'paper'}").print(PAPER) == Outcome("failed", "unreachable")


def test_an_unplugged_device_leaves_no_file_in_its_place() -> None:
    assert open_printer("file:/dev/gishe-lp9").print(PAPER) == Outcome("failed", "unreachable")
    assert not Path("/dev/gishe-lp9").exists()


def test_a_device_that_answers_is_asked_as_over_the_network() -> None:
    bench = Bench()
    with line_to(bench) as path:
        assert open_printer(f"file:{path}").print(PAPER) == Outcome("sent")
        bench.status = b"\x1a\x32\x12\x7e"
        assert open_printer(f"file:{path}").print(PAPER) == Outcome("failed", "paper_out")
    assert bench.cuts == 1


@pytest.mark.parametrize(
    "spec", ["", "paper", "network:", "network:printer", "network:printer:x", "network::9100", "file:"]
)
def test_a_setting_that_names_no_printer_is_refused_in_words(spec: str) -> None:
    with pytest.raises(ValueError, match="network:HOST:PORT"):
        open_printer(spec)


def test_a_virtual_printer_is_there_as_soon_as_it_is_spoken_to_and_goes_with_whoever_spoke(tmp_path: Path) -> None:
    printer = open_printer(f"virtual:{tmp_path / 'paper'}", 384)
    assert printer.print(draw(ticket(), 384)) == Outcome("sent")
    assert [path.name for path in sorted(tmp_path.glob("paper/[0-9]*"))] == ["0001.bin", "0001.png"]
    printer.close()
    assert printer.print(PAPER) == Outcome("sent")  # and comes back when it is needed again
    printer.close()

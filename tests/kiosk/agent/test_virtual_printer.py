"""The virtual printer, by the manual and not by our own writer."""

import socket
from pathlib import Path

import pytest
import zxingcpp

from kiosk.agent.drawing import draw
from kiosk.agent.printers import Outcome
from kiosk.agent.virtual_printer.tray import Tray
from tests.kiosk.agent.looking import bands, ink_box
from tests.kiosk.agent.tickets import bare, ticket
from tests.kiosk.agent.virtual import VirtualPrinter, virtual_printer

ASK = b"\x10\x04\x01"
LINE = b"A 042\n\x1dV\x00"


def say(machine: VirtualPrinter, data: bytes, pieces: int = 65536) -> bytes:
    """Send it in pieces, then wait for an answer that can only come after it all was read."""
    with socket.create_connection(("127.0.0.1", machine.port), timeout=5) as line:
        for start in range(0, len(data), pieces):
            line.sendall(data[start : start + pieces])
        line.sendall(ASK)
        return line.recv(1)


def test_numbers_go_on_after_a_restart(tmp_path: Path) -> None:
    with virtual_printer(tmp_path) as machine:
        say(machine, LINE * 2)
        assert machine.tickets() == ["0001", "0002"]
    with virtual_printer(tmp_path) as machine:
        say(machine, LINE)
        assert machine.tickets() == ["0001", "0002", "0003"]
    assert not list(tmp_path.glob(".*"))


def test_a_number_is_not_used_again_when_its_picture_was_taken_away(tmp_path: Path) -> None:
    Tray(tmp_path).keep(b"", draw(bare("A 042")))
    (tmp_path / "0001.png").unlink()
    Tray(tmp_path).keep(b"", draw(bare("A 043")))
    assert (tmp_path / "0002.png").exists()


def test_the_bytes_are_kept_as_they_were_sent(machine: VirtualPrinter) -> None:
    say(machine, LINE)
    assert (machine.folder / "0001.bin").read_bytes() == LINE


def test_a_ticket_in_single_bytes_is_the_same_ticket(machine: VirtualPrinter) -> None:
    printer = machine.connected()
    assert printer.print(draw(bare("A 042"))) == Outcome("sent")
    say(machine, (machine.folder / "0001.bin").read_bytes(), pieces=7)
    assert machine.paper("0002").tobytes() == machine.paper("0001").tobytes()


def test_without_paper_it_holds_what_it_got_until_the_roll_is_changed(machine: VirtualPrinter) -> None:
    machine.press(paper="out")
    assert say(machine, LINE) == b"\x1a"
    assert (machine.get("/state")[1]["held"], machine.tickets()) == (len(LINE), [])
    assert machine.press(paper="ok")["held"] == 0
    assert machine.tickets() == ["0001"]


def test_what_it_cannot_hold_any_more_it_does_not_take(machine: VirtualPrinter) -> None:
    machine.press(paper="out")
    image = b"\x1dv0\x00\x48\x00\xff\xff" + bytes(72 * 65535)
    with socket.create_connection(("127.0.0.1", machine.port), timeout=0.5) as line, pytest.raises(TimeoutError):
        line.sendall(image)
    assert 1_000_000 < machine.get("/state")[1]["held"] < 1_100_000


def test_a_white_piece_is_no_ticket(machine: VirtualPrinter) -> None:
    say(machine, b"\x1b@\x1bd\x06\x1dV\x01")
    assert [paper["complete"] for paper in machine.get("/papers")[1]["papers"]] == [False]


def test_another_programs_text_and_code_come_out_too(machine: VirtualPrinter) -> None:
    address = b"https://gishe.example.bg"
    large_and_centred = b"\x1b@\x1ba\x01\x1d!\x11A 042\n"
    code = b"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x06\x1d(k\x03\x001E1"
    code += b"\x1d(k" + (len(address) + 3).to_bytes(2, "little") + b"1P0" + address + b"\x1d(k\x03\x001Q0"
    say(machine, large_and_centred + code + b"\x1dVB\x50")
    paper = machine.latest()
    assert [code.text for code in zxingcpp.read_barcodes(paper.convert("L"))] == ["https://gishe.example.bg"]
    assert bands(paper)[0].height > 20
    assert abs(sum(ink_box(paper)[::2]) - paper.width) < 20


def test_a_second_client_waits_for_the_first_to_hang_up(machine: VirtualPrinter) -> None:
    with socket.create_connection(("127.0.0.1", machine.port), timeout=5) as first:
        first.sendall(ASK)
        assert first.recv(1) == b"\x12"
        with socket.create_connection(("127.0.0.1", machine.port), timeout=0.3) as second:
            second.sendall(ASK)
            with pytest.raises(TimeoutError):
                second.recv(1)
            first.close()
            second.settimeout(5)
            assert second.recv(1) == b"\x12"


def test_pulling_the_cable_cuts_whoever_is_connected(machine: VirtualPrinter) -> None:
    with socket.create_connection(("127.0.0.1", machine.port), timeout=5) as line:
        line.sendall(ASK)
        line.recv(1)
        machine.press(online=False)
        with pytest.raises(ConnectionResetError):
            line.recv(1)


def test_half_a_command_does_not_eat_the_next_clients_ticket(machine: VirtualPrinter) -> None:
    with socket.create_connection(("127.0.0.1", machine.port), timeout=5) as line:
        line.sendall(b"\x1dv0\x00\x48\x00\xff\x00half an image")
    say(machine, LINE)
    assert (machine.folder / "0001.bin").read_bytes() == LINE


def test_its_page_shows_the_tickets_the_newest_first(machine: VirtualPrinter) -> None:
    printer = machine.connected()
    for number in ("A 042", "A 043"):
        printer.print(draw(ticket(number=number)))
    _, roll = machine.get("/tickets")
    assert [one["number"] for one in roll["tickets"]] == [2, 1]
    assert roll["tickets"][0]["png"] == "/tickets/0002.png"


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"paper": "wet"}', b'{"online": 1}', b'{"cover": []}', b'{"fire": true}', b"[" * 990]
)
def test_a_button_it_does_not_have_is_refused(machine: VirtualPrinter, body: bytes) -> None:
    assert machine.post("/state", body)[0] == 422
    well = {"paper": "ok", "cover": "closed", "online": True, "cutter": "ok", "head": "ok"}
    assert machine.get("/state")[1] == well | {"held": 0, "fault": None}


def test_another_sites_form_cannot_press_a_button(machine: VirtualPrinter) -> None:
    assert machine.post("/state", b'{"paper": "out"}', "text/plain")[0] == 415
    assert machine.post("/state", b" " * 2000)[0] == 413
    assert machine.post("/tickets", b"{}")[0] == 404


@pytest.mark.parametrize("path", ["/tickets/0009.png", "/tickets/../machine.py", "/tickets/....png", "/nothing"])
def test_what_is_not_there_is_not_found(machine: VirtualPrinter, path: str) -> None:
    assert machine.get(path)[0] == 404

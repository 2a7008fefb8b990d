"""The page for whoever sets up a printer."""

import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kiosk.agent.printers import Outcome, open_printer
from kiosk.agent.test_page import CODE, drawn, page_for, written
from kiosk.agent.text_writer import TextPrinter
from tests.kiosk.agent.looking import DOTS_PER_MM
from tests.kiosk.agent.spoilt import papers
from tests.kiosk.agent.virtual import VirtualPrinter, virtual_printer

SETTINGS = {"printer": "usb", "profile": "auto"}


@pytest.mark.parametrize("dots", [576, 384])
def test_its_code_can_be_read(dots: int) -> None:
    page = drawn(dots, SETTINGS).convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(page)] == [CODE]


@pytest.mark.parametrize("dots", [576, 384])
def test_its_ruler_goes_from_edge_to_edge_with_a_stroke_for_each_millimetre(dots: int) -> None:
    page = drawn(dots, SETTINGS).convert("L")
    last = [row for row in range(page.height) if page.crop((0, row, dots, row + 1)).getextrema() == (0, 0)][-1]
    strokes = page.crop((0, last + 8, dots, last + 9)).tobytes()
    begins = [x for x in range(dots) if strokes[x] == 0 and (x == 0 or strokes[x - 1])]
    assert begins[0] == 0
    assert begins[40] == round(40 * DOTS_PER_MM)
    assert strokes[-1] == 0


def test_it_says_what_the_printer_says_of_itself(machine: VirtualPrinter) -> None:
    printer = open_printer(f"network:127.0.0.1:{machine.port}", 576, "auto")
    text = TextPrinter.of("auto", 576)
    assert printer.print(page_for(printer, SETTINGS, text)) == Outcome("confirmed")
    lines = papers(machine)[-1]["text"]
    for line in (
        "printer: usb",
        "model: Virtual-80",
        "answers: yes",
        "confirms: yes",
        "paper: 576 dots, 72 mm printed",
    ):
        assert line in lines


@pytest.mark.parametrize("dots", [576, 384])
def test_as_text_it_shows_the_letters_on_every_page_with_its_number(tmp_path: Path, dots: int) -> None:
    with virtual_printer(tmp_path / "paper", dots) as machine:
        printer = machine.connected()
        assert printer.print(written(TextPrinter.of("generic", dots), SETTINGS)) == Outcome("sent")
        text = "\n".join(papers(machine)[-1]["text"])
    assert "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ" in text
    assert " 17 CP866 ЖИЙЩЪЬЮЯ жийщъьюя" in text
    assert " 18 CP852 ĂÂÎŞŢ ăâîşţ" in text
    assert " 13 CP857 ÇĞIİÖŞÜ çğıiöşü" in text
    by_number = {line[:3].strip(): line[4:] for line in text.splitlines()[-96:]}
    assert by_number["17"][:3] == "Жщъ"
    assert by_number["46"][5:8] == "Жщъ"
    assert by_number["13"][10:13] == "ğİş"
    assert by_number["18"][20:23] == "ăŞţ"


@pytest.mark.parametrize("more", [[], ["--text", "--pages", "17=CP866"]])
def test_it_is_printed_by_a_command(tmp_path: Path, more: list[str]) -> None:
    command = [sys.executable, "-m", "kiosk.agent.test_page", "--printer", f"file:{tmp_path / 'paper'}", *more]
    said = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert (said.returncode, said.stdout, said.stderr) == (0, "sent\n", "")
    assert (tmp_path / "paper").read_bytes().endswith(b"\x1dV\x01")


def test_a_printer_that_is_not_there_is_said_to_be_away(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk.agent.test_page", "--printer", f"file:{tmp_path / 'no' / 'paper'}"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert (said.returncode, said.stdout) == (1, "failed: unreachable\n")


def test_nothing_of_a_setting_can_harm_a_printer() -> None:
    page = written(TextPrinter.of("generic", 576), {"printer": "\x1b@\x1dV\x00"})
    assert page.data.count(b"\x1dV") == 1
    assert isinstance(drawn(576, {"printer": "\x1b@"}), Image.Image)

"""Our virtual printer beside one that others wrote, emupos: the same bytes, the same paper, the same answers.

emupos is no dependency: it wants Python 3.13. To run this, give it an environment of its own and say where it is:

    python3.13 -m venv ~/emupos && ~/emupos/bin/pip install emupos==0.4.0
    GISHE_EMUPOS=~/emupos/bin/emupos python -m pytest tests/kiosk/agent/test_beside_another_simulator.py

Without GISHE_EMUPOS, and with no `emupos` on the path, it is left out. It knows no GS ( H and no automatic status, so
those are checked against the manual alone (test_virtual_printer_answers.py).
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import IO

import pytest
import zxingcpp
from escpos.printer import Dummy
from PIL import Image

from kiosk.agent.drawing import draw
from kiosk.agent.virtual_printer.faults import Fault
from kiosk.agent.virtual_printer.language import Reader
from kiosk.agent.virtual_printer.machine import Machine
from kiosk.agent.virtual_printer.paper import Paper
from kiosk.agent.virtual_printer.tray import Tray
from tests.kiosk.agent.looking import ink_box
from tests.kiosk.agent.tickets import ADDRESS, LANGUAGES, ticket

EMUPOS = os.environ.get("GISHE_EMUPOS") or shutil.which("emupos")
pytestmark = pytest.mark.skipif(not EMUPOS, reason="no emupos here (it wants Python 3.13): see this file's docstring")

CONFIGURATION = """schema: 1
api: {{ host: 127.0.0.1, port: {api} }}
devices:
  - id: ours
    type: printer
    profile: epson-tm-t20iii
    receipts_dir: {papers}
    connections:
      - tcp: {{ port: {port} }}
"""
FOUR = (b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x03", b"\x10\x04\x04")


class Other:
    """The other printer, running."""

    def __init__(self, said: IO[str], port: int, api: int, papers: Path) -> None:
        self._said = said
        self.port = port
        self._api = api
        self._papers = papers
        self.wait_for("control API")

    def wait_for(self, event: str) -> None:
        """Until it says that this has happened."""
        said = ""
        while event not in said:
            line = self._said.readline()
            assert line, f"emupos has ended: {said}"
            said += line

    def print(self, sent: bytes) -> Image.Image:
        """The paper that these bytes make."""
        before = set(self._papers.glob("*.png"))
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            line.sendall(sent)
            self.wait_for("job.completed")
        [path] = set(self._papers.glob("*.png")) - before
        with Image.open(path) as image:
            image.load()
        return image

    def answers(self) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            said = b""
            for question in FOUR:
                line.sendall(question)
                said += line.recv(1)
            return said

    def spoil(self, fault: str, wanted: bool) -> None:
        with closing(HTTPConnection("127.0.0.1", self._api, timeout=10)) as line:
            line.request("PUT" if wanted else "DELETE", f"/api/v1/devices/ours/faults/{fault}")
            assert line.getresponse().status == 204


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Other]:
    folder = tmp_path_factory.mktemp("emupos")
    port, api = free_port(), free_port()
    (folder / "emupos.yaml").write_text(CONFIGURATION.format(api=api, port=port, papers=folder / "papers"))
    command = [str(EMUPOS), "run", "--config", "emupos.yaml"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, cwd=folder, text=True, **pipes) as process:  # type: ignore[call-overload]
        try:
            yield Other(process.stdout, port, api, folder / "papers")
        finally:
            process.terminate()
            process.communicate(timeout=10)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def ours(sent: bytes) -> Image.Image:
    paper = Paper(576)
    for command in Reader().feed(sent):
        paper.do(command)
    return paper.image()


def worded(image: Image.Image, impl: str) -> bytes:
    """A ticket as python-escpos sends it, in pieces: of a graphic beyond 65,535 bytes it gets the length wrong."""
    writer = Dummy()
    writer.hw("INIT")
    for top in range(0, image.height, 480):
        writer.image(image.crop((0, top, image.width, min(top + 480, image.height))), impl=impl)
    writer.cut(mode="PART")
    return bytes(writer.output)


def codes(paper: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(paper.convert("L"))]


@pytest.mark.parametrize("impl", ["bitImageRaster", "graphics"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_ticket_is_the_same_dot_for_dot_on_both_papers(other: Other, lang: str, impl: str) -> None:
    sent = worded(draw(ticket(lang)), impl)
    one, two = ours(sent), other.print(sent)
    assert one.width == two.width == 576
    assert ink_box(one) == ink_box(two)
    assert one.crop(ink_box(one)).tobytes() == two.crop(ink_box(two)).tobytes()
    assert codes(one) == codes(two) == [ADDRESS]


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_a_code_that_the_printer_draws_itself_says_the_same_on_both(other: Other, level: int) -> None:
    writer = Dummy()
    writer.qr(ADDRESS, ec=level, size=6, native=True)
    writer.cut()
    sent = b"\x1b@\x1ba\x01" + bytes(writer.output)
    one, two = ours(sent), other.print(sent)
    assert codes(one) == codes(two) == [ADDRESS]
    assert ink_box(one)[2] - ink_box(one)[0] == ink_box(two)[2] - ink_box(two)[0]


@pytest.mark.parametrize(
    ("theirs", "fault"),
    [(None, None), ("paper-near-end", "paper_near_end"), ("paper-out", "paper_out"), ("cover-open", "cover_open")],
)
def test_both_say_alike_how_they_are(other: Other, tmp_path: Path, theirs: str | None, fault: str | None) -> None:
    machine = Machine(576, Tray(tmp_path))
    if theirs and fault:
        machine.wish(Fault(fault))
        other.spoil(theirs, True)
    try:
        assert b"".join(machine.receive(question) for question in FOUR) == other.answers()
    finally:
        if theirs:
            other.spoil(theirs, False)

"""What the office is shown is what the printer prints, dot for dot."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kiosk.agent.drawing import draw
from kiosk.agent.layout import Layout
from kiosk.agent.sizes import DOTS_PER_MM
from kiosk.agent.ticket import Ticket
from tests.kiosk.agent.logos import in_base64, lettering
from tests.kiosk.agent.sheet import real
from tests.kiosk.agent.virtual import virtual_printer

COMMAND = [sys.executable, "-m", "kiosk.agent.preview"]
LAYOUTS = {
    "standard": Layout(),
    "short": Layout(short=True),
    "own": Layout(
        logo=in_base64(lettering(360, 90)), size="large", blocks=("house", "service", "number", "farewell", "when")
    ),
}


def shown(ticket: Ticket, dots: int) -> Image.Image:
    asked = json.dumps({"ticket": ticket.to_json(), "dots": dots}) + "\n"
    child = subprocess.run(COMMAND, input=asked.encode(), capture_output=True, check=True, timeout=20)
    return Image.open(BytesIO(child.stdout))


def refused(line: bytes) -> dict[str, Any]:
    child = subprocess.run(COMMAND, input=line, capture_output=True, check=False, timeout=20)
    assert (child.returncode, child.stdout) == (2, b"")
    return dict(json.loads(child.stderr))


@pytest.mark.parametrize("dots", [576, 384])
def test_the_preview_is_the_paper_dot_for_dot(tmp_path: Path, dots: int) -> None:
    with virtual_printer(tmp_path, dots) as machine:
        for lang, layout in zip(("bg", "ro", "tr"), LAYOUTS.values(), strict=True):
            ticket = real(lang, "T04", "T 304", offline="Без връзка", header="Здравейте", layout=layout)
            assert machine.connected().print(draw(ticket, dots)).state in ("sent", "confirmed")
            preview, paper = shown(ticket, dots), machine.latest()
            assert paper.crop((0, 0, *preview.size)).tobytes() == preview.tobytes()
            fed = paper.crop((0, preview.height, dots, paper.height))
            assert fed.convert("L").getextrema() == (255, 255)
            assert fed.height <= 240  # what the cut feeds


def test_the_pictures_height_says_how_much_paper_it_takes() -> None:
    whole, short = (shown(real("bg", layout=layout), 576) for layout in (Layout(), Layout(short=True)))
    assert whole.height / DOTS_PER_MM > 150
    assert short.height / DOTS_PER_MM < 60
    assert (whole.mode, whole.info["dpi"]) == ("1", pytest.approx((203, 203), abs=1))


@pytest.mark.parametrize("line", [b"", b"{}", b"[]", b"nonsense\n", b'{"ticket": {}, "dots": 576}', b"[" * 100_000])
def test_what_is_no_ticket_is_refused_in_words(line: bytes) -> None:
    assert refused(line)["says"]


@pytest.mark.parametrize("dots", [400, "576", [], None])
def test_a_paper_that_is_not_made_is_refused(dots: object) -> None:
    line = json.dumps({"ticket": real("bg").to_json(), "dots": dots}).encode()
    assert refused(line) == {"says": "a paper is 576 or 384 dots wide"}


def test_a_layouts_fault_is_told_by_its_field_for_the_form() -> None:
    ticket = real("bg").to_json() | {"layout": {"header": {"tr": "歡迎"}}}
    said = refused(json.dumps({"ticket": ticket, "dots": 576}).encode())
    assert (said["field"], said["reason"], said["facts"]) == ("header.tr", "letters", {"letters": "歡 迎"})
    assert said["says"] == "layout: header.tr: The printer has no letters for: 歡 迎"

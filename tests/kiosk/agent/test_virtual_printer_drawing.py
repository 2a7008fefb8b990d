"""What the virtual printer puts on the paper is what the bytes say, whoever wrote them."""

from typing import Any

import pytest
import zxingcpp
from escpos.printer import Dummy
from PIL import Image

from kiosk.agent.drawing import draw
from kiosk.agent.virtual_printer.language import Reader
from kiosk.agent.virtual_printer.paper import Paper
from tests.kiosk.agent.looking import bands, ink_box
from tests.kiosk.agent.tickets import bare


def on_paper(sent: bytes) -> Paper:
    paper = Paper(576)
    for command in Reader().feed(sent):
        paper.do(command)
    return paper


def shown(sent: bytes) -> Image.Image:
    return on_paper(sent).image()


def word(before: bytes = b"", text: bytes = b"A 042") -> tuple[int, int]:
    """How wide and high it came out."""
    left, top, right, bottom = ink_box(shown(b"\x1b@" + before + text + b"\n"))
    return right - left, bottom - top


@pytest.mark.parametrize(
    ("page", "codec", "text"),
    [
        (17, "cp866", "Гише Щастие ъ"),
        (46, "cp1251", "Гише Щастие ъ"),
        (13, "cp857", "Gişe İğüş ı"),
        (48, "cp1254", "Gişe İğüş ı"),
        (18, "cp852", "Ghişeu şţăâî"),
        (0, "cp437", "Desk é"),
    ],
)
def test_each_code_page_has_its_letters(page: int, codec: str, text: str) -> None:
    paper = on_paper(b"\x1bt" + bytes([page]) + text.encode(codec) + b"\nend\n")
    assert paper.words == [text, "end"]
    assert len(bands(paper.image())) >= 2


def test_letters_can_be_larger_bolder_smaller() -> None:
    wide, high = word()
    assert word(b"\x1d!\x11") == (2 * wide, 2 * high)
    assert word(b"\x1d!\x20")[0] > 2.5 * wide
    assert word(b"\x1b!\x30") == (2 * wide, 2 * high)
    assert word(b"\x1bM\x01")[0] < wide
    assert word(b"\x1b-\x01")[1] > high
    plain, bold, reverse = (shown(before + b"A 042\n") for before in (b"", b"\x1bE\x01", b"\x1dB\x01"))
    black = [image.convert("L").histogram()[0] for image in (plain, bold, reverse)]
    assert black[0] < black[1] < black[2]


def test_a_line_stands_where_it_is_told_to() -> None:
    lefts = [ink_box(shown(before + b"A\n"))[0] for before in (b"", b"\x1ba\x01", b"\x1ba\x02", b"\x1dL\x64\x00")]
    assert 0 <= lefts[0] < 12
    assert 275 < lefts[1] < 290
    assert lefts[2] > 560
    assert lefts[3] == lefts[0] + 100
    assert ink_box(shown(b"\x1b$\xc8\x00A\n"))[0] == lefts[0] + 200
    assert ink_box(shown(b"\tA\n"))[0] == lefts[0] + 96


def test_a_long_line_goes_on_in_the_next() -> None:
    paper = on_paper(b"A" * 50 + b"\n")
    assert [len(line) for line in paper.words] == [48, 2]


def test_lines_are_fed_as_told() -> None:
    assert on_paper(b"\n").height == 30
    assert on_paper(b"A\n").height == 30
    assert on_paper(b"\x1b3\x50A\n").height == 80
    assert on_paper(b"\x1bd\x03").height == 90
    assert on_paper(b"A\x1bJ\x28").height == 40
    assert on_paper(b"A\x1b@\n").height == 30  # what waits is forgotten


@pytest.mark.parametrize("impl", ["bitImageRaster", "graphics", "bitImageColumn"])
def test_an_image_is_the_same_however_it_is_sent(impl: str) -> None:
    drawn = draw(bare("A 042"))
    writer = Dummy()
    writer.image(drawn, impl=impl)
    paper = shown(writer.output)
    assert paper.crop(ink_box(paper)).tobytes() == drawn.crop(ink_box(drawn)).tobytes()


@pytest.mark.parametrize(("mode", "across", "down"), [(0, 1, 1), (1, 2, 1), (2, 1, 2), (51, 2, 2)])
def test_a_raster_image_can_be_doubled(mode: int, across: int, down: int) -> None:
    paper = shown(b"\x1dv0" + bytes([mode]) + b"\x02\x00\x03\x00" + b"\xff" * 6)
    assert ink_box(paper) == (0, 0, 16 * across, 3 * down)


def test_what_is_wider_than_the_paper_is_lost_at_its_edge() -> None:
    paper = shown(b"\x1dv0\x00\x50\x00\x02\x00" + b"\xff" * 160)
    assert (paper.size, ink_box(paper)) == ((576, 2), (0, 0, 576, 2))


@pytest.mark.parametrize("level", [b"0", b"1", b"2", b"3"])
def test_a_code_is_drawn_from_what_it_is_to_say(level: bytes) -> None:
    address = b"https://gishe.example.bg"
    sent = b"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x06\x1d(k\x03\x001E" + level + b"\x1b3\x80\n"
    sent += b"\x1ba\x01\x1d(k" + (len(address) + 3).to_bytes(2, "little") + b"1P0" + address + b"\x1d(k\x03\x001Q0\n"
    assert [code.text for code in zxingcpp.read_barcodes(shown(sent).convert("L"))] == [address.decode()]


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x1d(k\x03\x001C\xff\x1d(k\x03\x001Q0",
        b"\x1d(k\x03\x001E\xff",
        b"\x1d(L\x0a\x000p0\x01\x01\x31\xff\xff\xff\xff",
        b"\x1d(L\x02\x0002",
        b"\x1b*!\x00\x00",
        b"\x1dv0\x00\x00\x00\xff\xff",
    ],
)
def test_nonsense_is_not_printed(nonsense: bytes) -> None:
    paper: Any = Paper(576)
    for command in Reader().feed(nonsense):
        try:
            paper.do(command)
        except (IndexError, ValueError):
            continue
    assert ink_box_or_none(paper.image()) is None


def ink_box_or_none(image: Image.Image) -> tuple[int, int, int, int] | None:
    return image.convert("L").point(lambda tone: 255 - tone).getbbox()

"""A hall's own logo, from the form to the paper."""

import base64
import struct
import subprocess
import sys
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageStat

from kiosk.agent.drawing import draw
from kiosk.agent.layout import Layout
from kiosk.agent.logo import logo
from kiosk.agent.png import BadPng, checked, size_of
from kiosk.agent.refusals import BadLayout
from tests.kiosk.agent.logos import in_base64, lettering, noise, photograph, png
from tests.kiosk.agent.looking import bands, ink_box
from tests.kiosk.agent.tickets import ticket

MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")


def drawn(image: Image.Image, dots: int = 576) -> Image.Image:
    return logo(in_base64(image), dots, 520, 240)


def black_share(image: Image.Image) -> float:
    return 1 - ImageStat.Stat(image.convert("L")).mean[0] / 255


def reason(logo: bytes) -> str:
    with pytest.raises(BadLayout) as wrong:
        Layout(logo=base64.b64encode(logo).decode())
    assert wrong.value.field == "logo"
    return wrong.value.reason


@pytest.mark.parametrize("dots", [576, 384])
def test_a_wide_logo_stands_above_the_name_and_a_narrow_one_beside_it(dots: int) -> None:
    def head(wide: int, high: int) -> int:
        layout = Layout(logo=in_base64(Image.new("L", (wide, high))), blocks=("house", "number"))
        paper = draw(ticket(layout=layout), dots)
        assert ink_box(paper)[0] >= 20
        return paper.height

    assert head(400, 60) > head(60, 60) + 10
    assert head(560, 240) > head(400, 60)


def test_a_logo_takes_the_place_of_the_houses_mark() -> None:
    paper = draw(ticket(layout=Layout(logo=in_base64(Image.new("L", (500, 60))), blocks=("house", "number"))))
    assert bands(paper, at_least=480)[0].height == 60


def test_a_logo_is_printed_as_large_as_it_is_drawn_and_on_narrow_paper_by_a_third_smaller() -> None:
    assert drawn(Image.new("L", (300, 90))).size == (300, 90)
    assert drawn(Image.new("L", (300, 90)), 384).size == (200, 60)
    assert drawn(Image.new("L", (576, 100))).width == 520


def test_a_drawing_in_any_colour_stays_sharp() -> None:
    dark = drawn(lettering(240, 80))
    for ink, ground in (("#c00000", "white"), ("#e0c020", "white"), ("#203020", "#90b090")):
        other = drawn(lettering(240, 80, ink, ground))
        differing = sum(a != b for a, b in zip(dark.convert("L").tobytes(), other.convert("L").tobytes(), strict=True))
        assert differing < 0.03 * 240 * 80, ink


def test_a_photograph_becomes_as_many_dots_as_it_is_dark() -> None:
    picture = drawn(photograph(300, 200))
    columns = [black_share(picture.crop((left, 0, left + 50, 200))) for left in range(0, 300, 50)]
    assert sorted(columns) in (columns, columns[::-1])
    assert 0.4 < black_share(picture) < 0.6


def test_what_is_see_through_is_white() -> None:
    seen = Image.new("RGBA", (100, 50), (0, 0, 0, 0))
    seen.paste((0, 0, 0, 255), (0, 0, 50, 50))
    assert black_share(drawn(seen)) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("size", [(1, 1), (7, 5), (576, 240)])
def test_every_kind_of_png_is_taken(mode: str, size: tuple[int, int]) -> None:
    image = Image.new("L", size, 255).convert("P") if mode == "P" else Image.new(mode, size)
    assert drawn(image).mode == "1"


def test_a_logo_that_no_paper_can_carry_is_refused_in_words() -> None:
    assert reason(png(Image.new("1", (577, 10)))) == "logo_size"
    assert reason(png(Image.new("1", (10, 241)))) == "logo_size"
    assert reason(png(noise(200, 200))) == "logo_heavy"
    assert reason(b"") == "logo_png"
    assert reason(b"GIF89a" + bytes(60)) == "logo_png"
    whole = png(lettering(100, 40))
    assert reason(whole[:-20]) == "logo_broken"
    assert reason(whole[:80] + b"\x00\x01\x02" + whole[83:]) == "logo_broken"
    assert reason(whole + b"more") == "logo_broken"
    with pytest.raises(BadLayout, match=r"logo: The logo is at most 576 × 240 dots large, this one is 577 × 10\."):
        Layout(logo=in_base64(Image.new("1", (577, 10))))


def part(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def made(*parts: bytes, head: tuple[int, ...] = (8, 8, 8, 0, 0, 0, 0)) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", *head)) + b"".join(parts)


ROWS = zlib.compress(bytes(9 * 8))
END = part(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        made(part(b"IDAT", zlib.compress(bytes(10**7))), END),  # far more than it says
        made(part(b"IDAT", zlib.compress(bytes(9 * 7))), END),
        made(part(b"IDAT", ROWS[:-1]), END),
        made(part(b"IDAT", zlib.compress(b"\x05" + bytes(8)) * 8), END),
        made(part(b"IDAT", ROWS)),
        made(END),
        made(END, part(b"IDAT", ROWS)),
        made(part(b"IDAT", ROWS[:4]), part(b"PLTE", bytes(3)), part(b"IDAT", ROWS[4:]), END),
        made(part(b"IHDR", bytes(13)), part(b"IDAT", ROWS), END),
        made(part(b"IDAT", ROWS), END, head=(8, 8, 8, 3, 0, 0, 0)),  # a palette, and none there
        made(part(b"PLTE", bytes(4)), part(b"IDAT", ROWS), END, head=(8, 8, 8, 3, 0, 0, 0)),
        made(part(b"IDAT", ROWS), END, head=(8, 8, 3, 0, 0, 0, 0)),
        made(part(b"IDAT", ROWS), END, head=(8, 8, 8, 7, 0, 0, 0)),
        made(part(b"IDAT", ROWS), END, head=(8, 8, 8, 0, 1, 0, 0)),
        made(part(b"IDAT", ROWS), END, head=(0, 8, 8, 0, 0, 0, 0)),
    ],
)
def test_a_picture_that_does_not_hold_what_it_says_is_refused(data: bytes) -> None:
    with pytest.raises(BadPng):
        checked(data)


def test_the_talk_around_a_picture_is_left_out() -> None:
    talk = part(b"tEXt", b"Author\x00Ivan") + part(b"eXIf", bytes(99)) + part(b"iCCP", bytes(99))
    assert checked(made(talk, part(b"IDAT", ROWS), END)) == made(part(b"IDAT", ROWS), END)


def test_an_interlaced_picture_is_read_too() -> None:
    rows = [1, 1, 1, 2, 2, 4, 4]  # of an 8 x 8 picture, by pass
    wide = [1, 1, 2, 2, 4, 4, 8]
    data = b"".join((b"\x00" + b"\x00" * across) * down for across, down in zip(wide, rows, strict=True))
    whole = made(part(b"IDAT", zlib.compress(data)), END, head=(8, 8, 8, 0, 0, 0, 1))
    assert drawn(Image.open(BytesIO(checked(whole)))).size == (8, 8)


@settings(derandomize=True, database=None, deadline=None, max_examples=300)
@given(st.data())
def test_a_picture_that_passes_can_always_be_drawn(data: st.DataObject) -> None:
    mode = data.draw(st.sampled_from(MODES[:6]))
    spoilt = bytearray(png(noise(12, 9).convert(mode)))
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(8, len(spoilt) - 1))
        spoilt[at] = data.draw(st.integers(0, 255))
    _mend_sums(spoilt)
    try:
        wide, high = size_of(bytes(spoilt))
        if wide > 576 or high > 240:
            return
        bare = checked(bytes(spoilt))
    except BadPng:
        return
    assert logo(base64.b64encode(bare).decode(), 576, 520, 240).mode == "1"


def _mend_sums(data: bytearray) -> None:
    """Make the checksums true again, so that the spoilt part itself is looked at."""
    at = 8
    while at + 12 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4])
        if end + 4 > len(data):
            return
        data[end : end + 4] = zlib.crc32(data[at + 4 : end]).to_bytes(4)
        at = end + 4


def test_a_server_that_checks_a_logo_never_loads_what_draws() -> None:
    program = "import sys; import kiosk.agent.ticket; sys.exit('PIL' in sys.modules or 'escpos' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=20)

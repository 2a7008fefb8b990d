"""The code as a phone meets it: a little out of focus, askew, far away."""

import base64
from collections.abc import Iterator
from random import Random

import pytest
import zxingcpp
from PIL import Image, ImageFilter

from kiosk.agent.drawing import draw
from kiosk.agent.layout import Layout, Size
from kiosk.agent.qr import LEAST_MODULE, QUIET, qr
from kiosk.agent.sizes import PAPERS
from tests.kiosk.agent.tickets import LANGUAGES, ticket

BLUR_DOTS, TILT_DEGREES, DISTANCE = 1.5, 15.0, 0.5
LAYOUTS = [Layout(short=short, size=size) for short in (False, True) for size in ("small", "normal", "large")]


def addresses(many: int) -> Iterator[str]:
    chance = Random(48)  # noqa: S311 addresses to be repeated, no secret
    for _ in range(many):
        token = base64.urlsafe_b64encode(chance.randbytes(16)).decode().rstrip("=")
        yield f"https://gishe.example.bg/t/{chance.randrange(10**6)}.{token}"


def cut_out(paper: Image.Image) -> Image.Image:
    """The code with the white around it, and a little of what stands beside."""
    [code] = zxingcpp.read_barcodes(paper)
    at, beyond = code.position, QUIET * 7 + 12
    left, top = at.top_left.x - beyond, at.top_left.y - beyond
    return paper.crop((max(0, left), max(0, top), at.bottom_right.x + beyond, at.bottom_right.y + beyond))


def by_a_phone(code: Image.Image, tilt: float) -> list[str]:
    """What a phone reads when it is held badly."""
    blurred = code.filter(ImageFilter.GaussianBlur(BLUR_DOTS))
    askew = blurred.rotate(tilt, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    far = askew.resize((round(askew.width * DISTANCE), round(askew.height * DISTANCE)), Image.Resampling.BOX)
    return [found.text for found in zxingcpp.read_barcodes(far)]


@pytest.mark.parametrize("dots", PAPERS)
def test_a_hundred_of_a_hundred_codes_are_read_blurred_askew_and_small(dots: int) -> None:
    chance = Random(dots)  # noqa: S311 hands to be repeated, no secret
    for n, address in enumerate(addresses(100)):
        made = ticket(LANGUAGES[n % 4], qr_url=address, layout=LAYOUTS[n % len(LAYOUTS)])
        code = cut_out(draw(made, dots).convert("L"))
        assert by_a_phone(code, chance.uniform(-TILT_DEGREES, TILT_DEGREES)) == [address], n


@pytest.mark.parametrize("dots", PAPERS)
@pytest.mark.parametrize("size", ["small", "normal", "large"])
@pytest.mark.parametrize("short", [False, True])
def test_no_layout_makes_the_squares_too_small(dots: int, size: Size, short: bool) -> None:
    [code] = zxingcpp.read_barcodes(draw(ticket(layout=Layout(short=short, size=size)), dots).convert("L"))
    assert (code.position.top_right.x - code.position.top_left.x + 1) / 33 >= LEAST_MODULE * 0.98


@pytest.mark.parametrize("dots", PAPERS)
@pytest.mark.parametrize("short", [False, True])
def test_a_long_address_still_makes_a_code_that_a_phone_reads(dots: int, short: bool) -> None:
    address = "https://gishe.example.bg/" + "t" * 220
    code = cut_out(draw(ticket(qr_url=address, layout=Layout(short=short)), dots).convert("L"))
    assert by_a_phone(code, 7) == [address]
    side = qr(address, PAPERS[dots].module, PAPERS[dots].width).width
    assert side <= PAPERS[dots].width


def test_half_an_address_is_never_printed() -> None:
    assert ticket(qr_url="https://gishe.example.bg/" + "t" * 300).qr_url == ""
    assert ticket(qr_url=" https://gishe.\x1b@example.bg/\u202et/1\n").qr_url == "https://gishe.@example.bg/t/1"

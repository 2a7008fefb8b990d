"""Logos as halls have them."""

import base64
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from kiosk.agent.typeset import font


def lettering(wide: int, high: int, ink: str = "#1b3d8f", ground: str = "white") -> Image.Image:
    """A word in one colour, its edges softened."""
    large = Image.new("RGB", (wide * 4, high * 4), ground)
    ImageDraw.Draw(large).text((wide * 2, high * 2), "ГИШЕ", font=font("Bold", high * 3), fill=ink, anchor="mm")
    return large.resize((wide, high), Image.Resampling.LANCZOS)


def photograph(wide: int, high: int) -> Image.Image:
    """Every tone from dark to light."""
    across = Image.linear_gradient("L").rotate(90).resize((wide, high))
    return across.filter(ImageFilter.GaussianBlur(2)).convert("RGB")


def noise(wide: int, high: int) -> Image.Image:
    """What no compression makes smaller."""
    return Image.frombytes("RGB", (wide, high), Random(1).randbytes(3 * wide * high))  # noqa: S311 no secret


def png(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def in_base64(image: Image.Image) -> str:
    return base64.b64encode(png(image)).decode()

"""Letters in cells of one width, as a printer's own character generator has them."""

from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageDraw

from kiosk.agent.typeset import font

# The code pages by the numbers that Epson gives them (ESC t).
NUMBERED = (
    "0:cp437 2:cp850 3:cp860 4:cp863 5:cp865 13:cp857 14:cp737 15:iso8859-7 16:cp1252 17:cp866 18:cp852 19:cp858 "
    "32:cp720 33:cp775 34:cp855 35:cp861 36:cp862 37:cp864 38:cp869 39:iso8859-2 40:iso8859-15 44:cp1125 45:cp1250 "
    "46:cp1251 47:cp1253 48:cp1254 49:cp1255 50:cp1256 51:cp1257 52:cp1258 53:kz1048"
)
PAGES = {int(number): codec for number, _, codec in (page.partition(":") for page in NUMBERED.split())}
CELLS = {False: (12, 24, 18), True: (9, 17, 13)}  # dots wide, dots high, size of the type: fonts A and B


class Style(NamedTuple):
    """How the next letters look."""

    small: bool = False
    bold: bool = False
    underlined: bool = False
    reverse: bool = False
    across: int = 1  # times as wide
    down: int = 1  # times as high


@lru_cache(maxsize=512)
def cell(letter: str, style: Style) -> Image.Image:
    """One letter, a one-bit image; what is wider than its cell is squeezed into it."""
    wide, high, size = CELLS[style.small]
    face = font("Bold" if style.bold else "Medium", size)
    drawn = Image.new("L", (3 * wide, high), 255)
    ImageDraw.Draw(drawn).text((1.5 * wide, high * 0.78), letter, font=face, fill=0, anchor="ms")
    needed = min(3 * wide, max(wide, round(face.getlength(letter)) + 1))
    left = (3 * wide - needed) // 2
    image = drawn.crop((left, 0, left + needed, high)).resize((wide, high))
    if style.underlined:
        ImageDraw.Draw(image).rectangle((0, high - 2, wide, high), fill=0)
    dots = image.point(lambda tone: 255 if (tone > 127) != style.reverse else 0, mode="1")
    return dots.resize((wide * style.across, high * style.down), Image.Resampling.NEAREST)

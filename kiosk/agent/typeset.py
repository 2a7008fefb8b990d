"""Words set in lines: where they may break, and how wide they are."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).with_name("fonts")
NBSP = "\u00a0"

SHORT = "на|за|от|до|по|със?|във?|да|не|ще|се|să|vă|nu|de|la|în|cu"
# A one-letter word, a short preposition and a particle keep the next one, a figure its unit, a sign its figure;
# a dash never begins a line.
BONDS = (
    (re.compile(rf"(?<![^\s(„“\"])([^\W\d_]|{SHORT}) ", re.IGNORECASE), rf"\1{NBSP}"),
    (re.compile(r"(\d) (?=[\w€%])"), rf"\1{NBSP}"),
    (re.compile(r"(№|чл\.|ал\.|art\.|md\.) (?=\d)"), rf"\1{NBSP}"),
    (re.compile(r" ([–—·×])"), rf"{NBSP}\1"),
)
# A line may end at a space, or behind a hyphen between two long halves: „Препис-извлечение“, never „по-висока“.
BREAK = re.compile(r"( )|(?<=\w{4}-)(?=\w{4})")


@lru_cache(maxsize=32)
def font(weight: str, size: int) -> FreeTypeFont:
    """Noto Sans `size` dots to the em; kept, since opening one takes a millisecond."""
    return ImageFont.truetype(str(FONTS / f"NotoSans-{weight}.ttf"), size)


def dots_of(line: str, face: FreeTypeFont) -> tuple[Image.Image, int, int]:
    """The line as a stencil, and where its corner lies from the baseline's start."""
    left, top, right, bottom = (round(edge) for edge in face.getbbox(line, mode="1", anchor="ls"))
    stencil = Image.new("1", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(stencil).text((-left, -top), line, font=face, fill=1, anchor="ls")
    return stencil, left, top


# Most lines of a ticket are those of the ticket before; drawing them takes four times as long as all the rest.
dots_of_again = lru_cache(maxsize=128)(dots_of)


def width_of(text: str, face: FreeTypeFont) -> float:
    """How many dots the text takes when drawn in black and white."""
    return face.getlength(text, mode="1")


def lines(text: str, face: FreeTypeFont, width: int) -> tuple[str, ...]:
    """The text in lines of at most `width` dots; what cannot be divided is broken where the paper ends."""
    for pattern, bond in BONDS:
        text = pattern.sub(bond, text)
    line, *rest = BREAK.split(text)
    done = []
    for gap, word in zip(rest[::2], rest[1::2], strict=True):
        longer = f"{line}{gap or ''}{word}"
        if width_of(longer, face) <= width:
            line = longer
        else:
            done.append(line)
            line = word
    return tuple(part for whole in [*done, line] for part in _within(whole, face, width))


@lru_cache(maxsize=512)
def even_lines(text: str, face: FreeTypeFont, width: int) -> tuple[str, ...]:
    """As few lines as `lines` makes, as even as can be: a last line of one word looks lost."""
    best = lines(text, face, width)
    low, high = width // len(best) // 2, width
    while high - low > 8:
        tried = (low + high) // 2
        narrower = lines(text, face, tried)
        if len(narrower) == len(best):
            best, high = narrower, tried
        else:
            low = tried
    return best


def _within(line: str, face: FreeTypeFont, width: int) -> Iterator[str]:
    while width_of(line, face) > width and len(line) > 1:
        fits = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or width_of(line[:n], face) <= width)
        bond = line.rfind(NBSP, 1, fits + 1)
        yield line[: bond if bond > 0 else fits]
        line = line[bond + 1 if bond > 0 else fits :]
    yield line

"""Words set in lines: where they may break, and how wide they are."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from kiosk.agent.sizes import LEAST_TEXT

FONTS = Path(__file__).with_name("fonts")
NBSP = "\u00a0"

ENCLITIC = "си|ви|ни|ми|му|им|го|ги|й|ѝ"
SHORT = "на|за|от|до|по|със?|във?|да|не|ще|се|să|vă|nu|de|la|în|cu"
# A one-letter word, a short preposition and a particle keep the next one, a figure its unit, a sign its figure;
# a dash never begins a line, nor does „си“ in „реда си“; a short word that begins a sentence does not end one.
BONDS = (
    (re.compile(rf"(?<![^\s(„“\"])([^\W\d_]|{SHORT}) ", re.IGNORECASE), rf"\1{NBSP}"),
    (re.compile(r"(\d) (?=[\w€%])"), rf"\1{NBSP}"),
    (re.compile(r"(№|чл\.|ал\.|art\.|md\.) (?=\d)"), rf"\1{NBSP}"),
    (re.compile(rf" (?=(?:[–—·×]|(?:{ENCLITIC})\b))"), NBSP),
    (re.compile(r"(?<=[.!?] )(\w{1,3}) "), rf"\1{NBSP}"),
)
STOP_IS_WORTH = 0.3  # of the width: so uneven lines may be for the end of a sentence
LOWER_COSTS = 0.1
# A line may end at a space, or behind a hyphen between two long halves: „Препис-извлечение“, never „по-висока“.
BREAK = re.compile(r"( )|(?<=\w{4}-)(?=\w{4})")


Reached = dict[int, tuple[float, int]]  # by how many words are set: what that costs, and where the last line began


@lru_cache(maxsize=64)
def font(weight: str, size: int) -> FreeTypeFont:
    """Noto Sans `size` dots to the em; kept, since opening one takes a millisecond.

    Set by Pillow alone: with a shaping library that one machine has and the next has not, a preview would differ
    from the paper.
    """
    return ImageFont.truetype(str(FONTS / f"NotoSans-{weight}.ttf"), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=256)
def unbroken(text: str, face: FreeTypeFont, width: int) -> FreeTypeFont:
    """The face, or the largest smaller one in which no word has to be broken; the smallest if there is none."""
    words, _ = _words(text)
    weight = Path(str(face.path)).stem.removeprefix("NotoSans-")
    size = int(face.size)
    while size > LEAST_TEXT and max(width_of(word, font(weight, size)) for word in words) > width:
        size -= 1
    return font(weight, size)


def dots_of(line: str, face: FreeTypeFont) -> tuple[Image.Image, int, int]:
    """The line as a stencil, and where its corner lies from the baseline's start."""
    left, top, right, bottom = (round(edge) for edge in face.getbbox(line, mode="1", anchor="ls"))
    stencil = Image.new("1", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(stencil).text((-left, -top), line, font=face, fill=1, anchor="ls")
    return stencil, left, top


# Most lines of a ticket are those of the ticket before; drawing them takes four times as long as all the rest.
dots_of_again = lru_cache(maxsize=128)(dots_of)


def width_of(text: str, face: FreeTypeFont) -> float:
    """How many dots the text takes when drawn in black and white: letters move neither closer nor apart."""
    return sum(_step(letter, face) for letter in text)


@lru_cache(maxsize=4096)
def _step(letter: str, face: FreeTypeFont) -> float:
    return face.getlength(letter, mode="1")


def lines(text: str, face: FreeTypeFont, width: int) -> tuple[str, ...]:
    """The text in lines of at most `width` dots; what cannot be divided is broken where the paper ends."""
    words, gaps = _words(text)
    line, done = words[0], []
    for gap, word in zip(gaps, words[1:], strict=True):
        longer = f"{line}{gap}{word}"
        if width_of(longer, face) <= width:
            line = longer
        else:
            done.append(line)
            line = word
    return tuple(part for whole in [*done, line] for part in _within(whole, face, width))


@lru_cache(maxsize=512)
def even_lines(text: str, face: FreeTypeFont, width: int) -> tuple[str, ...]:
    """As few lines as `lines` makes, as even as can be: a last line of one word looks lost.

    Of two ways about as even, the one that ends a line with a sentence, else the one whose upper lines are longer.
    """
    count = len(lines(text, face, width))
    words, gaps = _words(text)
    if count == 1 or any(width_of(word, face) > width for word in words):
        return lines(text, face, width)
    best: list[Reached] = [{0: (0.0, 0)}]
    for n in range(count):
        best.append(_one_more_line(best[-1], words, gaps, face, width, 1 + n * LOWER_COSTS))
    found: list[str] = []
    end = len(words)
    for reached in reversed(best[1:]):
        start = reached[end][1]
        found.insert(0, _joined(words, gaps, start, end))
        end = start
    return tuple(found)


def _one_more_line(
    so_far: Reached, words: list[str], gaps: list[str], face: FreeTypeFont, width: int, costs: float
) -> Reached:
    reached: Reached = {}
    for start, (cost, _) in so_far.items():
        for end in range(start + 1, len(words) + 1):
            line = _joined(words, gaps, start, end)
            wide = width_of(line, face)
            if wide > width:
                break
            fine = (STOP_IS_WORTH * width) ** 2 if end < len(words) and line[-1] in ".!?:" else 0
            whole = cost + costs * wide**2 - fine
            if end not in reached or whole < reached[end][0]:
                reached[end] = whole, start
    return reached


def _words(text: str) -> tuple[list[str], list[str]]:
    """What a line may not divide, and what stands between each two when they share one."""
    for pattern, bond in BONDS:
        text = pattern.sub(bond, text)
    parts = BREAK.split(text)
    return parts[::2], [gap or "" for gap in parts[1::2]]


def _joined(words: list[str], gaps: list[str], start: int, end: int) -> str:
    return words[start] + "".join(gap + word for gap, word in zip(gaps[start:], words[start + 1 : end], strict=False))


def _within(line: str, face: FreeTypeFont, width: int) -> Iterator[str]:
    while width_of(line, face) > width and len(line) > 1:
        fits = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or width_of(line[:n], face) <= width)
        bond = line.rfind(NBSP, 1, fits + 1)
        yield line[: bond if bond > 0 else fits]
        line = line[bond + 1 if bond > 0 else fits :]
    yield line

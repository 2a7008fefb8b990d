"""The number: the largest thing on the paper, at least 12 mm high on any paper, standing on its sill."""

from collections.abc import Iterator, Sequence

from PIL.ImageDraw import ImageDraw
from PIL.ImageFont import FreeTypeFont

from kiosk.agent.blocks import BLACK, Block, bar
from kiosk.agent.typeset import dots_of_again, font

# The first that is high enough: narrower letters are better than two lines, two lines better than small ones.
FACES = {"ExtraBold": "\u00a0", "CondensedExtraBold": "\u2009", "ExtraCondensedExtraBold": "\u2009"}  # and its gap
LEAST = 136  # dots to the em; figures are 97 dots high, 12.1 mm


def figures(number: str, width: int, most: int) -> Block:
    """The number, `most` dots to the em where it has room."""
    lines, face = _set(number, width, most)
    stencils = [dots_of_again(line, face)[0] for line in lines]
    wide = max(stencil.width for stencil in stencils)
    step = stencils[-1].height + round(face.size * 0.16)
    sill = max(6, round(stencils[-1].height * 0.07))
    high = step * (len(lines) - 1) + stencils[-1].height

    def paint(pen: ImageDraw, left: int, top: int) -> None:
        for n, stencil in enumerate(stencils):
            pen.bitmap((left + (width - stencil.width) // 2, top + n * step), stencil, fill=BLACK)
        bar(wide, sill).paint(pen, left + (width - wide) // 2, top + high + 3 * sill)

    return Block(width, high + 4 * sill, paint)


def _set(number: str, width: int, most: int) -> tuple[Sequence[str], FreeTypeFont]:
    for lines in _ways(number):
        for weight, gap in FACES.items():
            spaced = [line.replace(" ", gap) for line in lines]
            face = font(weight, min(most, _fitting(spaced, weight, width)))
            if face.size >= LEAST:
                return spaced, face
    raise AssertionError("one letter fits on any paper")


def _ways(number: str) -> Iterator[Sequence[str]]:
    """In one line; letter and figures apart; in ever shorter pieces."""
    yield [number]
    yield number.split()
    for most in range(6, 0, -1):
        yield [word[start : start + most] for word in number.split() for start in range(0, len(word), most)]


def _fitting(lines: Sequence[str], weight: str, width: int) -> int:
    """The largest size at which no line is wider than `width`."""
    size = int(LEAST * width / max(_wide(line, weight, LEAST) for line in lines)) + 1
    while any(_wide(line, weight, size) > width for line in lines):
        size -= 1
    return size


def _wide(line: str, weight: str, size: int) -> int:
    return dots_of_again(line, font(weight, size))[0].width

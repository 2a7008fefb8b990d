"""Blocks of a paper: a size, and a way to paint it at a place. One below another they make a ticket."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PIL.Image import Image
from PIL.ImageDraw import ImageDraw
from PIL.ImageFont import FreeTypeFont

from kiosk.agent.typeset import dots_of_again, even_lines, unbroken, width_of

BLACK, WHITE = 0, 1


class Block(NamedTuple):
    """`paint(pen, left, top)` marks dots only inside `width` x `height`."""

    width: int
    height: int
    paint: Callable[[ImageDraw, int, int], None]


NOTHING = Block(0, 0, lambda pen, left, top: None)  # noqa: ARG005  (a painter that has nothing to do)


def words(
    text: str, face: FreeTypeFont, leading: float, width: int, *, centred: bool = False, ink: int = BLACK
) -> Block:
    """The text in even lines, `leading` ems from one to the next. A centred block is as wide as it may be.

    A word wider than `width` makes all of it a little smaller.
    """
    if not text:
        return NOTHING
    face = unbroken(text, face, width)
    step = round(face.size * leading)
    ascent, descent = face.getmetrics()
    baseline = (step - ascent - descent) // 2 + ascent  # of the first line: half of the leading above, half below
    set_lines = [(line, round(width_of(line, face))) for line in even_lines(text, face, width)]

    def paint(pen: ImageDraw, left: int, top: int) -> None:
        for n, (line, wide) in enumerate(set_lines):
            stencil, aside, above = dots_of_again(line, face)
            indent = (width - wide) // 2 if centred else 0
            pen.bitmap((left + indent + aside, top + baseline + n * step + above), stencil, fill=ink)

    return Block(width if centred else max(wide for _, wide in set_lines), step * len(set_lines), paint)


def picture(image: Image) -> Block:
    """A ready one-bit image."""
    stencil = image.point(lambda dot: 0 if dot else 255)
    return Block(image.width, image.height, lambda pen, left, top: pen.bitmap((left, top), stencil, fill=BLACK))


def bar(width: int, thick: int) -> Block:
    """A solid line."""

    def paint(pen: ImageDraw, left: int, top: int) -> None:
        pen.rectangle((left, top, left + width - 1, top + thick - 1), fill=BLACK)

    return Block(width, thick, paint)


def stack(blocks: Iterable[Block], gap: int = 0) -> Block:
    """One below another, `gap` dots between; what is empty leaves no gap."""
    there = [block for block in blocks if block.height]
    if not there:
        return NOTHING

    def paint(pen: ImageDraw, left: int, top: int) -> None:
        for block in there:
            block.paint(pen, left, top)
            top += block.height + gap

    height = sum(block.height for block in there) + gap * (len(there) - 1)
    return Block(max(block.width for block in there), height, paint)


def beside(first: Block, second: Block, offset: int, *, middle: bool = False) -> Block:
    """Side by side, the second `offset` dots from the left edge; level at the top, or at the middle."""
    height = max(first.height, second.height)

    def paint(pen: ImageDraw, left: int, top: int) -> None:
        for block, x in ((first, left), (second, left + offset)):
            block.paint(pen, x, top + ((height - block.height) // 2 if middle else 0))

    return Block(offset + second.width, height, paint)


def padded(block: Block, *, left: int = 0, above: int = 0, below: int = 0) -> Block:
    """The block with white around it; nothing around nothing."""
    if not block.height:
        return NOTHING
    return Block(
        block.width + left,
        block.height + above + below,
        lambda pen, x, y: block.paint(pen, x + left, y + above),
    )


def over(back: Block, front: Block) -> Block:
    """One painted on the other, both from the same corner."""

    def paint(pen: ImageDraw, left: int, top: int) -> None:
        back.paint(pen, left, top)
        front.paint(pen, left, top)

    return Block(max(back.width, front.width), max(back.height, front.height), paint)


def framed(block: Block, width: int, thick: int = 3) -> Block:
    """The block inside a frame; no frame around nothing."""
    if not block.height:
        return NOTHING

    def paint(pen: ImageDraw, left: int, top: int) -> None:
        pen.rectangle((left, top, left + width - 1, top + block.height - 1), outline=BLACK, width=thick)
        block.paint(pen, left, top)

    return Block(width, block.height, paint)

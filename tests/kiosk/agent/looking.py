"""What a person notices on a paper, counted in dots."""

from itertools import groupby
from typing import NamedTuple

from PIL import Image

DOTS_PER_MM = 203 / 25.4


class Band(NamedTuple):
    """Rows without a white one between them."""

    top: int
    height: int


def dark_dots(paper: Image.Image) -> list[int]:
    """How many dots of each row are black."""
    grey = paper.convert("L")
    wide = grey.width
    dots = grey.tobytes()
    return [dots.count(0, row * wide, (row + 1) * wide) for row in range(grey.height)]


def bands(paper: Image.Image, at_least: int = 1) -> list[Band]:
    """Stretches of rows that have `at_least` black dots each."""
    found, top = [], 0
    for dark, rows in groupby(dark_dots(paper), lambda dots: dots >= at_least):
        height = len(list(rows))
        if dark:
            found.append(Band(top, height))
        top += height
    return found


def rules(paper: Image.Image) -> list[Band]:
    """Lines ruled across the paper."""
    return [band for band in bands(paper, at_least=int(paper.width * 0.8)) if band.height < 20]


def ink_box(paper: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of all that is black."""
    box = paper.convert("L").point(lambda tone: 255 - tone).getbbox()
    assert box is not None
    return box

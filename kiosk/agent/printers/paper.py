"""A paper as a printer is given it: bytes, and how much of the roll they take."""

from typing import NamedTuple

from PIL.Image import Image

DOTS_PER_MM = 203 / 25.4
FEED_MM = 6 * 30 / DOTS_PER_MM  # from the head to the knife: six lines of 30 dots


class Paper(NamedTuple):
    """`pieces`: whole commands, one after the other. `mm`: of paper, the feed to the knife included."""

    pieces: tuple[bytes, ...]
    mm: float

    @property
    def data(self) -> bytes:
        return b"".join(self.pieces)


def length_mm(paper: Image | Paper) -> float:
    """How much of the roll it takes."""
    return paper.mm if isinstance(paper, Paper) else paper.height / DOTS_PER_MM + FEED_MM

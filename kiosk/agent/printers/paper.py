"""A paper as a printer is given it: bytes, and how much of the roll they take."""

from typing import NamedTuple

DOTS_PER_MM = 203 / 25.4


class Paper(NamedTuple):
    """`mm`: of paper, the feed to the knife included."""

    data: bytes
    mm: float

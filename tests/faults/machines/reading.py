"""What can be read on a paper: the numbers of which every dot is there, what is said of them, and the code's visit.

A paper is looked at as rows of dots: a part of a ticket is on it when its rows are, one below the other.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import zxingcpp
from PIL.Image import Image

from kiosk.agent.drawing import draw
from kiosk.agent.ticket import Ticket

DOTS = 576
ROW = DOTS // 8  # bytes
WHITE = b"\xff" * ROW
COPY, OFFLINE = "КОПИЕ", "Издаден без връзка"
ALIKE = str.maketrans("ABEKMHOPCTYXF0123456789", "HXMABKTBOPPKH8765432918")  # another number, different all over
CODE = re.compile(r".*/t/(\d+)\.")


class Read(NamedTuple):
    """One number on a paper, from its first row on. `copy`: the paper says that it is a further one."""

    number: str
    row: int
    copy: bool


def numbers_on(paper: Image, numbers: list[str]) -> list[Read]:
    """Which of these numbers can be read on it, each as often as it is there, from above."""
    rows = paper.tobytes()
    copies = _places(rows, _copy_mark())
    read, above = [], 0
    for row, found in sorted((row, number) for number in numbers for row in _places(rows, figures_of(number))):
        read.append(Read(found, row, any(above <= mark < row for mark in copies)))
        above = row
    return read


def says_offline(paper: Image, words: str) -> bool:
    """Whether it says that the hall did not know of it yet."""
    plain, more = Ticket(number="A 1", hall="-"), Ticket(number="A 1", hall="-", offline=words)
    return _added(draw(more, DOTS), draw(plain, DOTS)) in paper.tobytes()


def visits_on(paper: Image) -> list[int]:
    """To whose visits the codes on it lead."""
    codes = zxingcpp.read_barcodes(paper.convert("L"), zxingcpp.BarcodeFormat.QRCode)  # type: ignore[arg-type]
    return [int(found[1]) for code in codes if (found := CODE.match(code.text))]


@lru_cache(maxsize=4096)
def figures_of(number: str) -> bytes:
    """The rows in which a paper with this number differs from one with quite another one."""
    other = number.translate(ALIKE)
    ours, theirs = (draw(Ticket(number=n, hall="-"), DOTS) for n in (number, other))
    return _added(ours, theirs)


@lru_cache(maxsize=1)
def _copy_mark() -> bytes:
    plain, more = Ticket(number="A 1", hall="-"), Ticket(number="A 1", hall="-", copy=COPY)
    return _added(draw(more, DOTS), draw(plain, DOTS))


def _added(paper: Image, other: Image) -> bytes:
    """The rows of `paper` between those that both have at their beginning and at their end, no white ones around."""
    ours, theirs = _rows(paper), _rows(other)
    shorter = min(len(ours), len(theirs))
    above = next((n for n in range(shorter) if ours[n] != theirs[n]), shorter)
    below = next((n for n in range(shorter - above) if ours[-1 - n] != theirs[-1 - n]), shorter - above)
    added = ours[above : len(ours) - below]
    inked = [n for n, row in enumerate(added) if row != WHITE]
    return b"".join(added[inked[0] : inked[-1] + 1])


def _rows(paper: Image) -> list[bytes]:
    dots = paper.tobytes()
    return [dots[at : at + ROW] for at in range(0, len(dots), ROW)]


def _places(rows: bytes, part: bytes) -> list[int]:
    """Where the part stands, in rows."""
    places, at = [], rows.find(part)
    while at >= 0:
        if at % ROW == 0:
            places.append(at // ROW)
        at = rows.find(part, at + 1)
    return places

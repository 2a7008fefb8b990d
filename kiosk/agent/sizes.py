"""How large everything on a ticket is, for each width of paper and each size of text."""

from dataclasses import dataclass, replace
from functools import cache

from kiosk.agent.layout import Size

DOTS_PER_MM = 8
LEAST_TEXT = 20  # dots to the em: 2.5 mm
RULE = 4  # a line under 3 dots may vanish on a worn head
AIR = 12  # of white above and below a rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Sizes in dots (8 to the millimetre) for one width of paper; the margin is the code's quiet zone."""

    dots: int
    margin: int
    gap: int  # between blocks
    foot: int
    small: int
    text: int
    heading: int
    title: int
    value: int
    number: int = 192  # at most; it shrinks to fit, but never under 12 mm
    module: int  # of the QR code
    code_beside: bool  # there is room for words beside the code

    @property
    def width(self) -> int:
        """What may be printed on."""
        return self.dots - 2 * self.margin


PAPERS = {
    576: Paper(  # 80 mm
        dots=576,
        margin=28,
        gap=16,
        foot=22,
        small=24,
        text=26,
        heading=28,
        title=30,
        value=40,
        module=7,
        code_beside=True,
    ),
    384: Paper(  # 58 mm
        dots=384,
        margin=20,
        gap=14,
        foot=22,
        small=22,
        text=24,
        heading=26,
        title=27,
        value=34,
        module=5,
        code_beside=False,
    ),
}
SCALES: dict[Size, float] = {"small": 0.85, "normal": 1, "large": 1.2}
TEXTS = ("foot", "small", "text", "heading", "title", "value", "number")


@cache
def paper_of(dots: int, size: Size) -> Paper:
    """The sizes for paper of 576 or 384 dots. Raises KeyError for any other."""
    usual = PAPERS[dots]
    return replace(usual, **{name: max(LEAST_TEXT, round(getattr(usual, name) * SCALES[size])) for name in TEXTS})

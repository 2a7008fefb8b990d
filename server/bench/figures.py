"""What was measured, and the bar it is held against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil


class CannotMeasure(Exception):
    """The bench cannot say anything: the hall did not start, refused, or is not set as a hall must be."""


@dataclass(frozen=True)
class Figure:
    """One bar and what was found. `met` is None where there were too few samples to judge."""

    what: str
    measured: str
    bar: str
    met: bool | None


def share(of_all: float, samples: Iterable[float]) -> float:
    """The least sample that `of_all` (0 to 1) of the samples do not exceed: nearest rank, nothing interpolated."""
    ordered = sorted(samples)
    if not ordered:
        raise CannotMeasure("nothing was measured")
    return ordered[max(1, ceil(of_all * len(ordered))) - 1]


def median(samples: Iterable[float]) -> float:
    """Half of the samples do not exceed it."""
    return share(0.5, samples)


def ms(seconds: float) -> str:
    """Milliseconds as people read them."""
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def table(figures: Sequence[Figure]) -> str:
    """The figures as text, one line each."""
    marks = {True: "met", False: "MISSED", None: "-"}
    rows = [("what", "measured", "bar", "ok"), *((f.what, f.measured, f.bar, marks[f.met]) for f in figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(4)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])

"""The folder where papers fall: NNNN.bin, the bytes as they were sent, and NNNN.png, what the paper shows."""

import os
import re
from collections import deque
from pathlib import Path
from typing import Any, NamedTuple

from PIL.Image import Image

TICKET = re.compile(r"(\d{4,})\.(?:bin|png)")
DOTS_PER_INCH = (203, 203)
REMEMBERED = 4096  # papers


class Break(NamedTuple):
    """Where a paper does not hold together: a ticket was broken off there, or the roll was changed, and why."""

    row: int
    cause: str


class Sheet(NamedTuple):
    """A paper as somebody would hold it. `complete`: all of one ticket is on it, and nothing else."""

    number: int
    complete: bool
    cut: bool  # or torn off, or still hanging
    rows: int
    bytes: int  # of what was sent for it
    breaks: tuple[Break, ...]
    text: tuple[str, ...]

    def shown(self) -> dict[str, Any]:
        return {**self._asdict(), "breaks": [tear._asdict() for tear in self.breaks]}


class Tray:
    """Numbers go on where the last run ended."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.sheets: deque[Sheet] = deque(maxlen=REMEMBERED)  # of this run, the oldest first
        self._last = max(self._numbers("*"), default=0)

    @property
    def next(self) -> int:
        return self._last + 1

    def keep(self, sent: bytes, paper: Image, sheet: Sheet | None = None) -> None:
        """One paper. Both files appear whole, the picture last."""
        self._last += 1
        fresh = self.folder / f".{self._last:04d}"
        fresh.write_bytes(sent)
        os.replace(fresh, self.folder / f"{self._last:04d}.bin")
        paper.save(fresh, "PNG", dpi=DOTS_PER_INCH)
        os.replace(fresh, self.folder / f"{self._last:04d}.png")
        if sheet:
            self.sheets.append(sheet)

    def latest(self, most: int) -> list[int]:
        """Numbers of papers, the newest first."""
        return sorted(self._numbers("*.png"), reverse=True)[:most]

    def picture(self, number: int) -> Path:
        return self.folder / f"{number:04d}.png"

    def _numbers(self, names: str) -> list[int]:
        return [int(found[1]) for path in self.folder.glob(names) if (found := TICKET.fullmatch(path.name))]

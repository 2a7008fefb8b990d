"""The folder where tickets fall: NNNN.bin, the bytes as they were sent, and NNNN.png, what the paper shows."""

import os
import re
from pathlib import Path

from PIL.Image import Image

TICKET = re.compile(r"(\d{4,})\.(?:bin|png)")
DOTS_PER_INCH = (203, 203)


class Tray:
    """Numbers go on where the last run ended."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._last = max(self._numbers("*"), default=0)

    def keep(self, sent: bytes, paper: Image) -> None:
        """One ticket. Both files appear whole, the picture last."""
        self._last += 1
        fresh = self.folder / f".{self._last:04d}"
        fresh.write_bytes(sent)
        os.replace(fresh, self.folder / f"{self._last:04d}.bin")
        paper.save(fresh, "PNG", dpi=DOTS_PER_INCH)
        os.replace(fresh, self.folder / f"{self._last:04d}.png")

    def latest(self, most: int) -> list[int]:
        """Numbers of tickets, the newest first."""
        return sorted(self._numbers("*.png"), reverse=True)[:most]

    def picture(self, number: int) -> Path:
        return self.folder / f"{number:04d}.png"

    def _numbers(self, names: str) -> list[int]:
        return [int(found[1]) for path in self.folder.glob(names) if (found := TICKET.fullmatch(path.name))]

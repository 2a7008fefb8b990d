"""How a printer says it is: one byte for each of the questions DLE EOT 1-4 (ESC/POS real-time status)."""

from typing import Literal, NamedTuple

Cause = Literal["unreachable", "paper_out", "cover_open", "cutter", "overheated", "offline", "timeout", "garbled"]
NOTHING = 0x12  # the bits that are the same in every such answer


class Status(NamedTuple):
    """`paper` is low when the near-end sensor sees the core of the roll: still good for some tickets."""

    online: bool
    cover_open: bool
    paper: Literal["ok", "low", "out"]
    cutter_jammed: bool
    overheated: bool  # it stopped and will go on by itself: a head that is too hot, as a rule
    failing: bool  # any other error

    @classmethod
    def of(cls, printer: int, why: int, error: int, paper: int) -> "Status":
        """From the answers to questions 1, 2, 3 and 4."""
        return cls(
            online=not printer & 0x08,
            cover_open=bool(why & 0x04),
            paper="out" if paper & 0x60 or why & 0x20 else "low" if paper & 0x0C else "ok",
            cutter_jammed=bool(error & 0x08),
            overheated=bool(error & 0x40),
            failing=bool(why & 0x40 or error & 0x20),
        )

    @property
    def trouble(self) -> Cause | None:
        """Why nothing would come out now, the thing to mend first; None when all is well."""
        if self.cover_open:
            return "cover_open"
        if self.paper == "out":
            return "paper_out"
        if self.cutter_jammed:
            return "cutter"
        if self.overheated:
            return "overheated"
        return None if self.online and not self.failing else "offline"

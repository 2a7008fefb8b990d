"""How a printer says it is: the four one-byte answers to DLE EOT 1-4 (ESC/POS real-time status)."""

from collections.abc import Callable
from typing import Literal, NamedTuple

Cause = Literal["paper_out", "cover_open", "offline", "cutter", "unreachable", "timeout"]
DLE_EOT = b"\x10\x04"


class Status(NamedTuple):
    """`paper` is low when the near-end sensor sees the core of the roll: still good for some tickets."""

    online: bool
    cover_open: bool
    paper: Literal["ok", "low", "out"]
    cutter_jammed: bool
    failing: bool  # any other error, overheating among them

    @property
    def trouble(self) -> Cause | None:
        """Why nothing would come out now, the thing to mend first; None when all is well."""
        if self.cover_open:
            return "cover_open"
        if self.paper == "out":
            return "paper_out"
        if self.cutter_jammed:
            return "cutter"
        return None if self.online and not self.failing else "offline"


def ask(send: Callable[[bytes], None], receive: Callable[[], bytes]) -> Status | None:
    """The printer's status, or None when an answer is missing or is none. Raises OSError when the line is gone.

    After a silence no further question is asked: a late answer would be taken for that of the next one.
    """
    answers = []
    for question in (1, 2, 3, 4):
        send(DLE_EOT + bytes([question]))
        try:
            answer = receive()
        except TimeoutError:
            return None
        if len(answer) != 1 or answer[0] & 0x93 != 0x12:  # the bits that are the same in every such answer
            return None
        answers.append(answer[0])
    printer, cause, error, paper = answers
    return Status(
        online=not printer & 0x08,
        cover_open=bool(cause & 0x04),
        paper="out" if paper & 0x60 or cause & 0x20 else "low" if paper & 0x0C else "ok",
        cutter_jammed=bool(error & 0x08),
        failing=bool(cause & 0x40 or error & 0x60),
    )

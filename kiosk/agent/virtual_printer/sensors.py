"""How the printer is, and how it says so: bits as Epson's command reference has them."""

from typing import Literal, NamedTuple


class Sensors(NamedTuple):
    """What the buttons and the faults set. Not `online` means no current: nobody is let in and no connection lasts."""

    paper: Literal["ok", "low", "out"] = "ok"
    cover: Literal["closed", "open"] = "closed"
    online: bool = True
    cutter: Literal["ok", "jammed"] = "ok"
    head: Literal["ok", "hot"] = "ok"

    @property
    def ready(self) -> bool:
        """Whether it prints."""
        return self._replace(paper="ok" if self.paper == "low" else self.paper) == Sensors()

    @property
    def failing(self) -> bool:
        return self.cutter == "jammed" or self.head == "hot"

    def answer(self, question: int) -> bytes:
        """The byte that answers DLE EOT `question`: 1 the printer, 2 why it is off line, 3 errors, 4 the paper."""
        on = {
            1: 0x08 * (not self.ready),
            2: 0x04 * (self.cover == "open") + 0x20 * (self.paper == "out") + 0x40 * self.failing,
            3: 0x08 * (self.cutter == "jammed") + 0x40 * (self.head == "hot"),
            4: 0x0C * (self.paper != "ok") + 0x60 * (self.paper == "out"),
        }
        return bytes([0x12 + on[question]]) if question in on else b""

    def told_by_itself(self) -> bytes:
        """The four bytes of the automatic status (GS a)."""
        return bytes(
            [
                0x10 + 0x08 * (not self.ready) + 0x20 * (self.cover == "open"),
                0x08 * (self.cutter == "jammed") + 0x40 * (self.head == "hot"),
                0x03 * (self.paper != "ok") + 0x0C * (self.paper == "out"),
                0,
            ]
        )

    def told_in_turn(self, question: int) -> bytes:
        """The byte that answers GS r `question`: 1 the paper, 2 the drawer, which nobody has ever opened."""
        match question:
            case 1 | 49:
                return bytes([0x03 * (self.paper != "ok") + 0x0C * (self.paper == "out")])
            case 2 | 50:
                return b"\x00"
        return b""

    def told_when_it_stops(self, why: bool) -> bytes:
        """What GS ( H, function 49, has it say when it goes off line; the bits of `why` are each model's own."""
        causes = (self.cover == "open", self.paper == "out", self.cutter == "jammed", self.head == "hot")
        cause = 0x40 + sum(on << bit for bit, on in enumerate(causes))
        return b"\x37\x23" + (bytes([cause]) if why else b"") + b"\x00"


# Which bits of the four bytes each bit of GS a watches: the drawer, off line, errors, paper.
WATCHED = {0x01: b"\x04\0\0\0", 0x02: b"\x28\0\0\0", 0x04: b"\0\x6c\0\0", 0x08: b"\0\0\x0f\0"}


def watched(status: bytes, wanted: int) -> bytes:
    """Of the four bytes, what GS a `wanted` asks to be told about."""
    masks = [mask for bit, mask in WATCHED.items() if wanted & bit]
    return bytes(byte & sum(mask[at] for mask in masks) for at, byte in enumerate(status))

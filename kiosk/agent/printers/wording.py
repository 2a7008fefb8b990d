"""What is said to a printer, worded by python-escpos: nothing else writes a byte of a ticket."""

import os
import shutil
from pathlib import Path

from PIL.Image import Image

from kiosk.agent.printers.paper import Paper, length_mm

# One small profile of our own: the library's 35 take 0.1 s and 4 MB to load, and an image is the same in all of them.
os.environ.setdefault("ESCPOS_CAPABILITIES_FILE", str(Path(__file__).with_name("capabilities.json")))

from escpos import capabilities
from escpos.constants import CODEPAGE_CHANGE, QR_ECLEVEL_M
from escpos.escpos import Escpos
from escpos.magicencode import Encoder, MagicEncode

# Whoever needs a part of the library takes it from here, so that it never comes without the line above.
__all__ = [
    "CLEAR",
    "CODEPAGE_CHANGE",
    "QR_ECLEVEL_M",
    "RECOVER",
    "SOMEBODY_ELSES",
    "Encoder",
    "MagicEncode",
    "Wording",
    "mending",
    "raster",
]

if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
    shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)  # a folder it would leave in /tmp at every start

TALLEST = 960  # rows in one image command; several printers cannot hold more
SHORT = 48  # rows, 6 mm: pieces of a paper that a printer confirms one by one
WIDEST = 72  # bytes of a row
SOMEBODY_ELSES = Paper((bytes(TALLEST * WIDEST),), 0.0)  # the longest that may be missing of an unknown paper
RECOVER = b"\x10\x05\x02"  # DLE ENQ 2: try again after an error such as a jammed cutter
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"  # DLE DC4, function 8: throw away all that is held


class Wording(Escpos):  # type: ignore[misc]  # the library is untyped
    """Collects the bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.said = bytearray()

    def _raw(self, msg: bytes) -> None:
        self.said += msg

    def piece(self) -> bytes:
        """What was said since the last piece."""
        said = bytes(self.said)
        self.said.clear()
        return said


def raster(image: Image, tallest: int = TALLEST) -> Paper:
    """The image as commands that every ESC/POS printer knows: a start, the image in pieces, a feed and a cut."""
    wording = Wording()
    pieces = []
    wording.hw("INIT")
    for top in range(0, image.height, tallest):
        part = image.crop((0, top, image.width, min(top + tallest, image.height)))
        wording.image(part, impl="bitImageRaster", fragment_height=tallest)
        pieces.append(wording.piece())
    wording.cut(mode="PART")
    return Paper((*pieces, wording.piece()), length_mm(image))


def mending(torn: Paper, *, clears: bool) -> bytes:
    """After a paper that broke off: throw away the rest of it, and cut off what hangs out.

    A printer that cannot be told to forget may still wait for the rest of an image: as many white dots as that can be
    end it, and mean nothing to one that does not wait.
    """
    wording = Wording()
    wording._raw(CLEAR if clears else bytes(min(len(torn.data), TALLEST * WIDEST)))
    wording.hw("INIT")
    wording.cut(mode="PART")
    return bytes(wording.said)

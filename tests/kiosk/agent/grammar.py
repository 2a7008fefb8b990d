"""What may be said to a printer, written down from Epson's manual: our few commands, each of the right length, no more.

It knows nothing of the virtual printer's reader, which understands other programs too.
"""

import re
from typing import NamedTuple

from PIL import Image

TALLEST = 960  # rows of one image command


class Said(NamedTuple):
    """`name` is a word of ours, `rest` what follows the command's letters."""

    name: str
    rest: bytes


class Foreign(AssertionError):
    """Bytes that begin none of our commands, or one of a wrong length."""


def rules(**commands: bytes) -> dict[str, re.Pattern[bytes]]:
    """Commands by their name, each a pattern of bytes."""
    return {name: re.compile(pattern, re.DOTALL) for name, pattern in commands.items()}


START = rules(start=rb"\x1b@")  # ESC @
CUT = rules(feed=rb"\x1bd[\x01-\x0a]", cut=rb"\x1dV\x01|\x1dVB[\x00-\xff]")  # ESC d n; GS V 1, GS V 66 n
IMAGE = rules(image=rb"\x1dv0\x00(....)")  # GS v 0 m xL xH yL yH, then x * y bytes
WORD = rules(word=rb"\x1d\(H\x06\x00\x30\x30[0-9A-Z]{4}")  # GS ( H 48: say this back when all that is printed
ASKED = rules(
    status=rb"\x10\x04[\x01-\x04]",  # DLE EOT n
    model=rb"\x1dI[\x41-\x43]",  # GS I n
    recover=rb"\x10\x05\x02",  # DLE ENQ 2: try again after an error
    forget=rb"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08",  # DLE DC4 8: throw away what is held
)
PAPER = START | IMAGE | CUT | WORD
LINE = PAPER | ASKED
LETTERS = rules(
    page=rb"\x1bt[\x00-\xff]",  # ESC t n
    align=rb"\x1ba[\x00-\x02]",  # ESC a n
    bold=rb"\x1bE[\x00\x01]",  # ESC E n
    size=rb"\x1d![\x00-\x07\x10-\x17\x20-\x27\x30-\x37]",  # GS ! n
    lines=rb"\x1b2|\x1b3[\x00-\xff]",  # ESC 2, ESC 3 n
    code=rb"\x1d\(k(?:\x04\x001A[12]\x00|\x03\x001C[\x01-\x10]|\x03\x001E[0-3]|\x03\x001Q0)",  # GS ( k: a QR code
    code_text=rb"\x1d\(k(..)1P0",  # and what it says
    text=rb"[\x20-\x7e\x80-\xff\n]+",  # letters of a code page
)
TEXT_PAPER = START | CUT | WORD | LETTERS

# An image in pieces, or text; a word may be asked for behind each piece.
SHAPE = re.compile(r"start(?: image(?: word)?)+ feed cut(?: word)?")


def read(stream: bytes, dots: int, known: dict[str, re.Pattern[bytes]] = PAPER) -> list[Said]:
    """The stream as commands. Raises Foreign at the first byte that belongs to none."""
    found: list[Said] = []
    at = 0
    while at < len(stream):
        name, match = next(((n, m) for n, rule in known.items() if (m := rule.match(stream, at))), ("", None))
        if match is None:
            raise Foreign(f"{stream[at : at + 8]!r} at byte {at}, behind {[said.name for said in found[-3:]]}")
        rest = _image(stream, match, dots) if name == "image" else _text(stream, match) if name == "code_text" else b""
        found.append(Said(name, rest))
        at = match.end() + len(rest)
    return found


def _image(stream: bytes, head: re.Match[bytes], dots: int) -> bytes:
    wide, high = (int.from_bytes(head[1][at : at + 2], "little") for at in (0, 2))
    rows = stream[head.end() : head.end() + wide * high]
    if wide != dots // 8 or not 0 < high <= TALLEST or len(rows) != wide * high:
        raise Foreign(f"an image of {wide} bytes by {high} rows, {len(rows)} bytes of it there")
    return rows


def _text(stream: bytes, head: re.Match[bytes]) -> bytes:
    size = int.from_bytes(head[1], "little") - 3
    text = stream[head.end() : head.end() + size]
    if not 0 < size <= 600 or len(text) != size or not text.isascii() or not text.decode().isprintable():
        raise Foreign(f"a code of {size} bytes that says {text[:40]!r}")
    return text


def shape(commands: list[Said]) -> str:
    """The names, one behind the other."""
    return " ".join(said.name for said in commands)


def seen(commands: list[Said], dots: int) -> Image.Image:
    """What the image commands leave on the paper: a set bit is a black dot."""
    rows = b"".join(said.rest for said in commands if said.name == "image")
    return Image.frombytes("1", (dots, len(rows) * 8 // dots), rows, "raw", "1;I")


def read_paper(stream: bytes, dots: int) -> Image.Image:
    """The picture of one whole ticket sent as an image: a start, the image, a feed and a cut. Raises Foreign."""
    commands = read(stream, dots)
    if not SHAPE.fullmatch(shape(commands)):
        raise Foreign(shape(commands))
    return seen(commands, dots)

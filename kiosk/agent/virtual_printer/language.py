"""ESC/POS taken apart: which bytes belong to one command. Names and lengths are those of Epson's command reference."""

from collections.abc import Iterator
from typing import NamedTuple

DLE, ESC, FS, GS = 0x10, 0x1B, 0x1C, 0x1D
DLE_EOT = b"\x10\x04"


def _named(lead: int, letters: bytes) -> Iterator[bytes]:
    return (bytes([lead, letter]) for letter in letters)


# How many bytes follow the name, where it is always the same number.
FOLLOWING = {
    **dict.fromkeys(_named(ESC, b"@2LSim\x0c"), 0),
    **dict.fromkeys(_named(ESC, b" !%-3=?EGJKMRTUVadertv{"), 1),
    **dict.fromkeys(_named(ESC, b"$\\c"), 2),
    **dict.fromkeys(_named(GS, b"!/BEHITabfhrw"), 1),
    **dict.fromkeys(_named(GS, b"$LPW\\"), 2),
    **dict.fromkeys(_named(FS, b".&"), 0),
    **dict.fromkeys(_named(FS, b"!-CW"), 1),
    **dict.fromkeys(_named(FS, b"Sp"), 2),
    **dict.fromkeys(_named(DLE, b"\x04\x05"), 1),
    b"\x10\x14": 3,
    b"\x1bp": 3,
    b"\x1bW": 8,
}


class Command(NamedTuple):
    """`name` is its first one or two bytes, empty for text; `rest` what follows."""

    name: bytes
    rest: bytes

    @property
    def raw(self) -> bytes:
        return self.name + self.rest


class Reader:
    """Cuts a stream into commands, in whatever pieces it arrives."""

    def __init__(self) -> None:
        self._stream = bytearray()

    def feed(self, data: bytes) -> Iterator[Command]:
        """The commands now complete; half a one waits for its other half."""
        self._stream += data
        while self._stream:
            name = _name(self._stream)
            try:
                size = _size(name, self._stream)
            except (IndexError, ValueError):  # the bytes that say how long it is are still to come
                return
            if size > len(self._stream):
                return
            command = Command(name, bytes(self._stream[len(name) : size]))
            del self._stream[:size]
            yield command

    def forget(self) -> None:
        """The line was cut: half a command will never have its other half."""
        self._stream.clear()


def _name(stream: bytearray) -> bytes:
    if stream[0] in (DLE, ESC, FS, GS):
        return bytes(stream[:2])
    return b"" if stream[0] >= 0x20 else bytes(stream[:1])


def _size(name: bytes, stream: bytearray) -> int:
    """Bytes of the whole command. Raises IndexError or ValueError when too little of it is there."""
    if name in FOLLOWING:
        return 2 + FOLLOWING[name]
    match name:
        case b"":  # text, up to the next control character
            return next((at for at, byte in enumerate(stream) if byte < 0x20), len(stream))
        case b"\x1dv":  # GS v 0 m xL xH yL yH: a raster image
            return 8 + _number(stream, 4) * _number(stream, 6)
        case b"\x1dV":  # GS V m, or GS V m n: a cut
            return 3 if stream[2] in b"\x00\x0101" else 4
        case b"\x1d(" | b"\x1b(" | b"\x1c(":  # GS ( k pL pH: codes, settings
            return 5 + _number(stream, 3)
        case b"\x1d8":  # GS 8 L p1 p2 p3 p4: large graphics
            return 7 + _number(stream, 3) + 0x10000 * _number(stream, 5)
        case b"\x1b*":  # ESC * m nL nH: a strip of columns
            return 5 + _number(stream, 3) * (3 if stream[2] in (32, 33) else 1)
        case b"\x1dk":  # GS k m ... NUL, or GS k m n: a barcode
            return stream.index(0, 3) + 1 if stream[2] < 65 else 4 + stream[3]
        case b"\x1bD":  # ESC D ... NUL: tab stops
            return stream.index(0, 2) + 1
    if len(stream) < 2 and stream[0] in (DLE, ESC, FS, GS):
        raise IndexError
    return len(name)  # unknown ones are passed over, as printers do


def _number(stream: bytearray, at: int) -> int:
    return stream[at] + 256 * stream[at + 1]

"""How many bytes belong to one command. Names and lengths are those of Epson's command reference."""

from collections.abc import Iterator

DLE, ESC, FS, GS = 0x10, 0x1B, 0x1C, 0x1D
HEAD = 8  # bytes of a raster image before its rows
CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"  # DLE DC4, function 8: forget all that is held
LONGEST = 1 << 20  # bytes; no printer has room for a command that says it is longer, so it is no command


def _named(lead: int, letters: bytes) -> Iterator[bytes]:
    return (bytes([lead, letter]) for letter in letters)


# How many bytes follow the name, where it is always the same number.
FOLLOWING = {
    **dict.fromkeys(_named(ESC, b"@2LSim\x0c<"), 0),
    **dict.fromkeys(_named(ESC, b" !%-3=?EGJKMRTUVadertuv{"), 1),
    **dict.fromkeys(_named(ESC, b"$\\c"), 2),
    **dict.fromkeys(_named(GS, b":"), 0),
    **dict.fromkeys(_named(GS, b"!/BEHITabfhjrw"), 1),
    **dict.fromkeys(_named(GS, b"$LPW\\"), 2),
    **dict.fromkeys(_named(GS, b"^z"), 3),
    **dict.fromkeys(_named(GS, b"g"), 4),
    **dict.fromkeys(_named(FS, b".&"), 0),
    **dict.fromkeys(_named(FS, b"!-CW"), 1),
    **dict.fromkeys(_named(FS, b"Sp"), 2),
    **dict.fromkeys(_named(DLE, b"\x04\x05"), 1),
    b"\x1bp": 3,
    b"\x1bW": 8,
}


def name_of(stream: bytearray) -> bytes:
    if stream[0] in (DLE, ESC, FS, GS):
        return bytes(stream[:2])
    return b"" if stream[0] >= 0x20 else bytes(stream[:1])


def size_of(name: bytes, stream: bytearray) -> int:
    """Bytes of the whole command, of an image those before its rows. Raises IndexError when too little is there."""
    if name in FOLLOWING:
        return 2 + FOLLOWING[name]
    match name:
        case b"":  # text, up to the next control character
            return next((at for at, byte in enumerate(stream) if byte < 0x20), len(stream))
        case b"\x1dv":
            return HEAD
        case b"\x1dV":  # GS V m, or GS V m n: a cut
            return 3 if stream[2] in b"\x00\x0101" else 4
        case b"\x1d(" | b"\x1b(" | b"\x1c(":  # GS ( k pL pH: codes, settings
            return 5 + number(stream, 3)
        case b"\x1d8":  # GS 8 L p1 p2 p3 p4: large graphics
            return 7 + number(stream, 3) + 0x10000 * number(stream, 5)
        case b"\x1b*":  # ESC * m nL nH: a strip of columns
            return 5 + number(stream, 3) * (3 if stream[2] in (32, 33) else 1)
        case b"\x1d*":  # GS * x y: a picture to keep
            return 4 + 8 * stream[2] * stream[3]
        case b"\x1dk":  # GS k m ... NUL, or GS k m n: a barcode
            return _to_nul(stream, 3, 255) if stream[2] < 65 else 4 + stream[3]
        case b"\x1bD":  # ESC D ... NUL: tab stops
            return _to_nul(stream, 2, 32)
        case b"\x10\x14":  # DLE DC4: a pulse for the drawer, or CLEAR
            return len(CLEAR) if stream[2] == CLEAR[2] else 5
        case b"\0":  # any number of them, sent to fill up the rest of an image that is none
            return next((at for at, byte in enumerate(stream) if byte), len(stream))
    if len(stream) < 2 and stream[0] in (DLE, ESC, FS, GS):
        raise IndexError
    return len(name)  # unknown ones are passed over, as printers do


def _to_nul(stream: bytearray, start: int, most: int) -> int:
    """Where the list ends that a NUL ends, at most so many bytes long: what is longer is none."""
    end = stream.find(0, start, start + most + 1)
    if end < 0 and len(stream) <= start + most:
        raise IndexError
    return end + 1 if end >= 0 else start


def number(stream: bytearray | bytes, at: int) -> int:
    return stream[at] + 256 * stream[at + 1]

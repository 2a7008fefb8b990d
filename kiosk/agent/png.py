"""A PNG taken at its word no further than it can be checked: its size, and that all of it is there.

The standard library alone, so that a server can refuse a damaged picture without loading what draws.
"""

import struct
import zlib
from collections.abc import Iterator
from itertools import groupby

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEAD = struct.Struct(">IIBBBBB")
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by colour type: grey, RGB, palette, grey and alpha, RGBA
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
NEEDED = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")  # what the dots depend on; all else in a PNG is talk
PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))  # Adam7


class BadPng(ValueError):
    """It is no PNG, or one that does not hold what it says."""


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height, read from its head alone. Raises BadPng."""
    if len(data) < 33 or not data.startswith(SIGNATURE + b"\x00\x00\x00\rIHDR"):
        raise BadPng("no PNG")
    wide, high, *_ = HEAD.unpack_from(data, 16)
    if not wide or not high:
        raise BadPng("no picture in it")
    return wide, high


def checked(data: bytes) -> bytes:
    """The picture and nothing else: every chunk whole, every row there, no talk around it. Raises BadPng.

    Unpacks no more than the size in the head allows: look at that first.
    """
    wide, high = size_of(data)
    depth, colour, method, filters, interlace = HEAD.unpack_from(data, 16)[2:]
    if depth not in DEPTHS.get(colour, ()) or method or filters or interlace > 1:
        raise BadPng("no kind of picture that the standard knows")
    chunks = [(name, body) for name, body in _chunks(data) if name in NEEDED]
    order = [name for name, _ in groupby(chunks, lambda chunk: chunk[0])]
    needed = {b"IHDR", b"IDAT", b"IEND"} | ({b"PLTE"} if colour == 3 else set())
    if order != [name for name in NEEDED if name in order] or not needed <= set(order):
        raise BadPng("parts are missing, or not in order")
    parts = dict.fromkeys(order, b"")
    for name, body in chunks:
        parts[name] += body
    palette = len(parts.get(b"PLTE", b""))
    if len(parts[b"IHDR"]) != HEAD.size or palette % 3 or palette > 768:
        raise BadPng("a part of the wrong length")
    if b"tRNS" in parts and not _sees_through(colour, len(parts[b"tRNS"])):
        del parts[b"tRNS"]
    _check_rows(parts[b"IDAT"], _rows(wide, high, depth, colour, interlace))
    return SIGNATURE + b"".join(_chunk(name, body) for name, body in parts.items())


def _sees_through(colour: int, size: int) -> bool:
    return {0: size == 2, 2: size == 6, 3: 0 < size <= 256}.get(colour, False)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body), name) + body + struct.pack(">I", zlib.crc32(name + body))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(data):
        if at + 12 > len(data):
            raise BadPng("cut off")
        size, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        end = at + 8 + size
        if end + 4 > len(data) or zlib.crc32(data[at + 4 : end]) != int.from_bytes(data[end : end + 4]):
            raise BadPng("cut off, or changed on the way")
        yield name, data[at + 8 : end]
        at = end + 4


def _rows(wide: int, high: int, depth: int, colour: int, interlace: int) -> list[int]:
    """How many bytes each row takes, its filter's byte among them."""
    found: list[int] = []
    for left, top, across, down in PASSES if interlace else ((0, 0, 1, 1),):
        columns, lines = -(-(wide - left) // across), -(-(high - top) // down)
        if columns > 0:
            found += [1 + -(-columns * depth * CHANNELS[colour] // 8)] * max(0, lines)
    return found


def _check_rows(packed: bytes, rows: list[int]) -> None:
    total = sum(rows)
    unpacking = zlib.decompressobj()
    try:
        picture = unpacking.decompress(packed, total + 1)
    except zlib.error:
        raise BadPng("its picture cannot be unpacked") from None
    if len(picture) != total or not unpacking.eof:
        raise BadPng("its picture is shorter or longer than it says")
    at = 0
    for row in rows:
        if picture[at] > 4:
            raise BadPng("a row that nobody can read")
        at += row

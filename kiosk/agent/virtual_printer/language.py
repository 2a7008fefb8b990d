"""ESC/POS taken apart into commands."""

from collections.abc import Iterator
from typing import NamedTuple

from kiosk.agent.virtual_printer.lengths import CLEAR, LONGEST, name_of, number, size_of

DLE_EOT = b"\x10\x04"
RASTER = b"\x1dv"  # GS v 0 m xL xH yL yH, then the rows


class Command(NamedTuple):
    """`name` is its first one or two bytes, empty for text; `rest` what follows; `raw` what was sent of it.

    A raster image comes in slices, each a command of its own that says how many rows it brings, since a head burns
    what it has and waits for no whole image. `whole` is false for all but the last one.
    """

    name: bytes
    rest: bytes
    raw: bytes
    whole: bool = True

    def divided(self, size: int) -> tuple["Command | None", "Command | None"]:
        """What can be carried out of it when only `size` bytes of it have come, and what is left to do then."""
        if size >= len(self.raw):
            return self, None
        if self.name == RASTER:
            return self._sliced(size)
        if self.name == b"" and size:
            return Command(b"", self.raw[:size], self.raw[:size]), Command(b"", self.raw[size:], self.raw[size:])
        return None, self

    def _sliced(self, size: int) -> tuple["Command | None", "Command | None"]:
        head = len(self.raw) - len(self.rows)
        count = max(0, size - head) // self.width
        if not count:
            return None, self
        first, others = self.rows[: count * self.width], self.rows[count * self.width :]
        start = self.raw[:head] + first
        return slice_of(self.rest[:4], first, start, False), slice_of(self.rest[:4], others, others, self.whole)

    @property
    def width(self) -> int:
        """Bytes of a raster image's row."""
        return number(self.rest, 2)

    @property
    def height(self) -> int:
        """How many rows of a raster image it brings; none of any other command."""
        return len(self.rows) // self.width if self.name == RASTER and self.rows else 0

    @property
    def rows(self) -> bytes:
        """A raster image's dots."""
        return self.rest[6:]


def slice_of(shape: bytes, rows: bytes, raw: bytes, whole: bool) -> Command:
    """Some rows of the raster image that began with `shape`: 0 m xL xH."""
    count = len(rows) // number(shape, 2)
    return Command(RASTER, shape + count.to_bytes(2, "little") + rows, raw, whole)


class Reader:
    """Cuts a stream into commands, in whatever pieces it arrives. Whatever the bytes are, it raises nothing.

    Every byte is taken for a part of the command that it stands in. A real printer also obeys a DLE EOT in the middle
    of an image, where it is only dots that happen to look like one: it looks for it before it knows what the bytes
    belong to. Ours knows, and answers no question that nobody asked. Only the order to forget all that is held, ten
    bytes that no image has by accident, ends an image under way, as in a real one.
    """

    def __init__(self) -> None:
        self._stream = bytearray()
        self._shape = b""  # of the raster image under way
        self._head = b""  # of it, when no row has come yet
        self._due = 0  # rows of it still to come

    def feed(self, data: bytes) -> Iterator[Command]:
        """The commands now complete, and the rows; half a one waits for its other half."""
        self._stream += data
        while self._stream:
            command = self._rows() if self._due else self._command()
            if command is None:
                return
            if command.raw:
                yield command

    def forget(self) -> None:
        """The line was cut: half a command will never have its other half."""
        self._stream.clear()
        self._due = 0

    def _command(self) -> Command | None:
        name = name_of(self._stream)
        try:
            size = size_of(name, self._stream)
        except IndexError:  # the bytes that say how long it is are still to come
            return None
        if size > LONGEST:
            size = len(name)
        if size > len(self._stream):
            return None
        raw = bytes(self._stream[:size])
        del self._stream[:size]
        if name == RASTER:
            self._shape, self._head = raw[2:6], raw
            self._due = number(raw, 6) if number(raw, 4) else 0
            if self._due:
                return Command(name, b"", b"")
        return Command(name, raw[len(name) :], raw)

    def _rows(self) -> Command | None:
        width = number(self._shape, 2)
        end = self._stream.find(CLEAR, 0, self._due * width + len(CLEAR) - 1)
        count = min(self._due, (self._safe(width) if end < 0 else end) // width)
        if not count:
            return self._cleared(end) if end >= 0 else None
        rows = bytes(self._stream[: count * width])
        del self._stream[: count * width]
        self._due -= count
        raw, self._head = self._head + rows, b""
        return slice_of(self._shape, rows, raw, not self._due)

    def _safe(self, width: int) -> int:
        """How many bytes are surely dots: the last ones may be the beginning of an order to forget them."""
        here = len(self._stream)
        if here >= self._due * width:
            return here
        return here - next((size for size in range(len(CLEAR) - 1, 0, -1) if self._stream.endswith(CLEAR[:size])), 0)

    def _cleared(self, end: int) -> Command:
        del self._stream[: end + len(CLEAR)]
        self._due = 0
        return Command(CLEAR[:2], CLEAR[2:], CLEAR)

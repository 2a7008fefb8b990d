"""What the commands leave on the paper, between one cut and the next."""

from PIL import Image

from kiosk.agent.virtual_printer.language import Command
from kiosk.agent.virtual_printer.lettering import PAGES, Style, cell
from kiosk.agent.virtual_printer.strip import Strip
from kiosk.agent.virtual_printer.symbols import Graphics, QrCode, columns

LINE = 30  # dots of a fed line
TAB = 8  # characters
WORDS = 400  # lines of text that are remembered


class Paper:
    """A strip `dots` wide, and the settings of what comes next on it.

    It is cut where the head stands: a real knife sits some 12 mm further on, and what was not fed past it stays inside.
    """

    def __init__(self, dots: int) -> None:
        self.dots = dots
        self.words: list[str] = []  # the lines of text on it
        self._strip = Strip(dots)
        self.reset()

    def reset(self) -> None:
        """As when switched on. What is on the paper stays there."""
        self.forget()
        self._left = 0
        self._room = self.dots
        self._page, self._align, self._feed = 0, 0, LINE
        self._style = Style()
        self._code, self._graphics = QrCode(), Graphics()

    def forget(self) -> None:
        """The line that waits for its end."""
        self._line: list[tuple[int, Image.Image]] = []
        self._text, self._at = "", 0

    @property
    def height(self) -> int:
        """Rows that have come out."""
        return self._strip.height

    def inked_from(self, row: int) -> bool:
        """Whether anything is on it, from this row on."""
        return self._strip.inked_from(row)

    def do(self, command: Command) -> bool:
        """Carry one out; True when it cut the paper off. Raises IndexError or ValueError for senseless parameters."""
        name, rest = command.name, command.rest
        match name:
            case b"":
                self._write(rest)
            case b"\n":
                self._end_line(self._feed)
            case b"\t":
                step = TAB * cell(" ", Style()).width
                self._at = (self._at // step + 1) * step
            case b"\x1b@":
                self.reset()
            case b"\x1bd" | b"\x1bJ":
                self._end_line(rest[0] * (self._feed if name == b"\x1bd" else 1))
            case b"\x1dv":
                self._raster(command)
            case b"\x1b*":
                self._put(columns(rest))
            case b"\x1d(" | b"\x1d8":
                self._stored(name, rest)
            case b"\x1dV" | b"\x1bi" | b"\x1bm":
                self._end_line(rest[1] if len(rest) > 1 else 0)
                return True
            case _:
                self._set(name, rest)
        return False

    def image(self) -> Image.Image:
        """What hangs out, a one-bit image."""
        return self._strip.image()

    def cut(self) -> Image.Image:
        """The piece cut off; a new one begins."""
        whole = self.image()
        self._strip.clear()
        self.words.clear()
        return whole

    def feed(self, rows: int) -> None:
        self._strip.feed(rows)

    def _set(self, name: bytes, rest: bytes) -> None:
        match name:
            case b"\x1bt":
                self._page = rest[0]
            case b"\x1ba":
                self._align = rest[0] % 48 % 3
            case b"\x1b!":
                bits = rest[0]
                self._style = Style(
                    bool(bits & 1), bool(bits & 8), bool(bits & 128), False, 1 + (bits >> 5 & 1), 1 + (bits >> 4 & 1)
                )
            case b"\x1d!":
                self._style = self._style._replace(across=(rest[0] >> 4 & 7) + 1, down=(rest[0] & 7) + 1)
            case b"\x1bM":
                self._style = self._style._replace(small=rest[0] % 48 == 1)
            case b"\x1bE" | b"\x1bG":
                self._style = self._style._replace(bold=bool(rest[0] & 1))
            case b"\x1b-":
                self._style = self._style._replace(underlined=rest[0] % 48 > 0)
            case b"\x1dB":
                self._style = self._style._replace(reverse=bool(rest[0] & 1))
            case b"\x1b2":
                self._feed = LINE
            case b"\x1b3":
                self._feed = rest[0]
            case b"\x1b$":
                self._at = _number(rest)
            case b"\x1b\\":
                self._at = max(0, self._at + (_number(rest) + 0x8000) % 0x10000 - 0x8000)
            case b"\x1dL":
                self._left = min(_number(rest), self.dots - 1)
            case b"\x1dW":
                self._room = max(1, _number(rest))

    def _write(self, rest: bytes) -> None:
        for letter in rest.decode(PAGES.get(self._page, "cp437"), "replace"):
            self._put(cell(letter, self._style))
            self._text += letter

    def _put(self, image: Image.Image) -> None:
        """Behind what stands in the line; a full line is printed."""
        if self._line and self._at + image.width > self._width:
            self._end_line(self._feed)
        self._line.append((self._at, image))
        self._at += image.width

    def _end_line(self, rows: int) -> None:
        """Print what waits, its letters on one ground, and feed so many rows in all."""
        if self._line:
            high = max(image.height for _, image in self._line)
            wide = max(at + image.width for at, image in self._line)
            whole = Image.new("1", (min(wide, self._width), high), 1)
            for at, image in self._line:
                whole.paste(image, (at, high - image.height))
            self._place(whole)
            rows -= high
            if self._text and len(self.words) < WORDS:
                self.words.append(self._text)
        self.forget()
        self._strip.feed(max(0, rows))

    def _raster(self, command: Command) -> None:
        """GS v 0: m doubles the width (1) and the height (2)."""
        if not command.rows:
            return
        mode = command.rest[1] & 3
        wide = 8 * command.width
        if not mode and not self._left and (not self._align or wide >= self._width):
            self._strip.burn(command.rows, command.width)
            return
        image = Image.frombytes("1", (wide, command.height), command.rows, "raw", "1;I")
        self._place(image.resize((wide << (mode & 1), command.height << (mode >> 1)), Image.Resampling.NEAREST))

    def _stored(self, name: bytes, rest: bytes) -> None:
        if rest[:1] == b"L":
            image = self._graphics.told(rest[3:] if name == b"\x1d(" else rest[5:])
        else:
            image = self._code.told(rest)
        if image:
            self._place(image)

    @property
    def _width(self) -> int:
        return min(self._room, self.dots - self._left)

    def _place(self, image: Image.Image) -> None:
        beside = max(0, self._width - image.width) * self._align // 2
        self._strip.place(image, self._left + beside)


def _number(rest: bytes) -> int:
    return rest[0] + 256 * rest[1]

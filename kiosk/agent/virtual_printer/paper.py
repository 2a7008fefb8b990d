"""What the commands leave on the paper, between one cut and the next."""

from PIL import Image, ImageDraw

from kiosk.agent.typeset import font
from kiosk.agent.virtual_printer.language import Command

LINE = 30  # dots of a text line and of a fed one
CELL = 12  # dots of a character
PAGES = {0: "cp437", 2: "cp850", 13: "cp857", 16: "cp1252", 17: "cp866", 18: "cp852", 45: "cp1250", 46: "cp1251"}


class Paper:
    """A strip `dots` wide that grows downwards. What does not fit on it is lost, as at a real edge."""

    def __init__(self, dots: int) -> None:
        self.dots = dots
        self._strips: list[Image.Image] = []
        self._reset()

    def _reset(self) -> None:
        self._line = ""
        self._page, self._align, self._size, self._feed = 0, 0, 0, LINE
        self._code = b""
        self._module = 3
        self._level = "l"

    def do(self, command: Command) -> bool:
        """Carry one out; True when it cut the paper off."""
        name, rest = command
        match name:
            case b"":
                self._line += rest.decode(PAGES.get(self._page, "cp437"), "replace")
            case b"\n":
                self._end_line()
            case b"\x1b@":
                self._reset()
            case b"\x1bt":
                self._page = rest[0]
            case b"\x1ba":
                self._align = rest[0] % 48
            case b"\x1d!":
                self._size = rest[0]
            case b"\x1b2":
                self._feed = LINE
            case b"\x1b3":
                self._feed = rest[0]
            case b"\x1bd" | b"\x1bJ":
                if self._line:
                    self._end_line()
                self._white(rest[0] * (self._feed if name == b"\x1bd" else 1))
            case b"\x1dv":
                self._raster(rest)
            case b"\x1d(":
                self._symbol(rest)
            case b"\x1dV":
                self._white(rest[1] if len(rest) > 1 else 0)
                return True
        return False

    def cut(self) -> Image.Image:
        """The piece cut off, a one-bit image; a new one begins."""
        whole = Image.new("1", (self.dots, max(1, sum(strip.height for strip in self._strips))), 1)
        top = 0
        for strip in self._strips:
            whole.paste(strip, (0, top))
            top += strip.height
        self._strips.clear()
        return whole

    def _white(self, rows: int) -> None:
        if rows:
            self._strips.append(Image.new("1", (self.dots, rows), 1))

    def _raster(self, rest: bytes) -> None:
        """GS v 0: m doubles the width (1) and the height (2); a set bit is a black dot, the left one highest."""
        wide, high = 8 * (rest[2] + 256 * rest[3]), rest[4] + 256 * rest[5]
        if wide and high:
            image = Image.frombytes("1", (wide, high), rest[6:], "raw", "1;I")
            self._place(image.resize((wide << (rest[1] & 1), high << (rest[1] >> 1 & 1)), Image.Resampling.NEAREST))

    def _symbol(self, rest: bytes) -> None:
        """GS ( k: a QR code stored piece by piece, then printed."""
        if rest[:1] != b"k" or rest[3:4] != b"1":
            return
        setting, value = rest[4], rest[5:]
        if setting == 67:
            self._module = value[0]
        elif setting == 69:
            self._level = "lmqh"[value[0] % 48]
        elif setting == 80:
            self._code = value[1:]
        elif setting == 81 and self._code:
            import segno  # 7 MB that our own tickets never need: their code is part of the image

            matrix = segno.make(self._code, error=self._level, micro=False, boost_error=False).matrix
            bits = Image.frombytes(
                "L", (len(matrix), len(matrix)), b"".join(bytes(1 - b for b in row) for row in matrix)
            )
            side = len(matrix) * self._module
            self._place(bits.point(lambda b: 255 * b).convert("1").resize((side, side), Image.Resampling.NEAREST))

    def _end_line(self) -> None:
        """Print the text that waits; an empty line is fed."""
        across, down = (self._size >> 4) + 1, (self._size & 15) + 1
        text, self._line = self._line, ""
        columns = self.dots // (CELL * across)
        for start in range(0, max(1, len(text)), columns):
            part = text[start : start + columns]
            strip = Image.new("1", (max(1, CELL * len(part)), self._feed), 1)
            for n, letter in enumerate(part):
                ImageDraw.Draw(strip).text((n * CELL, 0), letter, font=font("Medium", 20), fill=0)
            self._place(strip.resize((strip.width * across, strip.height * down), Image.Resampling.NEAREST))

    def _place(self, image: Image.Image) -> None:
        strip = Image.new("1", (self.dots, image.height), 1)
        strip.paste(image, ((self.dots - image.width) * self._align // 2 if image.width < self.dots else 0, 0))
        self._strips.append(strip)

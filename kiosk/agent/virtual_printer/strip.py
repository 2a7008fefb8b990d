"""The strip of paper that comes out of the slot, row by row, and grows downwards."""

from PIL import Image


class Strip:
    """`dots` wide. What does not fit on it is lost, as at a real edge."""

    def __init__(self, dots: int) -> None:
        self.dots = dots
        self._width = (dots + 7) // 8  # bytes of a row; a set bit is black, the left one is the highest
        self._rows = bytearray()

    @property
    def height(self) -> int:
        return len(self._rows) // self._width

    def inked_from(self, row: int) -> bool:
        return any(self._rows[row * self._width :])

    def feed(self, rows: int) -> None:
        """White paper."""
        self._rows += bytes(rows * self._width)

    def burn(self, rows: bytes, width: int) -> None:
        """Rows of `width` bytes, from the left edge on."""
        if width == self._width:
            self._rows += rows
            return
        for start in range(0, len(rows), width):
            self._rows += rows[start : start + width][: self._width].ljust(self._width, b"\0")

    def place(self, image: Image.Image, left: int) -> None:
        """A one-bit image, `left` dots from the edge."""
        whole = Image.new("1", (self.dots, image.height), 1)
        whole.paste(image, (left, 0))
        self._rows += whole.tobytes("raw", "1;I")

    def image(self) -> Image.Image:
        """All of it, a one-bit image."""
        if not self._rows:
            return Image.new("1", (self.dots, 1), 1)
        return Image.frombytes("1", (self.dots, self.height), bytes(self._rows), "raw", "1;I")

    def clear(self) -> None:
        """It was taken off; a new one begins."""
        self._rows.clear()

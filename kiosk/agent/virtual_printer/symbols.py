"""The codes that a printer draws by itself, from what it is given of them piece by piece."""

from PIL import Image


class QrCode:
    """GS ( k of the kind 49: size, level and content are set, then it is printed."""

    def __init__(self) -> None:
        self._content = b""
        self._module = 3  # dots of a square
        self._level = "l"

    def told(self, rest: bytes) -> Image.Image | None:
        """What stands behind GS ( ; an image when it is to be printed now."""
        if rest[:1] != b"k" or rest[3:4] != b"1":
            return None
        setting, value = rest[4], rest[5:]
        if setting == 67 and 1 <= value[0] <= 16:
            self._module = value[0]
        elif setting == 69:
            self._level = "lmqh"[value[0] % 48]
        elif setting == 80:
            self._content = value[1:]
        elif setting == 81 and self._content:
            return self._drawn()
        return None

    def _drawn(self) -> Image.Image:
        import segno  # 7 MB that our own tickets never need: their code is part of the image

        matrix = segno.make(self._content, error=self._level, micro=False, boost_error=False).matrix
        side = len(matrix)
        dots = b"".join(bytes(255 * (1 - dark) for dark in row) for row in matrix)
        size = side * self._module
        return Image.frombytes("L", (side, side), dots).convert("1").resize((size, size), Image.Resampling.NEAREST)


class Graphics:
    """GS ( L and GS 8 L: an image is stored (function 112), then printed (50)."""

    def __init__(self) -> None:
        self._stored: Image.Image | None = None

    def told(self, given: bytes) -> Image.Image | None:
        """What stands behind the length; an image when it is to be printed now."""
        if given[1] in (2, 50):
            return self._stored
        if given[1] == 112:
            wide, high = given[6] + 256 * given[7], given[8] + 256 * given[9]
            if len(given) - 10 < (wide + 7) // 8 * high:
                raise ValueError("an image larger than its dots")
            image = Image.frombytes("1", (wide, high), given[10:], "raw", "1;I")
            self._stored = image.resize((wide * min(given[3], 2), high * min(given[4], 2)), Image.Resampling.NEAREST)
        return None


def columns(rest: bytes) -> Image.Image:
    """ESC * m: columns of 8 or 24 dots, the top one highest; the two coarse densities take more room."""
    mode, wide = rest[0], rest[1] + 256 * rest[2]
    deep = 3 if mode in (32, 33) else 1
    lying = Image.frombytes("1", (8 * deep, wide), rest[3:], "raw", "1;I")
    standing = lying.transpose(Image.Transpose.TRANSPOSE)
    return standing.resize((wide * (1 if mode in (1, 33) else 2), 24), Image.Resampling.NEAREST)

"""The code that leads a phone to the ticket's page."""

from functools import lru_cache

import segno
from PIL import Image

QUIET = 4  # modules of white that a reader needs on every side
LEAST_MODULE = 5  # dots; at 4 one of fifty is lost when the picture is blurred, askew and small


@lru_cache(maxsize=2)
def qr(address: str, module: int, widest: int) -> Image.Image:
    """A one-bit image, no quiet zone in it: `module` dots a square, fewer only where it would pass `widest` dots.

    Error level M: a fold or a thumb's smear over a seventh of it does no harm. An address so long that its squares
    would be too small for a phone gets the larger ones of level L.
    """
    code = segno.make(address, error="m", boost_error=False, micro=False)
    if len(code.matrix) * LEAST_MODULE > widest:
        code = segno.make(address, error="l", boost_error=False, micro=False)
    side = len(code.matrix)
    dots = b"".join(bytes(0 if dark else 255 for dark in row) for row in code.matrix)
    size = side * min(module, widest // side)
    return Image.frombytes("L", (side, side), dots).convert("1").resize((size, size), Image.Resampling.NEAREST)

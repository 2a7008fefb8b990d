"""The house's mark, an open window above its sill, in dots."""

from functools import lru_cache

from PIL import Image, ImageDraw

FINE = 8  # drawn this much larger, then halved to black and white, so that the curves come out smooth


@lru_cache(maxsize=4)
def mark(size: int) -> Image.Image:
    """A one-bit image of `size` x `size` dots."""
    unit = size * FINE / 32

    def box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return left * unit, top * unit, right * unit, bottom * unit

    fine = Image.new("L", (size * FINE, size * FINE), 255)
    pen = ImageDraw.Draw(fine)
    for inset, ink in ((0, 0), (3.2, 255)):  # the window's arch, then the light inside it
        pen.ellipse(box(6 + inset, 3 + inset, 26 - inset, 23 - inset), fill=ink)
        pen.rectangle(box(6 + inset, 13, 26 - inset, 24), fill=ink)
    pen.ellipse(box(12.9, 11.4, 19.1, 17.6), fill=0)  # somebody is in
    pen.pieslice(box(10.8, 18.7, 21.2, 29.3), 180, 360, fill=0)
    pen.rectangle(box(2, 26, 30, 30), fill=0)
    return fine.resize((size, size), Image.Resampling.BOX).point(lambda tone: 255 if tone > 127 else 0, mode="1")

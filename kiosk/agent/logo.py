"""A hall's own logo in dots: a drawing stays sharp, a photograph becomes a pattern of dots."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageOps

from kiosk.agent.logo_file import WIDEST, logo_png

TWO_TONED = 0.85  # share of all difference in tone that lies between dark and light; photographs have about 0.7


@lru_cache(maxsize=8)
def logo(png: str, dots: int, widest: int, tallest: int) -> Image.Image:
    """A one-bit image of the logo in base64, for paper of `dots`: as large as drawn, never larger than it may be."""
    with Image.open(BytesIO(logo_png(png)), formats=["PNG"]) as file:
        tones = _tones(file)
    share = min(dots / WIDEST, widest / tones.width, tallest / tones.height)
    if share < 1:
        size = max(1, round(tones.width * share)), max(1, round(tones.height * share))
        tones = tones.resize(size, Image.Resampling.LANCZOS)
    edge, sharpness = _edge(tones)
    if sharpness >= TWO_TONED:
        return tones.point(lambda tone: 255 if tone > edge else 0, mode="1")
    return ImageOps.autocontrast(tones, cutoff=1).convert("1", dither=Image.Dither.FLOYDSTEINBERG)


def _tones(file: Image.Image) -> Image.Image:
    """In greys, white where it is see-through."""
    if file.mode.startswith("I"):
        return file.convert("I").point(lambda tone: tone / 257).convert("L")
    seen = file.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("L")


def _edge(tones: Image.Image) -> tuple[int, float]:
    """The tone that parts dark from light best, and how much of the differences lies between the two (Otsu 1979)."""
    counts = tones.histogram()
    dots, sum_of_all = sum(counts), sum(tone * count for tone, count in enumerate(counts))
    spread = sum(count * (tone - sum_of_all / dots) ** 2 for tone, count in enumerate(counts))
    best, edge, dark, sum_of_dark = 0.0, 127, 0, 0
    for tone, count in enumerate(counts):
        dark += count
        sum_of_dark += tone * count
        if 0 < dark < dots:
            apart = (sum_of_all - sum_of_dark) / (dots - dark) - sum_of_dark / dark
            between = dark * (dots - dark) / dots * apart**2
            if between > best:
                best, edge = between, tone
    return edge, best / spread if spread else 1.0

"""The file of a logo: a PNG in base64, refused in words when no paper can carry it. Loads nothing that draws."""

import base64
import binascii
from functools import lru_cache

from kiosk.agent.png import BadPng, checked, size_of
from kiosk.agent.refusals import BadLayout

WIDEST, TALLEST = 576, 240  # dots, as on 80 mm
LARGEST = 64  # kB


@lru_cache(maxsize=4)  # a hall has one, and sends it with every ticket
def logo_png(logo: str) -> bytes:
    """The bare picture of a logo, known to be whole and small enough. Raises BadLayout."""
    try:
        data = base64.b64decode(logo, validate=True)
    except (binascii.Error, ValueError):
        raise BadLayout("logo", "logo_text") from None
    if len(data) > LARGEST * 1024:
        raise BadLayout("logo", "logo_heavy", most=LARGEST, has=-(-len(data) // 1024))
    try:
        wide, high = size_of(data)
    except BadPng:
        raise BadLayout("logo", "logo_png") from None
    if wide > WIDEST or high > TALLEST:
        raise BadLayout("logo", "logo_size", wide=WIDEST, high=TALLEST, has_wide=wide, has_high=high)
    try:
        return checked(data)
    except BadPng:
        raise BadLayout("logo", "logo_broken") from None

"""What a model of printer can do beyond what every ESC/POS printer does."""

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

AUTO = "auto"


class Profile(NamedTuple):
    """`confirms`: GS ( H tells when a paper is out. `clears`: DLE DC4 throws away what it holds.

    `escpos`: the name of its profile in python-escpos, which knows its code pages.
    """

    confirms: bool = False
    clears: bool = False
    escpos: str = "default"


OURS = {"generic": Profile(), "epson": Profile(confirms=True, clears=True)}
# Models of the library that are in Epson's own list for GS ( H; it has others, too old or not for receipts.
CONFIRMING = ("TM-L90", "TM-P80", "TM-P80-42col", "TM-T20II", "TM-T20II-42col", "TM-T88IV", "TM-T88IV-SA", "TM-T88V")


@lru_cache(maxsize=1)
def library() -> dict[str, dict[str, Any]]:
    """The profiles that come with python-escpos, by name."""
    text = files("escpos").joinpath("capabilities.json").read_text("utf-8")
    found: dict[str, dict[str, Any]] = json.loads(text)["profiles"]
    return found


def profile_named(name: str) -> Profile:
    """Ours, or one of python-escpos. Raises ValueError, in words."""
    if name in OURS:
        return OURS[name]
    if name not in library():
        known = ", ".join((AUTO, *OURS, *library()))
        raise ValueError(f"a profile is one of {known}, not {name!r}")
    able = name in CONFIRMING
    return Profile(confirms=able, clears=able, escpos=name)

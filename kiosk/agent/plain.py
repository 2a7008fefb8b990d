"""Text that came from elsewhere, made safe and short enough for paper."""

import unicodedata
from functools import lru_cache

# Controls (C0, C1), format characters (bidi controls among them), surrogates, private use, unassigned.
UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
SPACES = {"Zs", "Zl", "Zp"}
NBSP = "\u00a0"


@lru_cache(maxsize=512)  # nearly every word of a ticket was on the ticket before
def plain(text: str, longest: int) -> str:
    """The text as it may be printed: one line of letters, signs and single spaces, at most `longest` characters.

    Composed (NFC), since an accent of its own must neither be cut off nor float. A tab or a line break is a
    space, a non-breaking space stays one. What is too long ends in an ellipsis.
    """
    kept = "".join(_kept(sign) for sign in unicodedata.normalize("NFC", text))
    words = " ".join(word for word in kept.split(" ") if word)
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def _kept(sign: str) -> str:
    if sign in "\t\n\v\f\r\x85":
        return " "
    kind = unicodedata.category(sign)
    if kind in SPACES:
        return NBSP if sign in "\u00a0\u202f" else " "
    return "" if kind in UNPRINTABLE else sign

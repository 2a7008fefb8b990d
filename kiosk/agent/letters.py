"""Which letters the paper has, and what stands on it for the others: something readable, never an empty frame."""

import unicodedata
from functools import lru_cache
from itertools import chain

# As `fonts/README.md` cut them.
TEXT = (
    "0020-007E 00A0-00AC 00AE-017F 018F 0218-021B 0259 0386 0388-038A 038C 038E-03A1 03A3-03CE 0400-0482 048A-04FF "
    "2010-2015 2018-201E 2020-2022 2026 2030 2032 2033 2039 203A 2044 20AC 20B4 20BA 20BD 2103 2116 2122 2153 2154"
)
NUMBER = "0020 0028-0029 002D-0039 0041-005A 00A0 0410-042F 2009 2013"
LEFT_OUT = "[…]"  # stands where letters were that no font here has

SPACES = {"Zs", "Zl", "Zp"}
# Controls (C0, C1), format characters (bidi controls, joiners, tags), surrogates, private use, unassigned.
UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
MARKS = {"Mn", "Mc", "Me"}  # accents that make no letter with what they stand on, variation selectors among them
PICTURES = {"So", "Sk"}  # emoji, ornaments, arrows' cousins: nobody misses them in a sentence

STAND_INS = {
    **dict.fromkeys("\t\n\v\f\r\x85", " "),
    **dict.fromkeys("\u00a0\u202f", "\u00a0"),
    **dict.fromkeys("−⁃﹣", "–"),
    **dict.fromkeys("•●■▪◦‣∙◾⬤", "•"),
    **dict.fromkeys("✓✔☑✅", "+"),
    **dict.fromkeys("→➔➜➡⇒⟶", "->"),
    **dict.fromkeys("←⬅⇐⟵", "<-"),
    **dict.fromkeys("ʼʹ‛՚", "’"),
    **dict.fromkeys("‟〝〞", "“"),
    "≤": "<=",
    "≥": ">=",
    "≈": "~",
    "ẞ": "SS",
}


def _points(ranges: str) -> frozenset[int]:
    ends = ([int(end, 16) for end in one.split("-")] for one in ranges.split())
    return frozenset(chain.from_iterable(range(first[0], first[-1] + 1) for first in ends))


IN_TEXT, IN_NUMBER = _points(TEXT), _points(NUMBER)


@lru_cache(maxsize=1024)
def shown(sign: str) -> str:
    """What the paper shows for one sign: itself, another spelling, LEFT_OUT, or nothing for what is no letter."""
    if ord(sign) in IN_TEXT:
        return sign
    if sign in STAND_INS:
        return STAND_INS[sign]
    kind = unicodedata.category(sign)
    if kind in SPACES:
        return " "
    if kind in UNPRINTABLE or kind in MARKS:
        return ""
    spelt = "".join(part for part in unicodedata.normalize("NFKD", sign) if ord(part) in IN_TEXT).strip()
    return spelt or ("" if kind in PICTURES else LEFT_OUT)

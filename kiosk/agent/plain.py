"""Text that came from elsewhere, made safe and short enough for paper."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import regex  # type: ignore[import-untyped]  # its stubs are a package of their own

from kiosk.agent.letters import LEFT_OUT, MARKS, shown

LETTER = regex.compile(r"\X")  # what a reader takes for one letter
UNPRINTABLE = regex.compile(r"[\p{C}--[\t\n\v\f\r\x85]]+", regex.V1)
GAP = regex.compile(r"([\p{Z}\t\n\v\f\r\x85])[\p{Z}\t\n\v\f\r\x85]*")
LEFT_OUT_AGAIN = regex.compile(rf"(?:{regex.escape(LEFT_OUT)} ?)+(?={regex.escape(LEFT_OUT)})")
MOST_MARKS = 2  # on one letter, as in Vietnamese; heaps of them („Zalgo“) are a prank
LOOKED_AT = 20  # letters for each one that may stand: texts of megabytes have been sent


@lru_cache(maxsize=512)  # nearly every word of a ticket was on the ticket before
def plain(text: str, longest: int) -> str:
    """The text as it may be printed: one line of letters that the paper's fonts have, at most `longest` of them.

    Gone are controls, bidi and other format characters, joiners, variation selectors, tags, lone surrogates, private
    and unassigned ones. Accents are composed with their letter (NFC); those that compose with none are left out.
    Another spelling stands for what the fonts lack (`letters.py`), emoji are left out, and „[…]“ stands where
    letters of another alphabet were, or where nothing would be left. Every gap is one space, a non-breaking one stays.
    What is too long ends in an ellipsis.
    """
    letters = list(islice(_letters(text), LOOKED_AT * longest))
    kept = "".join(shown(sign) for letter in letters for sign in letter)
    words = " ".join(word for word in LEFT_OUT_AGAIN.sub("", kept).split(" ") if word)
    if not words and any(not letter.isspace() for letter in letters):
        return LEFT_OUT
    there = LETTER.findall(words)
    return words if len(there) <= longest else "".join(there[: longest - 1]).rstrip() + "…"


def lacking(text: str) -> str:
    """The signs, each once, of which the paper would show nothing: for a form that refuses them."""
    signs = (sign for letter in _letters(text) for sign in letter if unicodedata.category(sign) not in MARKS)
    return "".join(dict.fromkeys(sign for sign in signs if shown(sign) in ("", LEFT_OUT)))


def address(text: str, longest: int) -> str:
    """A web address without what cannot stand in one; empty if it is too long, since half of one leads nowhere."""
    whole = GAP.sub("", UNPRINTABLE.sub("", text))
    return whole if len(whole) <= longest else ""


def _letters(text: str) -> Iterator[str]:
    """What a reader takes for letters, composed, each with a few marks at most, and single spaces between."""
    visible = GAP.sub(r"\1", UNPRINTABLE.sub("", text))
    for letter in LETTER.finditer(visible):
        yield unicodedata.normalize("NFC", letter[0][: 1 + MOST_MARKS])

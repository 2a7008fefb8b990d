"""The digits on tickets: no two people of a day hold the same ones, so a misheard letter harms nobody."""

from collections.abc import Iterable
from itertools import combinations
from typing import ClassVar

from server.domain.errors import Refusal

LATIN = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")  # letters of tickets look the same in both alphabets
LONGEST = 6  # digits
OFFLINE = range(5000, 10000)  # a thousand for each kiosk that issues while the server is away


class BadRange(Refusal):
    """A group's range of numbers is no range, meets another's or reaches into the offline kiosks' thousands."""

    code: ClassVar[str] = "invalid"


def number_at(first: int, last: int, index: int, stride: int = 1000) -> int:
    """The digits of the group's ticket number `index` of the day, counted from 0.

    The range from first to last; after it the same range one stride higher, and so on, leaving out the offline
    kiosks' thousands. It never wraps.
    """
    block, place = divmod(index, last - first + 1)
    if block * stride >= OFFLINE.start:
        block += len(OFFLINE) // stride
    return first + place + block * stride


def label(letter: str, digits: int) -> str:
    """What the person sees and hears: "A 042"."""
    return f"{letter} {digits:03}"


def read_label(written: str) -> tuple[str, int] | None:
    """Letter and digits of a number as people write it: "A 042", "a42", in Cyrillic too; None if it is no number."""
    plain = "".join(written.split()).upper().translate(LATIN)
    letter, digits = plain[:1], plain[1:]
    if letter.isalpha() and digits.isdecimal() and len(digits) <= LONGEST:
        return letter, int(digits)
    return None


def stride_for(lasts: Iterable[int]) -> int:
    """How far apart a hall's blocks lie, from where its ranges end: 1000, or the next power of ten above them."""
    return max(1000, int("1" + "0" * len(str(max(lasts, default=0)))))


def check_ranges(ranges: Iterable[tuple[str, int, int]]) -> None:
    """Check the ranges of a hall's groups: letter, first, last. Raises BadRange."""
    ranges = list(ranges)
    for letter, first, last in ranges:
        if not 1 <= first <= last < OFFLINE.start:
            raise BadRange(f"group {letter}: {first}-{last} is no range within 1-{OFFLINE.start - 1}")
    for (one, first, last), (other, begin, end) in combinations(ranges, 2):
        if first <= end and begin <= last:
            raise BadRange(f"groups {one} and {other} share the numbers {max(first, begin)}-{min(last, end)}")

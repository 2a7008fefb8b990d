"""Words in the letters that a code page has: what it lacks is spelt otherwise, and never a question mark."""

import unicodedata
from collections.abc import Callable

# In the order of preference; the last one is ASCII, which every page has.
OTHERWISE: dict[str, tuple[str, ...]] = {
    "Ș": ("Ş", "S"),
    "ș": ("ş", "s"),
    "Ț": ("Ţ", "T"),
    "ț": ("ţ", "t"),
    "ı": ("i",),
    "„": ('"',),
    "“": ('"',),
    "”": ('"',),
    "«": ('"',),
    "»": ('"',),
    "‘": ("'",),
    "’": ("'",),
    "‚": ("'",),
    "‹": ("'",),
    "›": ("'",),
    "–": ("-",),
    "—": ("-",),
    "‐": ("-",),
    "‑": ("-",),
    "…": ("...",),
    "·": ("-",),
    "•": ("*",),
    "№": ("No ",),
    "€": ("EUR",),
    "×": ("x",),
    "°": ("o",),
    "§": ("par. ",),
    "½": ("1/2",),
    "‰": ("o/oo",),
    "″": ('"',),
    "′": ("'",),
    "ß": ("ss",),
    "æ": ("ae",),
    "Æ": ("AE",),
    "œ": ("oe",),
    "Œ": ("OE",),
    "ø": ("o",),
    "Ø": ("O",),
    "ł": ("l",),
    "Ł": ("L",),
    "đ": ("d",),
    "Đ": ("D",),
    "ə": ("e",),
    "Ə": ("E",),
    "þ": ("th",),
    "Þ": ("Th",),
}
# Bulgarian in Latin letters, by the law on transliteration; and the letters of its neighbours.
TABLE = (
    "а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=ts ч=ch ш=sh щ=sht "
    "ъ=a ь=y ю=yu я=ya ѝ=i ы=y э=e ё=yo і=i ї=yi є=ye ґ=g ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz ќ=kj ѓ=gj ѕ=dz"
)
LATIN: dict[str, str] = dict(pair.split("=") for pair in TABLE.split())
# Letters of a number look the same in both alphabets.
ALIKE = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")


def spelt(text: str, has: Callable[[str], bool]) -> str:
    """The text with other letters for those that the page does not have; what nobody can spell is left out."""
    return "".join(sign if has(sign) else _otherwise(sign, has) for sign in text.replace("\u00a0", " "))


def lost(text: str, has: Callable[[str], bool]) -> int:
    """How many letters would have to be spelt otherwise."""
    return sum(not has(sign) for sign in text.replace("\u00a0", " "))


def _otherwise(sign: str, has: Callable[[str], bool]) -> str:
    for other in OTHERWISE.get(sign, ()):
        if all(map(has, other)):
            return other
    if sign.lower() in LATIN:
        latin = LATIN[sign.lower()]
        return latin.capitalize() if sign.isupper() else latin
    return "".join(part for part in unicodedata.normalize("NFKD", sign) if " " <= part <= "~")

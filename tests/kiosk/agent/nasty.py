"""What nobody should write into a form, and somebody will: 100,000 strings, the same ones every time."""

from collections.abc import Callable, Iterator
from itertools import count
from random import Random

# The commands of printers, the dangerous ones first.
COMMANDS = (
    *(
        "\x1b@",
        "\x1bd\xff",
        "\x1bp\x00\x19\x19",
        "\x1bt\x11",
        "\x1b!\xff",
        "\x1b*\x21\xff\x03",
        "\x1b=\x00",
        "\x1bc5\x01",
    ),
    *(
        "\x1dV\x00",
        "\x1dVB\xff",
        "\x1dv0\x00\xff\xff\xff\xff",
        "\x1d(k\x03\x001Q0",
        "\x1d(H\x06\x0000abcd",
        "\x1d!\xff",
    ),
    *("\x1d(A\x02\x00\x00\x02", "\x1da\xff", "\x1dr\x01", "\x1dI\x43", "\x1d(E\x03\x00\x01IN", "\x1d/\x00", "\x1d\x3a"),
    *("\x10\x04\x01", "\x10\x05\x02", "\x10\x14\x01\x00\x01", "\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"),
    *(
        "\x1cp\x01\x00",
        "\x1cq\x01",
        "\x1c.",
        "\x1c&",
        "\x18",
        "\x0c",
        "\x07",
        "\x08",
        "\x00",
        "\x7f",
        "\r\n",
        "\x1b\x1b",
    ),
)
C1 = tuple(map(chr, range(0x80, 0xA0)))
BIDI = tuple("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSEEN = tuple(
    "\u00ad\u034f\u115f\u180e\u200b\u200c\u200d\u2060\u2063\ufe00\ufe0f\ufeff\ufff9\ufffb\U000e0041\U000e007f"
)
MARKS = tuple(map(chr, (*range(0x300, 0x370), *range(0x483, 0x48A), *range(0x1AB0, 0x1AC0), *range(0x20D0, 0x20F1))))
RTL = ("שלום", "مرحبا", "\ufdfa", "עברית 042", "١٢٣", "\u202e042 A")
OTHERS = ("語文", "한국어", "ไทย", "हिन्दी", "ქართული", "Ａ０４２", "\ufb01\ufb02", "①②", "𝐀𝟎", "\U00012000", "\ua9c1")
EMOJI = (
    *("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f1e7\U0001f1ec"),
    *("1\ufe0f\u20e3", "\U0001f44d\U0001f3fd", "\u260e\ufe0f", "\U0001f389"),
)
WORDS = ("Удостоверение", "за", "наследници", "İşlem", "Țară", "heirs", "A 042", "20 минути", "№ 5", "1,53 €", "–")
OWN = ("\ue000", "\uf8ff", "\U0010fffd", "\ufffe", "\uffff", "\U0001ffff", "\u0378", "\ufdd0")
MARKUP = (
    "<b>",
    "%s%n",
    "{0}",
    "${jndi:x}",
    "'; DROP TABLE visit;--",
    "../../etc",
    r"\x1b@",
    "%1B%40",
    "&#27;",
    "^[[2J",
)
KINDS = (COMMANDS, C1, BIDI, UNSEEN, MARKS, RTL, OTHERS, EMOJI, WORDS, OWN, MARKUP)


def nasty_strings(many: int, seed: int = 1) -> Iterator[str]:
    """No two the same; mostly short, some of a hundred thousand letters."""
    random = Random(seed)  # noqa: S311 strings to be repeated, no secret
    ways: list[Callable[[Random], str]] = [_command, _zalgo, _mixed, _mixed, _any_points, _surrogates, _words]
    known: set[str] = set()
    for n in count():
        if len(known) == many:
            return
        text = _huge(random) if n % 2000 == 1999 else ways[n % len(ways)](random)
        if text not in known:
            known.add(text)
            yield text


def _command(random: Random) -> str:
    return random.choice(WORDS) + "".join(random.choices(COMMANDS, k=random.randint(1, 4))) + random.choice(WORDS)


def _zalgo(random: Random) -> str:
    return "".join(sign + "".join(random.choices(MARKS, k=random.randint(0, 40))) for sign in random.choice(WORDS))


def _mixed(random: Random) -> str:
    return "".join(random.choice(random.choice(KINDS)) for _ in range(random.randint(1, 6)))


def _any_points(random: Random) -> str:
    tops = random.choices((0x100, 0x3000, 0x110000), k=random.randint(1, 8))
    return "".join(chr(random.randrange(top)) for top in tops)


def _surrogates(random: Random) -> str:
    halves = random.choices(range(0xD800, 0xE000), k=random.randint(1, 4))
    return "".join(chr(half) + random.choice("аA\x1b@ ") for half in halves)


def _words(random: Random) -> str:
    return random.choice((" ", "\u00a0", "", "-", "\t", "\u2028")).join(random.choices(WORDS, k=random.randint(1, 5)))


def _huge(random: Random) -> str:
    return random.choice((COMMANDS, BIDI, MARKS, RTL, EMOJI, WORDS))[random.randrange(2)] * random.choice(
        (3_000, 30_000, 100_000)
    )

"""Which code pages a printer has, by which number, and which of them suits a text."""

import re
from collections.abc import Mapping

from kiosk.agent.printers.profile import library, profile_named
from kiosk.agent.printers.wording import Encoder
from kiosk.agent.spelling import lost, spelt

# Cyrillic, Turkish, Romanian; in each the ones that most printers have come first.
KNOWN = ("CP866", "CP1251", "CP855", "ISO_8859-5", "CP857", "CP1254", "ISO_8859-9", "CP852", "CP1250", "ISO_8859-2")
SETTING = re.compile(r"(\d{1,3})=([A-Z0-9_-]+)")


class CodePages:
    """`numbers`: of the pages, by name. A printer without any is spelt to in ASCII."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self.numbers = {name: numbers[name] for name in KNOWN if name in numbers}
        self.encoder = Encoder(self.numbers)

    @classmethod
    def of(cls, profile: str, setting: str = "") -> "CodePages":
        """Those of a profile of python-escpos, or of a setting such as `17=CP866,18=CP852,13=CP857`, which comes first.

        Raises ValueError, in words.
        """
        if setting:
            return cls(_set(setting))
        name = "default" if profile == "auto" else profile_named(profile).escpos
        pages: dict[str, int] = {}
        for number, page in sorted(library()[name]["codePages"].items(), key=lambda one: int(one[0])):
            pages.setdefault(page, int(number))  # some have one twice; low numbers are rarely wrong
        return cls(pages)

    def has(self, page: str | None, sign: str) -> bool:
        """Whether a page can show the sign; None is ASCII."""
        if not sign.isprintable():
            return False
        return sign.isascii() or (page is not None and bool(self.encoder.can_encode(page, sign)))

    def best(self, text: str, now: str | None = None) -> str | None:
        """The page that shows the most of the text; of several the one in use."""
        candidates = [now, *self.numbers] if now else [*self.numbers]
        if text.isascii() or not candidates:
            return now
        return min(candidates, key=lambda page: lost(text, lambda sign: self.has(page, sign)))

    def spelt(self, text: str, page: str | None) -> str:
        """The text in the letters of the page."""
        return spelt(text, lambda sign: self.has(page, sign))


def _set(setting: str) -> dict[str, int]:
    pages = {}
    for one in setting.split(","):
        part = SETTING.fullmatch(one.strip())
        if part is None or part[2] not in KNOWN or int(part[1]) > 255:
            raise ValueError(f"code pages are NUMBER=NAME,... of {', '.join(KNOWN)}, not {one!r}")
        pages[part[2]] = int(part[1])
    return pages

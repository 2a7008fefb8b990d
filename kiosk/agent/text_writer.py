"""Words in a printer's own letters, one code page or another: for printers that print no images."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

from kiosk.agent.code_pages import CodePages
from kiosk.agent.printers.paper import DOTS_PER_MM, FEED_MM, Paper
from kiosk.agent.printers.profile import library
from kiosk.agent.printers.wording import CODEPAGE_CHANGE, QR_ECLEVEL_M, MagicEncode, Wording

CELL = 12  # dots of a letter's width
LINE, LETTER = 30, 24  # dots from one line to the next; of a letter's height
WESTERN = {"Epson", "Star Micronics", "Citizen", "Seiko", "Wincor Nixdorf", "Metapace", "Aures", "Oxhoo"}  # makers
NO_KANJI = b"\x1c."  # FS .: Chinese printers take two letters of ours for one of theirs until they are told
QR_MODULE, QR_MM = 6, 35  # dots of a square of the code; about so much paper it takes


@dataclass(frozen=True)
class TextPrinter:
    """What has to be known of a printer to write text for it."""

    dots: int
    pages: CodePages
    qr: bool = False  # it draws a QR code by itself
    kanji: bool = True  # it may be a Chinese one

    @classmethod
    def of(cls, profile: str, dots: int, pages: str = "") -> "TextPrinter":
        """By its profile; `pages`: the numbers of its code pages where it has its own. Raises ValueError, in words."""
        model = library().get(profile, {})
        draws = profile == "epson" or bool(model.get("features", {}).get("qrCode"))
        western = profile == "epson" or model.get("vendor") in WESTERN
        return cls(dots, CodePages.of(profile, pages), qr=draws, kanji=not western)

    @property
    def columns(self) -> int:
        """Letters in a line."""
        return self.dots // CELL


class Writer:
    """Words for the printer, a line after the other, in pieces."""

    def __init__(self, printer: TextPrinter) -> None:
        self.printer = printer
        self._wording = Wording()
        self._wording.hw("INIT")  # once and first: the library would not know that it resets the code page
        if printer.kanji:
            self._wording._raw(NO_KANJI)
        self._letters = MagicEncode(self._wording, encoder=printer.pages.encoder)
        self._pieces: list[bytes] = []
        self._dots = 0

    def line(self, text: str, *, bold: bool = False, centred: bool = False, size: tuple[int, int] = (1, 1)) -> None:
        """The text in as many lines as it needs, each letter `size` times as wide and as high as usual."""
        if not text:
            return
        wide, high = size
        page = self.printer.pages.best(text, self._letters.encoding)
        self._wording.set(custom_size=True, width=wide, height=high, bold=bold, align="center" if centred else "left")
        for part in wrap(self.printer.pages.spelt(text, page), max(1, self.printer.columns // wide)):
            self._write(part, page, high)

    def sample(self, number: int, before: str, samples: Iterable[tuple[str, str]]) -> None:
        """A line for an installer: what the printer makes of words on the page of this number.

        `samples`: what Python calls the page that they are written in, and the words.
        """
        self._wording.set(custom_size=True, width=1, height=1, bold=False, align="left")
        self._wording._raw(before.encode("ascii") + CODEPAGE_CHANGE + bytes([number]))
        for name, sample in samples:
            self._wording._raw(sample.encode(name))
        self._end()
        self._wording._raw(CODEPAGE_CHANGE + b"\0")  # a number that it has no page for changes nothing
        self._letters.encoding = None  # whatever comes next says its page again

    def rule(self) -> None:
        self.line("-" * self.printer.columns)

    def code(self, address: str) -> None:
        """A QR code, drawn by the printer."""
        self._wording.set(align="center")
        self._wording.qr(address, ec=QR_ECLEVEL_M, size=QR_MODULE, native=True)
        self._dots += round(QR_MM * DOTS_PER_MM)

    def piece(self) -> None:
        """What was written since the last one is a piece of its own."""
        if self._wording.said:
            self._pieces.append(self._wording.piece())

    def paper(self) -> Paper:
        """All of it, cut off."""
        self._wording.cut(mode="PART")
        self.piece()
        return Paper(tuple(self._pieces), self._dots / DOTS_PER_MM + FEED_MM)

    def _write(self, text: str, page: str | None, high: int) -> None:
        if text.isascii():
            self._wording._raw(text.encode("ascii"))
        else:
            self._letters.write_with_encoding(page, text)
        self._end(high)

    def _end(self, high: int = 1) -> None:
        self._wording._raw(b"\n")
        self._dots += max(LINE, LETTER * high)

"""A ticket as text, for a printer that cannot print images: its own letters, one code page or another."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from textwrap import wrap

from kiosk.agent.code_pages import CodePages
from kiosk.agent.printers.paper import DOTS_PER_MM, FEED_MM, Paper
from kiosk.agent.printers.profile import library
from kiosk.agent.printers.wording import CODEPAGE_CHANGE, QR_ECLEVEL_M, MagicEncode, Wording
from kiosk.agent.spelling import ALIKE
from kiosk.agent.ticket import Document, Ticket

CELL = 12  # dots of a letter's width
LINE, LETTER = 30, 24  # dots from one line to the next; of a letter's height
LARGEST = 8  # times
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


def write(ticket: Ticket, printer: TextPrinter) -> Paper:
    """The ticket as its layout has it; logo and sizes are for those who can print images."""
    writer = Writer(printer)
    ways = SHORT if ticket.layout.short else FULL
    for name in ticket.layout.blocks:
        if name in ways:
            ways[name](ticket, writer)
            writer.piece()
    return writer.paper()


def _house(ticket: Ticket, writer: Writer) -> None:
    writer.line(ticket.hall, bold=True, centred=True)
    writer.line(ticket.hall_bg if ticket.hall_bg != ticket.hall else "", centred=True)
    writer.line(ticket.header, centred=True)
    writer.rule()


def _number(ticket: Ticket, writer: Writer) -> None:
    _banners(ticket, writer)
    writer.line(ticket.heading, centred=True)
    _figures(ticket, writer, LARGEST)


def _figures(ticket: Ticket, writer: Writer, high: int) -> None:
    number = ticket.number.translate(ALIKE).replace("\u00a0", " ")
    wide = max(1, min(LARGEST, writer.printer.columns // len(number)))
    writer.line(number, bold=True, centred=True, size=(wide, high))


def _banners(ticket: Ticket, writer: Writer) -> None:
    for word in (ticket.copy, ticket.offline):
        if word:
            writer.line(f"*** {word} ***", bold=True, centred=True)


def _service(ticket: Ticket, writer: Writer) -> None:
    writer.line(ticket.service, bold=True, centred=True, size=(1, 2))
    writer.line(ticket.service_bg if ticket.service_bg != ticket.service else "", centred=True)
    writer.line(ticket.priority, bold=True, centred=True)


def _when(ticket: Ticket, writer: Writer) -> None:
    if ticket.ahead or ticket.wait:
        writer.rule()
    for label, amount in ((ticket.ahead_label, ticket.ahead), (ticket.wait_label, ticket.wait)):
        writer.line(label if amount else "")
        writer.line(amount, bold=True)


def _documents(ticket: Ticket, writer: Writer) -> None:
    if ticket.documents:
        writer.rule()
        writer.line(ticket.documents_heading, bold=True)
    for document in ticket.documents:
        writer.line(f"{_box(document)} {document.name}")
        writer.line(document.note)


def _box(document: Document) -> str:
    return "[x]" if document.have else "[ ]"


def _follow(ticket: Ticket, writer: Writer) -> None:
    """Of a printer that draws no code, not a word of it either."""
    if not ticket.qr_url or not writer.printer.qr:
        return
    writer.rule()
    writer.code(ticket.qr_url)
    writer.line(ticket.qr_heading, bold=True, centred=True)
    writer.line(ticket.qr_text, centred=True)


def _farewell(ticket: Ticket, writer: Writer) -> None:
    writer.rule()
    writer.line(ticket.footer, bold=True, centred=True)
    writer.line(ticket.keep, centred=True)
    for part in ticket.foot.split(" · "):
        writer.line(part, centred=True)


def _short_house(ticket: Ticket, writer: Writer) -> None:
    writer.line(ticket.hall, centred=True)


def _short_number(ticket: Ticket, writer: Writer) -> None:
    _banners(ticket, writer)
    _figures(ticket, writer, LARGEST // 2 + 1)


def _short_service(ticket: Ticket, writer: Writer) -> None:
    writer.line(ticket.service, bold=True, centred=True)
    writer.line(ticket.priority, centred=True)


def _short_follow(ticket: Ticket, writer: Writer) -> None:
    if ticket.qr_url and writer.printer.qr:
        writer.code(ticket.qr_url)


def _time(ticket: Ticket, writer: Writer) -> None:
    writer.line(ticket.foot.split(" · ")[0], centred=True)


Part = Callable[[Ticket, Writer], None]
FULL: Mapping[str, Part] = {
    "house": _house,
    "number": _number,
    "service": _service,
    "when": _when,
    "documents": _documents,
    "follow": _follow,
    "farewell": _farewell,
}
SHORT: Mapping[str, Part] = {
    "house": _short_house,
    "number": _short_number,
    "service": _short_service,
    "follow": _short_follow,
    "farewell": _time,
}

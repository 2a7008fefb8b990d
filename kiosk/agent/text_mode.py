"""A ticket as text, for a printer that cannot print images."""

from collections.abc import Callable, Mapping

from kiosk.agent.printers.paper import Paper
from kiosk.agent.spelling import ALIKE
from kiosk.agent.text_writer import TextPrinter, Writer
from kiosk.agent.ticket import Document, Ticket

LARGEST = 8  # times as wide and as high as usual


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

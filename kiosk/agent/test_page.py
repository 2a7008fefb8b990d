"""A page for whoever sets up a printer: the letters of all four languages, a QR code, a ruler, the settings.

`python -m kiosk.agent.test_page --printer SPEC [--dots 384] [--profile NAME] [--text [--pages 17=CP866,…]]` prints it.
"""

import argparse
import sys
from collections.abc import Mapping

from PIL import Image, ImageDraw

from kiosk.agent.blocks import BLACK, WHITE, Block, bar, padded, picture, stack, words
from kiosk.agent.code_pages import KNOWN
from kiosk.agent.number import figures
from kiosk.agent.plain import plain
from kiosk.agent.printers import Paper, Printer, open_printer
from kiosk.agent.printers.paper import DOTS_PER_MM
from kiosk.agent.printers.spec import KINDS
from kiosk.agent.qr import QUIET, qr
from kiosk.agent.sizes import PAPERS, paper_of
from kiosk.agent.text_writer import TextPrinter, Writer
from kiosk.agent.typeset import font

TITLE = "Гише · пробна страница · test page"
LETTERS = {
    "Български": "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ абвгдежзийклмнопрстуфхцчшщъьюя",
    "English": "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz",
    "Română": "Ă Â Î Ș Ț ă â î ș ț – Științe, mâine, țară",
    "Türkçe": "Ç Ğ I İ Ö Ş Ü ç ğ ı i ö ş ü Â Î Û â î û – İşçi, ağır",
}
SIGNS = "0123456789 „“ ” « » № € % § ° – … · ? !"
NUMBER = "A 042"
CODE = "GISHE TEST"
CELLS = {"cp866": "Жщъ", "cp1251": "Жщъ", "cp857": "ğİş", "cp1254": "ğİş", "cp852": "ăŞţ", "cp1250": "ăŞţ"}
WIDE = dict.fromkeys(CELLS, 5) | {"cp1250": 0}  # 32 letters in all: narrow paper has no more
MOST_PAGES = 96  # numbers; the highest that a profile of the library names for one of ours is 91
PYTHON = {"ISO_8859-5": "iso8859_5", "ISO_8859-9": "iso8859_9", "ISO_8859-2": "iso8859_2"}


def drawn(dots: int, settings: Mapping[str, str]) -> Image.Image:
    """The page as an image: what is cut off at an edge, out of proportion or too pale is seen at a glance."""
    paper = paper_of(dots, "normal")
    face, bold, small = font("Medium", paper.text), font("Bold", paper.text), font("Medium", paper.foot)
    parts = [
        words(TITLE, bold, 1.2, paper.width, centred=True),
        stack(words(plain(f"{name}: {value}", 120), small, 1.2, paper.width) for name, value in settings.items()),
        *(words(text, face, 1.2, paper.width) for text in LETTERS.values()),
        words(SIGNS, face, 1.2, paper.width),
        figures(NUMBER, paper.width, paper.number),
        padded(picture(qr(CODE, paper.module, paper.width)), left=QUIET * paper.module, above=QUIET * paper.module),
    ]
    whole = stack([*parts], paper.gap)
    ruler = _ruler(dots)
    image = Image.new("1", (dots, whole.height + 3 * paper.margin + ruler.height), WHITE)
    pen = ImageDraw.Draw(image)
    whole.paint(pen, paper.margin, paper.margin)
    ruler.paint(pen, 0, whole.height + 2 * paper.margin)
    return image


def _ruler(dots: int) -> Block:
    """Millimetres over the whole width: both ends are to be seen, and 50 of them are to be 50 on a real ruler."""
    face = font("Medium", 20)
    long = 44

    def paint(pen: ImageDraw.ImageDraw, left: int, top: int) -> None:
        bar(dots, 3).paint(pen, left, top)
        for mm in range(int(dots / DOTS_PER_MM) + 1):
            x = left + min(dots - 2, round(mm * DOTS_PER_MM))
            tall = long if mm % 10 == 0 else 30 if mm % 5 == 0 else 18
            bar(2, tall).paint(pen, x, top)
            if mm % 10 == 0 and x + 30 < dots:
                pen.text((x + 5, top + 24), str(mm), font=face, fill=BLACK)
        bar(2, long).paint(pen, left + dots - 2, top)

    return Block(dots, long + 4, paint)


def written(printer: TextPrinter, settings: Mapping[str, str]) -> Paper:
    """The page as text: first as tickets will be written, then what the printer has on each page that there is.

    An installer looks for the line in which a language is readable: its number and the page are the setting.
    """
    writer = Writer(printer)
    writer.line(TITLE.replace(" · ", " - "), bold=True, centred=True)
    for name, value in settings.items():
        writer.line(f"{name}: {value}")
    writer.rule()
    for text in (*LETTERS.values(), SIGNS):
        writer.line(text)
    writer.line(NUMBER, bold=True, centred=True, size=(min(8, printer.columns // len(NUMBER)), 8))
    if printer.qr:
        writer.code(CODE)
    writer.line("".join(f"{tens:>10}" for tens in range(10, printer.columns + 1, 10)))
    writer.line(("----+----|" * 8)[: printer.columns])
    writer.piece()
    for page, number in sorted(printer.pages.numbers.items(), key=lambda one: one[1]):
        writer.sample(number, f"{number:3} {page} ", [(PYTHON.get(page, page.lower()), _sample(page))])
    writer.rule()
    writer.line(" No" + "".join(f" {name[2:]:4}" for name in CELLS))
    for number in range(MOST_PAGES):
        writer.sample(number, f"{number:3}", [(name, f" {word}".ljust(WIDE[name])) for name, word in CELLS.items()])
        if number % 16 == 15:
            writer.piece()
    return writer.paper()


def _sample(page: str) -> str:
    """Letters that only pages of its kind have."""
    at = KNOWN.index(page)
    return "ЖИЙЩЪЬЮЯ жийщъьюя" if at < 4 else "ÇĞIİÖŞÜ çğıiöşü" if at < 7 else "ĂÂÎŞŢ ăâîşţ"


def page_for(printer: Printer, settings: Mapping[str, str], text: TextPrinter | None = None) -> Image.Image | Paper:
    """The page for this printer, with what it says of itself and how it is set. `text`: as letters."""
    printer.look()
    health = printer.health
    facts = {
        **settings,
        "model": health.model or "-",
        "paper": f"{printer.dots} dots, {round(printer.dots / DOTS_PER_MM)} mm printed",
        "answers": "yes" if health.answers else "no",
        "confirms": "yes" if health.confirms else "no",
    }
    return written(text, facts) if text else drawn(printer.dots, facts)


def main() -> None:
    """Print the page; say what became of it."""
    options = argparse.ArgumentParser(prog="python -m kiosk.agent.test_page")
    options.add_argument("--printer", required=True, help=KINDS)
    options.add_argument("--dots", type=int, choices=PAPERS, default=576)
    options.add_argument("--profile", default="auto")
    options.add_argument("--text", action="store_true")
    options.add_argument("--pages", default="")
    chosen = options.parse_args()
    try:
        printer = open_printer(chosen.printer, chosen.dots, chosen.profile)
        text = TextPrinter.of(chosen.profile, chosen.dots, chosen.pages) if chosen.text else None
    except ValueError as wrong:
        options.error(str(wrong))
    settings = {"printer": chosen.printer, "profile": chosen.profile, "mode": "text" if text else "image"}
    outcome = printer.print(page_for(printer, settings, text))
    printer.close()
    print(outcome.state if outcome.cause is None else f"{outcome.state}: {outcome.cause}")
    sys.exit(outcome.state in ("failed", "unknown"))


if __name__ == "__main__":
    main()

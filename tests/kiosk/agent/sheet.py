"""`python -m tests.kiosk.agent.sheet`: docs/pictures/ticket-sheet*.png, the catalogue's tickets in four languages."""

import tomllib
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from kiosk.agent.drawing import draw
from kiosk.agent.layout import Layout
from kiosk.agent.ticket import Document, Ticket
from kiosk.agent.typeset import font
from server.hall.words import say
from tests.kiosk.agent.logos import in_base64, lettering
from tests.kiosk.agent.tickets import ADDRESS, LANGUAGES, ROOT

CATALOGUE: dict[str, Any] = tomllib.loads((ROOT / "server/catalogue.toml").read_text("utf-8"))
SERVICES = {service["code"]: service for service in CATALOGUE["services"]}
PICTURES = ROOT / "docs/pictures"
WHEN = {"date": "20.11.2026", "time": "10:42"}
GAP, CAPTION = 40, 60  # dots
DESK = 208  # the grey it lies on
LOGO = in_base64(lettering(420, 84))
WIDTHS = {576: "80 mm", 384: "58 mm"}


def real(lang: str, code: str = "A01", number: str = "A 042", **changed: Any) -> Ticket:
    """A ticket for a service of the catalogue; the visitor has the first half of the documents with them."""
    service, texts, names = SERVICES[code], CATALOGUE["texts"], CATALOGUE["documents"]
    written = [names[document][lang] for document in service["documents"]]
    facts: dict[str, Any] = {
        "number": number,
        "hall": CATALOGUE["hall"]["name"][lang],
        "hall_bg": CATALOGUE["hall"]["name"]["bg"],
        "heading": say("ticket", "heading", lang),
        "service": service["name"][lang],
        "service_bg": service["name"]["bg"],
        "ahead_label": say("ticket", "ahead_label", lang, n=8),
        "ahead": say("ticket", "ahead", lang, n=8),
        "wait_label": say("ticket", "wait_label", lang),
        "wait": say("ticket", "wait", lang, n=20, low=10, high=20),
        "documents_heading": say("ticket", "documents_heading", lang),
        "documents": tuple(Document.named(text, n < len(written) // 2) for n, text in enumerate(written)),
        "qr_url": ADDRESS,
        "qr_heading": say("ticket", "qr_heading", lang),
        "qr_text": say("ticket", "qr_text", lang),
        "footer": texts["ticket_footer"][lang],
        "keep": texts["ticket_keep"][lang],
        "foot": " · ".join([say("ticket", "issued", lang, **WHEN), say("ticket", "fee", lang, fee="1,53 €")]),
    }
    return Ticket(**facts | changed)


def variants(lang: str) -> dict[str, Ticket]:
    """As usual; with all that can be said and a long number; short; with a logo and in large letters."""
    offline = CATALOGUE["texts"]["ticket_offline"][lang]
    first, copy = say("ticket", "priority", lang), say("ticket", "copy", lang)
    everything = {"header": HEADER[lang], "copy": copy, "offline": offline, "priority": first}
    return {
        "": real(lang),
        "long": real(lang, "K04", "K 15042", **everything),
        "short": real(lang, "T04", "T 304", layout=Layout(short=True)),
        "large": real(lang, "A11", "A 4042", layout=Layout(size="large", logo=LOGO)),
    }


HEADER = {
    "bg": "Работим без обедна почивка",
    "en": "Open through the lunch hour",
    "ro": "Program fără pauză de prânz",
    "tr": "Öğle arası vermeden çalışıyoruz",
}


def sheet(name: str) -> Image.Image:
    """One variant, four languages on both widths."""
    papers = [
        (f"{lang} · {wide}", draw(variants(lang)[name], dots)) for dots, wide in WIDTHS.items() for lang in LANGUAGES
    ]
    rows = [papers[:4], papers[4:]]
    across = max(sum(paper.width + GAP for _, paper in row) for row in rows) + GAP
    down = sum(max(paper.height for _, paper in row) + CAPTION + GAP for row in rows) + GAP
    desk = Image.new("L", (across, down), DESK)
    pen = ImageDraw.Draw(desk)
    pen.fontmode = "1"
    top = GAP
    for row in rows:
        left = GAP
        for caption, paper in row:
            pen.text((left, top), caption, font=font("Bold", 30), fill=0)
            desk.paste(paper, (left, top + CAPTION))
            left += paper.width + GAP
        top += max(paper.height for _, paper in row) + CAPTION + GAP
    return desk


def main(folder: Path = PICTURES) -> None:
    """Draw them."""
    for name in variants("bg"):
        drawn = sheet(name).quantize(4, dither=Image.Dither.NONE)
        drawn.save(folder / f"ticket-sheet{'-' if name else ''}{name}.png", optimize=True)


if __name__ == "__main__":
    main()

"""Tickets as the hall gives them, in its four languages."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from kiosk.agent.layout import STANDARD, Layout
from kiosk.agent.ticket import Document, Ticket

ROOT = Path(__file__).parents[3]
WORDS: dict[str, dict[str, Any]] = json.loads((ROOT / "server/translations/ticket.json").read_text())
LANGUAGES = ("bg", "en", "ro", "tr")
ADDRESS = "https://gishe.example.bg/t/48213.Qx7pJ2mVt0LrWc9sYbN4aQ"
HALL = {
    "bg": "Център за административно обслужване",
    "en": "Administrative Service Centre",
    "ro": "Centrul de servicii administrative",
    "tr": "İdari Hizmet Merkezi",
}
SERVICE = {
    "bg": "Удостоверение за наследници",
    "en": "Certificate of heirs",
    "ro": "Certificat privind moștenitorii legali",
    "tr": "Mirasçılık (veraset) belgesi",
}
DOCUMENTS = {
    "bg": ("Заявление по образец (дава се и на гишето)", "Пълномощно – само ако подавате за друго лице"),
    "en": (
        "Application form (also available at the counter)",
        "Power of attorney – only if you apply for someone else",
    ),
    "ro": ("Cerere-tip (se dă și la ghișeu)", "Procură – numai dacă depuneți pentru altă persoană"),
    "tr": ("Başvuru formu (gişede de verilir)", "Vekâletname – yalnızca başkası adına başvuruyorsanız"),
}


def said(key: str, lang: str, **values: object) -> str:
    """The catalogue's words; of a plural its common form."""
    words = WORDS[key][lang]
    return str(words["other"] if isinstance(words, dict) else words).format(**values)


def ticket(lang: str = "bg", **changed: Any) -> Ticket:
    """Somebody's ticket for a certificate: eight people are ahead, one document of two is in the bag."""
    first, second = DOCUMENTS[lang]
    usual = Ticket(
        number="A 042",
        hall=HALL[lang],
        hall_bg=HALL["bg"],
        heading=said("heading", lang),
        service=SERVICE[lang],
        service_bg=SERVICE["bg"],
        ahead_label=said("ahead_label", lang),
        ahead=said("ahead", lang, n=8),
        wait_label=said("wait_label", lang),
        wait=said("wait", lang, low=10, high=20),
        documents_heading=said("documents_heading", lang),
        documents=(Document.named(first, False), Document.named(second, True)),
        qr_url=ADDRESS,
        qr_heading=said("qr_heading", lang),
        qr_text=said("qr_text", lang),
        footer=said("footer", lang),
        keep=said("keep", lang),
        foot=f"{said('issued', lang, date='20.11.2026', time='10:42')} · {said('fee', lang, fee='1,53 €')}",
    )
    return replace(usual, **changed)


def bare(number: str, layout: Layout = STANDARD) -> Ticket:
    """Nothing on it but its number."""
    return Ticket(number=number, hall="Гише", layout=replace(layout, blocks=("number",)))

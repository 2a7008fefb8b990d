"""What stands on a ticket: a visit's facts in the visitor's language, as the printer's side wants them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from sqlalchemy import Connection, bindparam, select

from kiosk.agent.layout import STANDARD, Layout
from kiosk.agent.refusals import BadLayout
from kiosk.agent.ticket import Document, Ticket
from server.domain.numbering import label
from server.domain.waiting import wait_range
from server.hall.catalogue import Catalogue, Offer, read_catalogue
from server.hall.moving import VISIT_BY_ID
from server.hall.tokens import visit_token
from server.hall.words import LANGS, in_lang, say, words_of
from server.models import Found, table
from server.models.hall import Hall
from server.models.visit import VisitClass
from server.running import Running

HALL = table(Hall)
HOURS_FROM_MIN = 120
VERSION = select(HALL.c.catalogue_version).where(HALL.c.id == bindparam("hall"))

log = structlog.get_logger()


def ticket_of(run: Running, hall: int, visit: int, *, copy: bool = False) -> Ticket:
    """The paper of a visit."""
    with run.store.look() as conn:
        v = conn.execute(VISIT_BY_ID, {"hall": hall, "visit": visit}).one()
        house = _house(run, conn, hall)
    address = run.settings.public_url
    token = visit_token(run.settings.secret.get_secret_value(), visit)
    shot = run.relay.latest(hall)
    look = look_of(house, waiting=sum(shot.group_counts.values()))
    staffed = shot.staffed(house.group_by_id(v.group_id).letter)
    return written(house, v, f"{address}/t/{token}" if address else "", look=look, staffed=staffed, copy=copy)


def offline_papers(run: Running, hall: int) -> dict[str, Any]:
    """What a kiosk needs to print alone: the papers of all services in all languages, without number and time."""
    with run.store.look() as conn:
        house = _house(run, conn, hall)
    address = run.settings.public_url
    papers = {
        lang: {s.code: _unnumbered(house, s, lang, phone=address is not None) for s in house.services if s.active}
        for lang in LANGS
    }
    look, words = look_of(house), words_of("ticket")
    return {
        "papers": papers,
        "layout": look.to_json() if look != STANDARD else None,
        **{name: dict(words[name]) for name in ("issued", "copy", "priority")},
        "qr_base": f"{address}/t/" if address else None,
        "zone": str(house.hours.zone),
    }


def look_of(house: Catalogue, *, waiting: int = 0) -> Layout:
    """How a ticket looks while so many wait. The hall's own texts are not in it: they are chosen by language."""
    tickets = house.tickets
    short = bool(tickets.look.get("short")) or (tickets.short_from is not None and waiting >= tickets.short_from)
    try:
        return Layout.from_json({**tickets.look, "header": {}, "footer": {}, "short": short})
    except BadLayout:
        log.exception("tickets cannot look as it is set")  # a plain paper is better than none
        return replace(STANDARD, short=short)


def offline_paper(house: Catalogue, service: Offer, lang: str, *, phone: bool, **more: Any) -> Ticket:
    """Nobody knows how many are ahead; whoever holds it is called by the time it was given."""
    return Ticket(
        **_of_the_house(house, lang),
        **_of_the_service(house, service, lang, {}),
        offline=say("ticket", "offline", lang),
        qr_heading=say("ticket", "qr_heading", lang) if phone else "",
        qr_text=say("ticket", "qr_text", lang) if phone else "",
        **more,
    )


def _unnumbered(house: Catalogue, service: Offer, lang: str, *, phone: bool) -> dict[str, Any]:
    paper = offline_paper(house, service, lang, phone=phone, number="-", foot=fee_of(service, lang))
    return paper.to_json() | {"number": ""}


def written(house: Catalogue, v: Found, url: str, *, look: Layout, staffed: bool, copy: bool) -> Ticket:
    """The paper of a visit's row. `url`: of its page on a phone, empty: there is none."""
    lang = v.lang
    service = house.service_by_id(v.service_id)
    return Ticket(
        number=label(v.letter, v.digits),
        **_of_the_house(house, lang),
        **_of_the_service(house, service, lang, v.documents),
        copy=say("ticket", "copy", lang) if copy else "",
        offline=say("ticket", "offline", lang) if v.offline else "",
        priority=say("ticket", "priority", lang) if v.visitor_class == VisitClass.PRIORITY else "",
        **({} if v.offline else _told(v, staffed)),
        qr_url=url,
        qr_heading=say("ticket", "qr_heading", lang) if url else "",
        qr_text=say("ticket", "qr_text", lang) if url else "",
        foot=foot(v.issued_at, house, service, lang),
        layout=look,
    )


def _told(v: Found, staffed: bool) -> dict[str, Any]:
    """Who was ahead when it was issued, and for how long that is. Of an offline ticket nobody knew."""
    lang, (low, high) = v.lang, wait_range(v.ahead, v.gap_s)
    ahead, wait = "ahead" if v.ahead else "ahead_none", _wait(low, staffed)
    return {
        "ahead_label": say("ticket", f"{ahead}_label", lang, n=v.ahead),
        "ahead": say("ticket", ahead, lang, n=v.ahead),
        "wait_label": say("ticket", f"{wait}_label", lang),
        "wait": say("ticket", wait, lang, n=low // 60 if wait == "wait_over" else high, low=low, high=high),
    }


def _of_the_house(house: Catalogue, lang: str) -> dict[str, Any]:
    look = house.tickets.look
    return {
        "hall": in_lang(house.name, lang),
        "hall_bg": in_lang(house.name, "bg"),
        "header": in_lang(look.get("header", {}), lang),
        "heading": say("ticket", "heading", lang),
        "footer": look.get("footer", {}).get(lang)
        or in_lang(house.texts.get("ticket_footer", {}), lang)
        or say("ticket", "footer", lang),
        "keep": in_lang(house.texts.get("ticket_keep", {}), lang) or say("ticket", "keep", lang),
    }


def _of_the_service(house: Catalogue, service: Offer, lang: str, have: Mapping[str, bool]) -> dict[str, Any]:
    return {
        "service": in_lang(service.name, lang),
        "service_bg": in_lang(service.name, "bg"),
        "documents_heading": say("ticket", "documents_heading", lang) if service.documents else "",
        "documents": tuple(
            Document.named(in_lang(house.documents.get(code, {}), lang), have.get(code)) for code in service.documents
        ),
    }


def _wait(low: int, staffed: bool) -> str:
    """How a wait from `low` minutes on is said: as on the kiosk, hours say more than hundreds of minutes."""
    if not staffed:
        return "wait_unstaffed"
    if low >= HOURS_FROM_MIN:
        return "wait_over"
    return "wait" if low else "wait_within"


def foot(issued_at: datetime, house: Catalogue, service: Offer, lang: str) -> str:
    """When it was given, and what the service costs."""
    at = issued_at.astimezone(house.hours.zone)
    when = say(
        "ticket",
        "issued",
        lang,
        date=format_date(at, "d.MM.yyyy", locale=lang),
        time=format_time(at, "HH:mm", locale=lang),
    )
    return " · ".join(filter(None, (when, fee_of(service, lang))))


def fee_of(service: Offer, lang: str) -> str:
    """What the service costs; empty where that depends."""
    fee = service.facts.get("fee_eur_normal")
    if service.facts.get("fee_kind") == "free":
        return say("ticket", "fee_none", lang)
    if service.facts.get("fee_kind") == "fixed" and isinstance(fee, int | float):
        return say("ticket", "fee", lang, fee=f"{format_decimal(fee, '0.00', locale=lang)}\u00a0€")
    return ""


def _house(run: Running, conn: Connection, hall: int) -> Catalogue:
    version = conn.execute(VERSION, {"hall": hall}).scalar_one()
    return read_catalogue(run.store.memo, conn, hall, version)

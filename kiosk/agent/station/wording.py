"""What stands on the paper of a ticket given without the server: the server's words, our number and time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.agent.station.tickets import OfflineTicket


def paper_of(
    papers: Mapping[str, Any], documents: Sequence[str], ticket: OfflineTicket, zone: ZoneInfo, *, copy: bool = False
) -> dict[str, Any]:
    """The paper as a press wants it. `documents`: the codes of the service's. Raises KeyError: the server sent none."""
    lang = str(ticket.order["lang"])
    written = dict(papers["papers"][lang][ticket.order["service"]])
    address = address_of(papers, ticket)
    when, terms = issued(papers, lang, ticket.issued_at.astimezone(zone)), written.get("foot")
    written |= {
        "number": ticket.number,
        "foot": f"{when} · {terms}" if terms else when,
        "copy": papers["copy"][lang] if copy else "",
        "priority": papers["priority"][lang] if ticket.order["class"] == "priority" else "",
        "documents": _marked(written.get("documents", ()), documents, ticket.order["documents"]),
        "qr_url": address or "",
    }
    if papers.get("layout"):
        written["layout"] = papers["layout"]
    return written if address else written | {"qr_heading": "", "qr_text": ""}


def issued(papers: Mapping[str, Any], lang: str, at: datetime) -> str:
    """When, in local time: day and month as the server writes them."""
    line = papers["issued"][lang]
    return str(line.format(date=f"{at.day}.{at.month:02}.{at.year}", time=f"{at.hour:02}:{at.minute:02}"))


def address_of(papers: Mapping[str, Any], ticket: OfflineTicket) -> str | None:
    """The ticket's own page, where the hall has a public address."""
    base = papers.get("qr_base")
    return f"{base}{ticket.token}" if base and ticket.token else None


def _marked(
    written: Sequence[Mapping[str, Any]], codes: Sequence[str], have: Mapping[str, bool]
) -> list[Mapping[str, Any]]:
    """What the visitor said of each document; both lists have the catalogue's order."""
    if len(written) > len(codes):
        return list(written)
    return [{**document, "have": have.get(code)} for document, code in zip(written, codes, strict=False)]

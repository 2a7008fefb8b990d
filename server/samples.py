"""A paper as the office's preview shows it: of a visit that nobody made, in a look that nobody has saved yet."""

from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, Literal, cast

from kiosk.agent.ticket import Ticket
from server.hall.catalogue import Offer, catalogue_now
from server.hall.issuing import NoSuchService
from server.hall.layout import TicketLayout
from server.models import Found
from server.models.visit import VisitClass
from server.papers import foot, look_of, offline_paper, written
from server.running import Running

Kind = Literal["ordinary", "short", "copy", "offline"]

PLACE = 41  # in its group's range: the number is A 042
AHEAD, GAP_S = 8, 100.0  # 10 to 20 minutes
TOKEN = "12345.MxLhWcqzS0m3rTgPkYdEvA"  # noqa: S105  as long as a real one, and nobody's


def sample(run: Running, hall: int, look: Mapping[str, Any], lang: str, kind: Kind, service: str | None) -> Ticket:
    """`service`: its code; None: the first one that asks for documents. Raises NoSuchService."""
    short = kind == "short" or (kind != "ordinary" and bool(look.get("short")))
    house = replace(catalogue_now(run.store, hall), tickets=TicketLayout({**look, "short": short}))
    offer = _offered(house.services, service)
    url = f"{run.settings.public_url}/t/{TOKEN}" if run.settings.public_url else ""
    visit = SimpleNamespace(
        lang=lang,
        service_id=offer.id,
        letter=offer.group.letter,
        digits=offer.group.first + PLACE,
        documents={},
        visitor_class=VisitClass.ORDINARY,
        offline=False,
        ahead=AHEAD,
        gap_s=GAP_S,
        issued_at=run.clock.now(),
    )
    if kind != "offline":
        row = cast(Found, visit)
        return written(house, row, url, look=look_of(house), staffed=True, copy=kind == "copy")
    facts = {
        "number": f"{offer.group.letter} 5042",  # of a kiosk's own thousand
        "qr_url": url,
        "foot": foot(run.clock.now(), house, offer, lang),
        "layout": look_of(house),
    }
    return offline_paper(house, offer, lang, phone=bool(url), **facts)


def _offered(services: tuple[Offer, ...], code: str | None) -> Offer:
    there = [service for service in services if service.active]
    if code is None:
        return next((service for service in there if service.documents), there[0])
    found = next((service for service in there if service.code == code), None)
    if found is None:
        raise NoSuchService(f"the hall does not offer {code}")
    return found

"""What the hall offers, in one language, with the waits of this moment."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from server.api.answers import outcomes, said
from server.api.asked import LangAsked
from server.api.blueprint import api
from server.api.permissions import me
from server.api.sessions import hall_shown
from server.api.shown import CatalogueShown, DocumentShown, Fee, GroupShown, PriorityGroupShown, ServiceShown, Term
from server.domain.steady import hall_time
from server.hall.boards import lines
from server.hall.catalogue import Catalogue, Offer
from server.hall.pictures import GroupLine
from server.hall.words import in_lang
from server.running import running


@api.get("/catalogue", responses=outcomes({200: CatalogueShown}))
def catalogue(query: LangAsked) -> Response:
    """Groups and services with their documents, fees and terms; what is unknown is null, never invented."""
    run, who = running(), me()
    shot = run.relay.latest(who.hall)
    house, lang = shot.house, query.lang
    is_open = house.hours.gives_tickets(hall_time(run.clock.now(), shot.at))
    by_letter = {line.letter: line for line in lines(shot, run.gaps(who.hall))}
    groups = [
        GroupShown(
            letter=group.letter,
            name=in_lang(group.name, lang),
            short=in_lang(group.short, lang),
            services=[
                _service(house, offer, by_letter[group.letter], lang, is_open)
                for offer in house.services
                if offer.active and offer.group.letter == group.letter
            ],
        )
        for group in house.groups
        if any(offer.active and offer.group.id == group.id for offer in house.services)
    ]
    shown = CatalogueShown(
        hall=hall_shown(house),
        groups=groups,
        priority_groups=[
            PriorityGroupShown(
                id=p["id"], name=in_lang(p["name"], lang), short=in_lang(p.get("short", p["name"]), lang)
            )
            for p in house.priority_groups
        ],
        texts={key: in_lang(text, lang) for key, text in house.texts.items()},
    )
    return said(shown)


def _service(house: Catalogue, offer: Offer, line: GroupLine, lang: str, is_open: bool) -> ServiceShown:
    facts: Mapping[str, Any] = offer.facts
    return ServiceShown(
        code=offer.code,
        name=in_lang(offer.name, lang),
        short=in_lang(offer.short, lang),
        description=in_lang(offer.description, lang),
        open=is_open,
        reason=None if is_open else "closed",
        waiting=line.waiting,
        wait=line.wait,
        documents=[
            DocumentShown(code=code, name=in_lang(house.documents.get(code, {}), lang)) for code in offer.documents
        ],
        fee_kind=str(facts.get("fee_kind", "")),
        fee_eur=Fee(**{speed: facts.get(f"fee_eur_{speed}") for speed in ("normal", "fast", "express")}),
        term=Term(**{speed: facts.get(f"term_{speed}") for speed in ("normal", "fast", "express")}),
        term_days=str(facts.get("term_days", "")),
        minutes=offer.minutes,
        while_you_wait=offer.while_you_wait,
        legal_ground=offer.legal_ground,
        uid=offer.uid,
    )

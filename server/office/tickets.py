"""How tickets look: the page on which a manager sets it. The API does the rest."""

from flask import render_template
from sqlalchemy import Connection, bindparam, func, select

from server.hall.catalogue import Catalogue, catalogue_now
from server.hall.words import LANGS, in_lang, say
from server.models import table
from server.models.hall import NumberSeries, ServiceDay
from server.office.blueprint import asked_lang, manager, office
from server.running import running

SERIES, DAY = table(NumberSeries), table(ServiceDay)

FEW, USUAL = 30, 150  # tickets a day
_days = select(DAY.c.id).where(DAY.c.hall_id == bindparam("hall")).order_by(DAY.c.id.desc()).limit(10)
LATELY = select(func.sum(SERIES.c.given)).where(SERIES.c.day_id.in_(_days)).group_by(SERIES.c.day_id)


@office.get("/ticket")
def ticket() -> str:
    """Logo, texts, blocks, sizes, and the paper as it will be."""
    who, run, lang = manager(), running(), asked_lang()
    house = catalogue_now(run.store, who.hall)
    with run.store.look() as conn:
        a_day = _of_a_busy_day(conn, who.hall)
    return render_template(
        "office/ticket.html",
        lang=lang,
        staff=who.staff,
        services=[(s.code, in_lang(s.short, lang)) for s in house.services if s.active],
        footers={code: _footer(house, code) for code in LANGS},
        a_day=a_day,
        phone=run.settings.public_url is not None,
        zone=str(house.hours.zone),
    )


def _of_a_busy_day(conn: Connection, hall: int) -> int:
    """Tickets of the busiest of the last ten days; a usual number while the hall is new."""
    busiest = max(conn.execute(LATELY, {"hall": hall}).scalars(), default=0)
    return int(busiest) if busiest >= FEW else USUAL


def _footer(house: Catalogue, lang: str) -> str:
    """What stands at the end of a ticket where the office has nothing of its own to say."""
    return in_lang(house.texts.get("ticket_footer", {}), lang) or say("ticket", "footer", lang)

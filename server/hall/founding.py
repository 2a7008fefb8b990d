"""A new hall."""

import secrets

from sqlalchemy import insert, select

from server.models import table
from server.models.hall import Hall
from server.store import Store

HALL = table(Hall)


def found_hall(store: Store, slug: str, *, always_open: bool = False) -> int:
    """The hall with this slug, made empty if there is none; its catalogue is imported afterwards."""
    with store.writing() as conn:
        known: int | None = conn.execute(select(HALL.c.id).where(HALL.c.slug == slug)).scalar_one_or_none()
        if known is not None:
            return known
        row = {
            "slug": slug,
            "name": {},
            "address": "",
            "phone": "",
            "zone": "Europe/Sofia",
            "epoch": secrets.token_hex(4),
            "seq": 0,
            "head": "",
            "catalogue_version": 0,
            "hours": {},
            "always_open": always_open,
            "last_ticket_min": 0,
            "overrun_min": 120,
            "texts": {},
            "priority_groups": [],
        }
        return int(conn.execute(insert(HALL).values(**row).returning(HALL.c.id)).scalar_one())

"""Opening the installation's database for a command."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import select

from server.cli.ready import hall_there
from server.cli.settings import settings
from server.models import table
from server.models.hall import Hall
from server.store import Store

HALL = table(Hall)


@contextmanager
def opened(slug: str) -> Iterator[tuple[Store, int]]:
    """The database and the hall of this short name."""
    url = settings().database
    hall_there(url)
    store = Store(url)
    try:
        with store.look() as conn:
            hall = conn.execute(select(HALL.c.id).where(HALL.c.slug == slug)).scalar_one_or_none()
        if hall is None:
            raise click.ClickException(f"there is no hall {slug!r}; `gishe init` makes one")
        yield store, hall
    finally:
        store.close()

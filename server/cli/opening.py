"""Opening the installation's database for a command."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from pydantic import ValidationError
from sqlalchemy import select

from server.models import table
from server.models.hall import Hall
from server.settings import Settings
from server.store import Store

HALL = table(Hall)


def settings() -> Settings:
    """The installation's settings; a plain sentence where they are wrong."""
    try:
        return Settings()
    except ValidationError as error:
        raise click.ClickException("; ".join(e["msg"] for e in error.errors())) from None


@contextmanager
def opened(slug: str) -> Iterator[tuple[Store, int]]:
    """The database and the hall of this short name."""
    store = Store(settings().database)
    try:
        with store.look() as conn:
            hall = conn.execute(select(HALL.c.id).where(HALL.c.slug == slug)).scalar_one_or_none()
        if hall is None:
            raise click.ClickException(f"there is no hall {slug!r}; `gishe init` makes one")
        yield store, hall
    finally:
        store.close()

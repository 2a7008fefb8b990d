"""What must hold of the database before a server starts; each refusal is a sentence with its mend."""

import click

from server.migrations import is_current
from server.store import Store


def database_ready(url: str) -> None:
    """A hall is there, and nobody else serves it. Raises ClickException, Busy."""
    hall_there(url)
    nobody_serves(url)


def hall_there(url: str) -> None:
    """The database is there and of this version. Raises ClickException."""
    if not is_current(url):
        raise click.ClickException("the database is not there yet, or of an older version: run `gishe init`")


def nobody_serves(url: str) -> None:
    """No server runs on this database. Raises Busy."""
    store = Store(url)
    try:
        store.serve_alone()
    finally:
        store.close()

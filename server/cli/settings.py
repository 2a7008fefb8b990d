"""The installation's settings, for a command."""

import click
from pydantic import ValidationError

from server.settings import Settings


def settings() -> Settings:
    """The installation's settings; a plain sentence where they are wrong."""
    try:
        return Settings()
    except ValidationError as error:
        raise click.ClickException("; ".join(e["msg"] for e in error.errors())) from None

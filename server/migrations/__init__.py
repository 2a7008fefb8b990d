"""The schema's history: one line of revisions for SQLite and PostgreSQL."""

from pathlib import Path

from alembic import command
from alembic.config import Config


def config(url: str) -> Config:
    """Alembic's configuration for a database."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    settings.attributes["url"] = url
    return settings


def upgrade(url: str) -> None:
    """Bring a database to the newest schema; creates it where there is none."""
    command.upgrade(config(url), "head")


def check(url: str) -> None:
    """Compare the database with the models. Raises alembic.util.CommandError where they differ."""
    command.check(config(url))

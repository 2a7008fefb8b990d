"""The schema's history: one line of revisions for SQLite and PostgreSQL."""

from hashlib import sha256
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool


def config(url: str) -> Config:
    """Alembic's configuration for a database."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    settings.attributes["url"] = url
    return settings


def fingerprint() -> str:
    """Of all revisions together: two installations with the same one have the same schema."""
    revisions = sorted((Path(__file__).parent / "versions").glob("*.py"))
    return sha256(b"".join(path.read_bytes() for path in revisions)).hexdigest()[:16]


def upgrade(url: str) -> None:
    """Bring a database to the newest schema; creates it where there is none."""
    command.upgrade(config(url), "head")


def is_current(url: str) -> bool:
    """Whether the database is there and has the newest schema. Creates nothing."""
    known = make_url(url)
    if known.get_backend_name() == "sqlite" and not Path(known.database or "").is_file():
        return False
    engine = create_engine(known, poolclass=NullPool)
    with engine.connect() as conn:
        found = MigrationContext.configure(conn).get_current_heads()
    return set(found) == set(ScriptDirectory.from_config(config(url)).get_heads())


def check(url: str) -> None:
    """Compare the database with the models. Raises alembic.util.CommandError where they differ."""
    command.check(config(url))

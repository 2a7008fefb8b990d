"""Runs revisions against the database that `server.migrations.config` names."""

from pathlib import Path
from typing import Any, Literal

from alembic import context
from sqlalchemy import create_engine, event, pool
from sqlalchemy.engine import make_url
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from server.models import metadata

url = make_url(context.config.attributes["url"])
if url.get_backend_name() == "sqlite" and url.database:
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)


def plainly(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A revision says what the database sees where the models say SQLModel's own type."""
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UTCDateTime) else False


engine = create_engine(url, poolclass=pool.NullPool)
if url.get_backend_name() == "sqlite":  # all of it or nothing, as on PostgreSQL: a power cut must not leave a half
    event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=plainly,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()

"""What gunicorn runs."""

from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import func, select

from server.app import configure_log, create_app, start
from server.clock import Clock
from server.models import table
from server.models.hall import Hall
from server.settings import Settings
from server.store import Store

HALL = table(Hall)


def application() -> Flask:
    """The hall's server with everything that runs beside the requests; settings come from the environment."""
    configure_log()
    settings = Settings()
    app = create_app(settings, clock_of(settings))
    start(app)
    return app


def clock_of(settings: Settings) -> Clock:
    """The hall's clock. One that runs faster than the wall goes on where the journal ends, after a restart too."""
    begin = datetime.fromisoformat(settings.clock_start) if settings.clock_start else None
    if begin is None and settings.clock_speed != 1.0:
        begin = datetime.now(UTC)
    if begin is not None:
        store = Store(settings.database)
        with store.look() as conn:
            last: datetime | None = conn.execute(select(func.max(HALL.c.last_at))).scalar()
        store.close()
        begin = max(begin, last or begin)
    return Clock(begin, settings.clock_speed)

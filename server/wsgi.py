"""What gunicorn runs."""

from datetime import UTC, datetime

from flask import Flask

from server.app import configure_log, create_app, start
from server.clock import Clock
from server.settings import Settings


def application() -> Flask:
    """The hall's server with everything that runs beside the requests; settings come from the environment."""
    configure_log()
    settings = Settings()
    begin = datetime.fromisoformat(settings.clock_start) if settings.clock_start else None
    if begin is None and settings.clock_speed != 1.0:
        begin = datetime.now(UTC)
    app = create_app(settings, Clock(begin, settings.clock_speed))
    start(app)
    return app

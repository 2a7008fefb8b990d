"""The application: the one module that knows every face."""

import logging
import sys
import time
from copy import deepcopy
from functools import cache
from typing import Any

import structlog
from flask import Flask, Response, g, jsonify, request
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from counter.live import CounterLive
from counter.views import counter
from display.live import DisplayLive
from display.views import display
from kiosk.live import KioskLive
from kiosk.views import kiosk
from server import __version__
from server.api import (
    catalogue,
    desk,
    jobs,
    layouts,
    lost,
    offline,
    pictures,
    ratings,
    sessions,
    tickets,
    visits,
)
from server.api.blueprint import api
from server.api.permissions import ALLOWED
from server.api.shown import Problem
from server.caretaker import Caretaker
from server.clock import Clock
from server.contract import contract
from server.domain.errors import Refusal
from server.hall.words import say
from server.live import socketio
from server.office.live import OfficeLive
from server.office.views import office
from server.press import Press
from server.problems import invalid, problem, refused
from server.public.live import PublicPictures
from server.public.views import public
from server.relay import Relay
from server.request import HallRequest
from server.running import Running
from server.settings import Settings
from server.store import Store
from server.strangers import Strangers
from server.tries import Tries

ROUTES = (
    catalogue,
    desk,
    jobs,
    layouts,
    lost,
    offline,
    pictures,
    ratings,
    sessions,
    tickets,
    visits,
)  # importing them fills the blueprint

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; media-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
CODES = {404: "not_found", 405: "method_not_allowed", 400: "invalid", 413: "invalid", 415: "invalid"}
LARGEST_BODY = 64 * 1024

log = structlog.get_logger()


def create_app(settings: Settings, clock: Clock | None = None) -> Flask:
    """The hall's server. Nothing runs beside the requests yet: see `start`."""
    app: Flask = OpenAPI(
        __name__,
        info=Info(title="Gishe", version=__version__),
        doc_ui=False,  # a page of the library's own, with scripts of other hosts
        validation_error_model=Problem,
        validation_error_callback=invalid,
        static_folder="static",
        template_folder="templates",
    )
    app.config.update(SECRET_KEY=settings.secret.get_secret_value(), MAX_CONTENT_LENGTH=LARGEST_BODY)
    app.request_class = HallRequest
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.globals["say"] = say
    store = Store(settings.database)
    clock = clock or Clock()
    relay = Relay(store, clock)
    store.nudge = relay.nudge
    run = Running(settings, store, clock, relay)
    relay.listeners.append(run.papers)
    app.extensions["gishe"] = run
    app.extensions["gishe.tries"] = Tries()
    app.extensions["gishe.live"] = PublicPictures(run)
    if settings.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    app.register_api(api)  # type: ignore[attr-defined]
    for face in (kiosk, display, counter, office, public):
        app.register_blueprint(face)
    if settings.demo is not None:
        from server.demo import demo

        app.register_blueprint(demo)
    _every_route_has_its_row(app)
    _answers(app)
    _about_itself(app)
    _sockets(app, run)
    return app


def start(app: Flask) -> None:
    """Begin what runs beside the requests: relay, caretaker, press. Once a process, never in tests of pages."""
    run: Running = app.extensions["gishe"]
    run.store.serve_alone()
    if run.settings.printer is not None:
        press = Press(run, run.settings.printer)
        run.relay.listeners.append(press)
        run.stoppers.append(press.stop)
        press.start()
    caretaker = Caretaker(run)
    run.stoppers.append(caretaker.stop)
    caretaker.start()
    run.relay.start()


def _sockets(app: Flask, run: Running) -> None:
    faces = (
        KioskLive("/kiosk", run),
        DisplayLive("/display", run),
        CounterLive("/counter", run),
        OfficeLive("/office", run),
    )
    # Options belong into init_app: the constructor would make the server before there are namespaces.
    socketio.init_app(app, async_mode="threading", transports=["websocket"], ping_interval=10, ping_timeout=5)
    for face in faces:
        socketio.on_namespace(face)
        run.relay.listeners.append(face)
    run.rounds.append(Strangers().go_round)


def _every_route_has_its_row(app: Flask) -> None:
    missing = {rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.startswith("api.")} - set(ALLOWED)
    if missing:
        raise RuntimeError(f"routes without a row in the permission table: {', '.join(sorted(missing))}")


def _answers(app: Flask) -> None:
    """Every error becomes a problem document; every answer gets its headers."""

    @app.before_request
    def began() -> None:
        g.began = time.perf_counter()

    @app.errorhandler(Refusal)
    def refusal(error: Refusal) -> Response:
        return refused(error)

    @app.errorhandler(OperationalError)
    @app.errorhandler(PoolTimeout)
    def database_gone(error: OperationalError | PoolTimeout) -> Response:
        log.error("the database does not answer", error=str(error))
        return problem(503, "busy", "the hall's database does not answer; try again")

    @app.errorhandler(DBAPIError)
    def database_said_no(error: DBAPIError) -> Response:
        log.exception("the database refused", error=str(error.orig))
        return problem(500, "fault", "something broke; it is in the log")

    @app.errorhandler(DataError)
    def no_such_value(_error: DataError) -> Response:
        """What no database can hold, a NUL in an address for one, is nothing that we have."""
        return problem(422, "invalid", "the request holds a value that cannot be kept")

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response | HTTPException:
        if error.response is not None:
            return error
        status = error.code or 500
        answer = problem(status, CODES.get(status, "http"), error.description or "")
        for name, value in error.get_headers(request.environ):
            if name != "Content-Type":  # Allow, for one
                answer.headers[name] = value
        return answer

    @app.errorhandler(Exception)
    def fault(_error: Exception) -> Response:
        log.exception("a request broke", path=_masked(request.path))
        return problem(500, "fault", "something broke; it is in the log")

    @app.after_request
    def dressed(answer: Response) -> Response:
        headers = answer.headers
        headers.setdefault("Content-Security-Policy", CSP)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "no-referrer")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith("/static/screens/assets/") and answer.status_code in (200, 304):
            headers["Cache-Control"] = "public, max-age=31536000, immutable"
        log.debug(
            "request",
            method=request.method,
            path=_masked(request.path),
            status=answer.status_code,
            ms=round((time.perf_counter() - g.began) * 1000, 1),
        )
        return answer


def _about_itself(app: Flask) -> None:
    described = cache(lambda: contract(deepcopy(app.api_doc)))  # type: ignore[attr-defined]

    @app.get("/api/v1/openapi.json")
    def openapi() -> Response:
        """The contract, for programs."""
        return jsonify(described())

    @app.get("/healthz")
    def healthz() -> Response:
        """The process answers."""
        return Response("ok\n", mimetype="text/plain")

    @app.get("/readyz")
    def readyz() -> Response:
        """The database answers too."""
        run: Running = app.extensions["gishe"]
        with run.store.look() as conn:
            conn.exec_driver_sql("SELECT 1 FROM hall LIMIT 1")
        return Response("ready\n", mimetype="text/plain")


def _masked(path: str) -> str:
    """A path as the log may keep it: tickets' links are secrets."""
    if not path.startswith("/t/"):
        return path
    _, slash, rest = path.removeprefix("/t/").partition("/")
    return f"/t/…{slash}{rest}"


def configure_log(level: int = logging.INFO) -> None:
    """One JSON line an event, UTC, to standard error: journald keeps it."""
    processors: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    structlog.configure(
        processors=processors,
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )

"""The manager's pages: sign in, and the hall today."""

import hmac
import secrets
from typing import cast

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from server.cookies import drop_staff_cookie, set_staff_cookie
from server.domain.errors import Refusal
from server.hall.catalogue import catalogue_now
from server.hall.people import TooMany, WrongLogin, check_password
from server.hall.words import in_lang, words_of
from server.keys import end_session, open_session
from server.office import rolls, tickets  # noqa: F401  importing it fills the blueprint
from server.office.blueprint import WATCHERS, asked_lang, office, watcher
from server.running import running
from server.tries import TooOften, Tries
from server.who import same_origin, staff_token

__all__ = ["office"]

CSRF = "gishe_csrf"
STATUS = {None: 200, "wrong": 401, "again": 401, "often": 429, "busy": 429}


@office.get("")
def today() -> str:
    """The hall today, live; the sign-in page for whoever is not signed in."""
    who, lang = watcher(), asked_lang()
    house = catalogue_now(running().store, who.hall)
    services = {service.code: in_lang(service.short, lang) for service in house.services}
    return render_template("office/today.html", lang=lang, staff=who.staff, house=house, services=services)


@office.get("/sign-in")
def sign_in(error: str | None = None, wait_s: int = 0) -> Response:
    """Login and password."""
    token = request.cookies.get(CSRF) or secrets.token_urlsafe(24)
    page = render_template(
        "office/sign_in.html", lang=asked_lang(), words=words_of("office"), error=error, wait_s=wait_s, csrf=token
    )
    answer = Response(page, status=STATUS[error], mimetype="text/html")
    answer.set_cookie(CSRF, token, httponly=True, samesite="Strict", secure=request.is_secure, path="/office")
    return answer


@office.post("/sign-in")
def signed_in() -> Response:
    """Check them, open a session, go to the hall."""
    run = running()
    given = request.form.get("csrf", "")
    kept = request.cookies.get(CSRF, "")
    if not same_origin() or not kept or not hmac.compare_digest(given.encode(), kept.encode()):
        return sign_in("again")
    login, where = request.form.get("login", "")[:64], request.remote_addr or ""
    tries = cast(Tries, current_app.extensions["gishe.tries"])
    try:
        tries.check(login, where)
        row = check_password(run.store, login, request.form.get("password", "")[:256])
        if not set(row.roles) & WATCHERS:
            raise WrongLogin("nobody of the office")
    except TooOften as refusal:
        return sign_in("often", cast(int, refusal.facts["retry_after"]))
    except TooMany:
        return sign_in("busy")
    except Refusal:
        tries.wrong(login, where)
        return sign_in("wrong")
    tries.right(login, where)
    answer = redirect(url_for("office.today", lang=asked_lang()))
    set_staff_cookie(answer, open_session(run, row.id))
    return answer


@office.post("/sign-out")
def sign_out() -> Response:
    """End the session."""
    token = staff_token()
    if token and same_origin():
        end_session(running(), token)
    answer = redirect(url_for("office.sign_in", lang=asked_lang()))
    drop_staff_cookie(answer)
    return answer

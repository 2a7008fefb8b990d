"""What citizens see without signing in: the live picture, and a ticket's own page."""

from contextlib import suppress
from io import BytesIO
from typing import Any, cast

import segno
from flask import Blueprint, Response, abort, current_app, jsonify, redirect, render_template, request
from pydantic import ValidationError

from server.clock import wall
from server.domain.journal import stamp
from server.hall.holding import hold
from server.hall.moving import NoSuchVisit
from server.hall.rating import EDIT_FOR, rate
from server.hall.tokens import edit_token, visit_of_token
from server.hall.transferring import come_back, withdraw
from server.hall.words import LANGS, words_of
from server.models.rating import RatingChannel
from server.problems import invalid
from server.public.live import PublicPictures
from server.public.ratings import PhoneRating
from server.public.ticket import lent_number, ticket_state
from server.public.waits import SENTENCES, wait_said
from server.running import running
from server.store import Busy

public = Blueprint("public", __name__)

NO_WAIT = {"low_min": 0, "high_min": 5}


@public.get("/live/<slug>.json")
def live(slug: str) -> Response:
    """The hall in public: numbers only, for phones that poll."""
    pictures = cast(PublicPictures, current_app.extensions["gishe.live"])
    hall = pictures.hall(slug)
    if hall is None:
        abort(404, "there is no such hall")
    body, etag = pictures.of(hall)
    answer = Response(body, mimetype="application/json")
    answer.set_etag(etag)
    answer.headers["Cache-Control"] = "public, max-age=1"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.make_conditional(request)
    return answer


@public.get("/t/<token>")
def page(token: str) -> Response:
    """The visitor's ticket page; it says where things stand without any script."""
    try:
        ticket = _shown(token, opened=request.method == "GET")  # a HEAD shows nothing to anybody
    except NoSuchVisit:
        return _private(_unknown(token))
    clock = running().clock
    lang, wait = _lang(ticket["lang"]), ticket["wait"] or NO_WAIT
    shown = render_template(
        "phone.html",
        ticket=ticket,
        lang=lang,
        token=token,
        wait=wait_said(wait["low_min"], wait["high_min"], ticket["staffed"], lang),
        words={**words_of("phone"), **{name: words_of("shared")[name] for name in SENTENCES}},
        speed=None if clock.is_wall else f"{clock.speed:g}",
    )
    return _private(Response(shown))


@public.get("/t/<token>/state")
def state(token: str) -> Response:
    """The same in JSON, for when the number has left the public picture."""
    return _private(jsonify(_shown(token)))


@public.get("/t/<token>/qr.svg")
def qr(token: str) -> Response:
    """The QR of the ticket's address, for the kiosk's screen."""
    address = running().settings.public_url
    if address is None or visit_of_token(running().settings.secret.get_secret_value(), token) is None:
        abort(404)
    drawn = BytesIO()
    segno.make(f"{address}/t/{token}", error="m").save(drawn, kind="svg", border=3, scale=1, omitsize=True)
    return _private(Response(drawn.getvalue(), mimetype="image/svg+xml"))


@public.post("/t/<token>/withdraw")
def leave(token: str) -> Response:
    """The visitor gives the number up."""
    run, visit, hall = running(), *_mine(token)
    with run.store.unit(hall, run.clock.now) as work:
        withdraw(work, visit)
    return _done(token, jsonify(_shown(token)))


@public.post("/t/<token>/return")
def back(token: str) -> Response:
    """The visitor missed the call and is here now."""
    run, visit, hall = running(), *_mine(token)
    with run.store.unit(hall, run.clock.now) as work:
        come_back(work, visit)
    return _done(token, jsonify(_shown(token)))


@public.post("/t/<token>/rating")
def rate_here(token: str) -> Response:
    """One tap on the phone, once, until the day is closed."""
    run, visit, hall = running(), *_mine(token)
    try:
        if _by_form():
            asked = PhoneRating.model_validate({"score": request.form.get("score", 0, type=int)})
        else:
            asked = PhoneRating.model_validate_json(request.get_data(cache=False) or b"{}")
    except ValidationError as error:
        return invalid(error)
    with run.store.unit(hall, run.clock.now) as work:
        rated = rate(work, visit, asked.score, RatingChannel.PHONE, wall())
    until = int((wall() + EDIT_FOR).timestamp())
    answer = jsonify(edit=edit_token(run.settings.secret.get_secret_value(), rated.key, until))
    answer.status_code = 201
    return _done(token, answer)


def _by_form() -> bool:
    """A page whose script does not run."""
    return request.mimetype == "application/x-www-form-urlencoded"


def _done(token: str, answer: Response) -> Response:
    """What the script gets, or for a plain form the page again."""
    return _private(cast(Response, redirect(f"/t/{token}", 303)) if _by_form() else answer)


def _unknown(token: str) -> Response:
    """No ticket is behind this link: it was never one, or it was given without the server and comes in later."""
    run, lang = running(), _lang("bg")
    visit = visit_of_token(run.settings.secret.get_secret_value(), token)
    digits = lent_number(run, visit) if visit is not None else None
    if digits is None:
        return Response(render_template("phone_missing.html", lang=lang, langs=LANGS), 404)
    return Response(render_template("phone_lent.html", lang=lang, token=token, digits=digits))


def _lang(ticket: str) -> str:
    lang = request.args.get("lang", ticket)
    return lang if lang in LANGS else "bg"


def _mine(token: str) -> tuple[int, int]:
    """The visit of this link and its hall. Whoever knows the link may do what it offers: no cookie is asked."""
    ticket = _known(token)
    return ticket["visit"], ticket["hall_id"]


def _shown(token: str, *, opened: bool = False) -> dict[str, Any]:
    """What the phone is shown. Whoever has opened the page has the number, whatever became of its paper."""
    ticket, run = _known(token), running()
    if opened and ticket["nobodys"]:
        with suppress(Busy), run.store.unit(ticket["hall_id"], run.clock.now) as work:  # shown all the same
            hold(work, ticket["visit"])
        ticket = _known(token)
    for name in ("visit", "hall_id", "nobodys"):
        del ticket[name]
    for name in ("issued_at", "return_until"):
        ticket[name] = stamp(ticket[name]) if ticket[name] is not None else None
    return ticket


def _known(token: str) -> dict[str, Any]:
    run = running()
    visit = visit_of_token(run.settings.secret.get_secret_value(), token)
    ticket = ticket_state(run, visit) if visit is not None else None
    if ticket is None:
        raise NoSuchVisit("this link belongs to no ticket")
    return ticket | {"visit": visit}


def _private(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer

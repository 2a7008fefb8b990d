"""The emergency roll: sheets of numbers for a time in which nothing works, and what became of the numbers."""

import re
import secrets
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import urlencode

import segno
from flask import abort, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from server.domain.errors import Refusal
from server.domain.numbering import label
from server.domain.steady import hall_time
from server.hall import rolls
from server.hall.catalogue import Catalogue, catalogue_now
from server.hall.issuing import NoSuchService
from server.hall.leasing import Exhausted
from server.hall.tokens import visit_token
from server.hall.words import in_lang
from server.office.blueprint import Manager, asked_lang, manager, office
from server.problems import problem
from server.running import Running, running
from server.who import same_origin

NUMBER = re.compile(r"\s*(\w?)\s*(\d{4})\s*")
LOOKS = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")  # Cyrillic letters that look like those on tickets
A_SHEET = 10
LARGEST = 2**31 - 1  # that a row's id can be


class Note(NamedTuple):
    """What the page says of what was just asked. `field`: beside which it stands, empty: above all."""

    key: str
    field: str = ""
    facts: dict[str, Any] = {}  # noqa: RUF012  never changed


@office.get("/roll")
def roll() -> str:
    """What was printed, a form for more, and a form for numbers that were given away."""
    return _page(manager())


@office.post("/roll")
def print_roll() -> Response:
    """Lend numbers to paper, and show the sheets."""
    who, run = manager(), running()
    _ours()
    house = catalogue_now(run.store, who.hall)
    letter, count = request.form.get("letter", ""), request.form.get("count", 0, type=int)
    thousand, key = request.form.get("thousand", 0, type=int), request.form.get("key", "")[:64]
    if letter not in {group.letter for group in house.groups} or not 1 <= count <= rolls.MOST or not key:
        return _refused(who, Note("roll_count_wrong", "count", {"most": rolls.MOST}))
    try:
        with run.store.unit(who.hall, run.clock.now) as work:
            sheets = rolls.print_sheets(work, letter, count, thousand, key)
    except Exhausted:
        return _refused(who, Note("roll_exhausted", "thousand"))
    return redirect(url_for("office.show_sheets", sheets=sheets.id, lang=asked_lang()), 303)


@office.get("/roll/<int:sheets>")
def show_sheets(sheets: int) -> str:
    """Numbers to be cut apart, and a list on which they are noted as they are given away."""
    who, run, lang = manager(), running(), asked_lang()
    with run.store.look() as conn:
        found = rolls.sheets_of(conn, who.hall, sheets) if sheets <= LARGEST else None
    if found is None:
        abort(404, "there are no such sheets")
    house = catalogue_now(run.store, who.hall)
    group = next((group for group in house.groups if group.letter == found.letter), None)
    slips = [(label(found.letter, digits), _code(run, visit)) for digits, visit in found.numbers]
    return render_template(
        "office/sheets.html",
        lang=lang,
        staff=who.staff,
        pages=[slips[i : i + A_SHEET] for i in range(0, len(slips), A_SHEET)],
        numbers=[number for number, _ in slips],
        hall=house.name,
        group=group.name if group else {"bg": found.letter},
    )


@office.get("/roll/numbers")
def back_to_roll() -> Response:
    """The page of a refused form, opened again in another language."""
    return redirect(url_for("office.roll", lang=asked_lang()))


@office.post("/roll/numbers")
def register_number() -> Response:
    """A number was given to somebody while nothing worked."""
    who, run = manager(), running()
    _ours()
    house = catalogue_now(run.store, who.hall)
    typed = NUMBER.fullmatch(request.form.get("number", "").upper().translate(LOOKS))
    if typed is None:
        return _refused(who, Note("roll_number_wrong", "number"))
    given = _today_at(run, who.hall, house, request.form.get("at", ""))
    if given is None:
        return _refused(who, Note("roll_at_wrong", "at"))
    still_waiting = request.form.get("decision") != "served"
    try:
        with run.store.unit(who.hall, run.clock.now) as work:
            taken = rolls.register(
                work,
                who.staff.id,
                int(typed[2]),
                request.form.get("service", ""),
                given,
                still_waiting=still_waiting,
            )
    except (rolls.NotOfARoll, rolls.OtherLetter, rolls.RegisteredBefore, NoSuchService) as refusal:
        return _refused(who, _why(refusal))
    kept = {name: request.form.get(name, "") for name in ("service", "at", "decision")}
    done = {"done": taken.number, "state": str(taken.state), "lang": asked_lang()}
    return redirect(f"{url_for('office.roll')}?{urlencode(kept | done)}", 303)


def _refused(who: Manager, note: Note) -> Response:
    return Response(_page(who, note), 422, mimetype="text/html")


def _page(who: Manager, note: Note | None = None) -> str:
    run, lang = running(), asked_lang()
    shot = run.relay.fresh(who.hall)
    house = shot.house
    with run.store.look() as conn:
        printed = rolls.printed_sheets(conn, who.hall)
        thousands = rolls.thousands(conn, who.hall)
        registered = rolls.registered_today(conn, who.hall, shot.day_id)
    kept = request.form if request.form else request.args
    groups = [
        (group.letter, in_lang(group.short, lang), [s for s in house.services if s.active and s.group.id == group.id])
        for group in house.groups
    ]
    return render_template(
        "office/roll.html",
        lang=lang,
        staff=who.staff,
        groups=groups,
        thousands=thousands,
        most=rolls.MOST,
        printed=[
            (s.id, label(s.letter, s.numbers[0][0]), label(s.letter, s.numbers[-1][0]), _local(house, s.printed_at))
            for s in printed
        ],
        registered=[
            (
                label(v.letter, v.digits),
                in_lang(house.service_by_id(v.service_id).short, lang),
                _local(house, v.issued_at),
                str(v.state),
            )
            for v in registered
        ],
        key=secrets.token_urlsafe(16),
        note=note,
        kept=kept,
        now=_local(house, hall_time(run.clock.now(), shot.at)),
    )


def _why(refusal: Refusal) -> Note:
    if isinstance(refusal, rolls.OtherLetter):
        return Note("roll_other_letter", "service", dict(refusal.facts))
    if isinstance(refusal, rolls.NotOfARoll):
        return Note("roll_not_of_a_roll", "number")
    known = isinstance(refusal, rolls.RegisteredBefore)
    return Note("roll_registered_before", "number") if known else Note("roll_service_wrong", "service")


def _today_at(run: Running, hall: int, house: Catalogue, typed: str) -> datetime | None:
    """`10:42` as a moment of today; None: it is none, or has not come yet."""
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", typed.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    now = hall_time(run.clock.now(), run.relay.latest(hall).at)
    at = now.astimezone(house.hours.zone).replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    return at if at <= now else None


def _code(run: Running, visit: int) -> Markup | None:
    """The code of a number's own page, to be drawn into the sheet."""
    if run.settings.public_url is None:
        return None
    address = f"{run.settings.public_url}/t/{visit_token(run.settings.secret.get_secret_value(), visit)}"
    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", xmldecl=False, svgns=False, border=2, omitsize=True)
    return Markup(drawn.getvalue().decode())  # noqa: S704  drawn by us, of our own address


def _local(house: Catalogue, at: datetime) -> datetime:
    return at.astimezone(house.hours.zone)


def _ours() -> None:
    if not same_origin():
        abort(problem(403, "not_allowed", "this request did not come from a page of the hall"))

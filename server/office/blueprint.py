"""The manager's pages: who may open them, and in which language."""

from typing import NamedTuple

from flask import Blueprint, redirect, request, url_for
from flask import Response as FlaskResponse
from werkzeug.exceptions import HTTPException

from server.who import Person, actor

office = Blueprint("office", __name__, url_prefix="/office")

MANAGERS = {"manager", "administrator"}
WATCHERS = MANAGERS | {"supervisor"}  # who looks after the hall of today


class Manager(NamedTuple):
    """Who has opened a page, and of which hall."""

    hall: int
    staff: Person


class AtTheDoor(HTTPException):
    """Whoever is not signed in as somebody who may see the page is sent to the door."""

    def __init__(self) -> None:
        super().__init__(response=redirect(url_for("office.sign_in", lang=asked_lang())))


@office.after_request
def not_kept(answer: FlaskResponse) -> FlaskResponse:
    """What a manager saw stays in no browser's memory."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


def manager() -> Manager:
    """Who sets how things are. Raises AtTheDoor."""
    return _one_of(MANAGERS)


def watcher() -> Manager:
    """Who looks after the hall of today, a supervisor among them. Raises AtTheDoor."""
    return _one_of(WATCHERS)


def _one_of(roles: set[str]) -> Manager:
    who = actor()
    if who is None or who.staff is None or not who.roles & roles:
        raise AtTheDoor
    return Manager(who.hall, who.staff)


def asked_lang() -> str:
    """Bulgarian or English."""
    lang = request.args.get("lang", "bg")
    return lang if lang in ("bg", "en") else "bg"

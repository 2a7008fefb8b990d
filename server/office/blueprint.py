"""The manager's pages: who may open them, and in which language."""

from typing import NamedTuple

from flask import Blueprint, redirect, request, url_for
from flask import Response as FlaskResponse
from werkzeug.exceptions import HTTPException

from server.who import Person, actor

office = Blueprint("office", __name__, url_prefix="/office")

MANAGERS = {"manager", "administrator"}


class Manager(NamedTuple):
    """Who has opened a page, and of which hall."""

    hall: int
    staff: Person


class AtTheDoor(HTTPException):
    """Whoever is not signed in as a manager is sent to the door."""

    def __init__(self) -> None:
        super().__init__(response=redirect(url_for("office.sign_in", lang=asked_lang())))


@office.after_request
def not_kept(answer: FlaskResponse) -> FlaskResponse:
    """What a manager saw stays in no browser's memory."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


def manager() -> Manager:
    """Who asks. Raises AtTheDoor."""
    who = actor()
    if who is None or who.staff is None or not who.roles & MANAGERS:
        raise AtTheDoor
    return Manager(who.hall, who.staff)


def asked_lang() -> str:
    """Bulgarian or English."""
    lang = request.args.get("lang", "bg")
    return lang if lang in ("bg", "en") else "bg"

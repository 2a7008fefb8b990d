"""The kiosk's page."""

from flask import Blueprint, Response

from server.screens import screen

kiosk = Blueprint("kiosk", __name__)


@kiosk.get("/kiosk")
def show() -> Response:
    """The page; who it is and what it may do, it learns by its pairing."""
    return screen("kiosk")

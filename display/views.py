"""The display's page."""

from flask import Blueprint, Response

from server.screens import screen

display = Blueprint("display", __name__)


@display.get("/display")
def show() -> Response:
    """The page; who it is and what it may do, it learns by its pairing."""
    return screen("display")

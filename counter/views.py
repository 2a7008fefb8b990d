"""The desk's page, and the pad's on its other side."""

from flask import Blueprint, Response

from server.screens import screen

counter = Blueprint("counter", __name__)


@counter.get("/counter")
def show() -> Response:
    """The clerk's desk."""
    return screen("counter")


@counter.get("/counter/<int:number>/pad")
def show_pad(number: int) -> Response:  # noqa: ARG001 the pairing, not the address, decides which counter
    """The visitor's side of a counter."""
    return screen("pad")

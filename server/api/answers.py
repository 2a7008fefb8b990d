"""How the hall's answers are written down for programs."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Response
from pydantic import BaseModel

from server.api.shown import Stepped
from server.hall.pictures import Shape
from server.hall.serving import Done

Responses = dict[str | int | HTTPStatus, type[BaseModel] | dict[Any, Any] | None]

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def outcomes(granted: Mapping[int, type[BaseModel] | None], *refused: int) -> Responses:
    """What the OpenAPI document says of a route: its answers, and the refusals of its own.

    Those that follow from what a route reads and who may use it are added by server/contract.py.
    """
    outcomes: Responses = {status: {"content": PROBLEM} for status in refused}
    outcomes.update(granted.items())
    return outcomes


def said(shape: Shape, status: int = 200) -> Response:
    """A shape as JSON."""
    return Response(shape.model_dump_json(by_alias=True), status, mimetype="application/json")


def stepped(done: Done) -> Response:
    """A visit after a step."""
    return said(Stepped(visit=done.visit, number=done.number, service=done.service, state=done.state, call=done.call))


def nothing() -> Response:
    """204."""
    return Response(status=204)

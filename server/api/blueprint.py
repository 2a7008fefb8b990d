"""The one blueprint of `/api/v1`: permission first, then parsing, then the hall."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint

from server.api import permissions
from server.api.shown import Problem

api = APIBlueprint(
    "api",
    __name__,
    url_prefix="/api/v1",
    abp_responses={"401": Problem, "403": Problem, "404": Problem, "409": Problem},
)


@api.before_request
def permitted() -> None:
    """Who asks, and may they?"""
    permissions.check()


@api.after_request
def not_kept(answer: Response) -> Response:
    """Answers of the API are of this moment; ETags are honoured where a route sets one."""
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer

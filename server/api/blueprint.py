"""The one blueprint of `/api/v1`: permission first, then parsing, then the hall."""

from flask import Response
from flask_openapi3.blueprint import APIBlueprint

from server.api import permissions

api = APIBlueprint(
    "api",
    __name__,
    url_prefix="/api/v1",
    operation_id_callback=lambda **route: route["name"],  # what the permission table calls it
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

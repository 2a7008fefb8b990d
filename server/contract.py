"""The OpenAPI document: what the routes say of themselves, and what holds for all of them."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from server.api.answers import PROBLEM
from server.api.permissions import ALLOWED
from server.api.shown import Edit
from server.hall.pictures import Lang, Live, Shape, Wait
from server.models.visit import VisitState
from server.public.ratings import PhoneRating

Described = dict[str, Any]

RETRY = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}
ALLOW = {"Allow": {"description": "What may be asked instead.", "schema": {"type": "string"}}}
PROBLEMS: dict[str, Described] = {
    "401": {"description": "Nobody the hall knows: no token, or one that is over."},
    "403": {"description": "Not for whoever asks, or not from a page of another site."},
    "404": {"description": "There is no such thing."},
    "405": {"description": "Another method than those described here.", "headers": ALLOW},
    "409": {"description": "Not in this state; `code` says which rule says no."},
    "413": {"description": "A body of more than 64 KiB."},
    "415": {"description": "A body that does not say it is JSON."},
    "422": {"description": "Not what is described here; `errors` says where."},
    "429": {"description": "Too many at once, or too many wrong tries.", "headers": RETRY},
    "503": {"description": "The database does not answer, or others write for too long.", "headers": RETRY},
    "default": {"description": "Any other problem."},
}
SECURITY = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "A device's or a person's token. Browsers use the cookies of pairing and signing in instead.",
    }
}


class TicketState(Shape):
    """A ticket as the phone of its visitor shows it."""

    visit_state: VisitState
    number: str
    letter: str
    service: dict[str, str]
    hall: str
    hall_name: dict[str, str]
    counter: int | None
    ahead: int
    wait: Wait | None
    staffed: bool
    lang: Lang
    can_rate: bool
    can_return: bool
    return_until: datetime | None
    issued_at: datetime


def contract(described: Described) -> Described:
    """The whole document, made of what the library describes."""
    beside = _beside()
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if path not in beside:
                _complete(method, operation)
    described["paths"] |= beside
    parts = described["components"]
    parts["securitySchemes"] = SECURITY
    parts["responses"] = {status: {**what, "content": PROBLEM} for status, what in PROBLEMS.items()}
    parts["schemas"] |= _schemas(Live, TicketState, PhoneRating, Edit)
    return described


def _complete(method: str, operation: Described) -> None:
    """What follows from what an operation reads, and from who may use it."""
    answers = operation["responses"]
    body, allowed = operation.get("requestBody"), ALLOWED[f"api.{operation['operationId']}"]
    reads = body is not None or any(part["in"] == "query" for part in operation.get("parameters", ()))
    refused = {status for status in answers if status in PROBLEMS} - {"422"} | {"405", "503", "default"}
    if allowed is not None:
        operation["security"] = [{"bearer": []}]
        operation["x-roles"] = sorted(allowed)
        refused |= {"401", "403"}
    elif method != "get":
        refused |= {"403"}
    if body is not None:
        refused |= {"413", "415"}
    if reads:
        refused |= {"422"}
    granted = {status: what for status, what in answers.items() if status not in PROBLEMS}
    operation["responses"] = granted | _refused(*refused)


def _beside() -> Described:
    """What programs may ask besides: about the server itself, the public picture, a visitor's own ticket."""
    token = {"name": "token", "in": "path", "required": True, "schema": {"type": "string"}}
    hall = {"name": "hall", "in": "path", "required": True, "schema": {"type": "string"}}
    lang = {"name": "lang", "in": "query", "required": False, "schema": {"type": "string"}}
    again = {"303": {"description": "Where a form was sent: the ticket's page."}}
    state = _json("TicketState")
    return {
        "/api/v1/openapi.json": _get("This document.", _typed("application/json")),
        "/healthz": _get("The process answers.", _typed("text/plain")),
        "/readyz": _get("The database answers too.", _typed("text/plain"), "503"),
        "/live/{hall}.json": {
            "parameters": [hall],
            **_get(
                "The hall in public, for phones that poll; has an ETag.",
                _json("Live") | {"304": {"description": "Nothing has changed."}},
                "404",
                "503",
            ),
        },
        "/t/{token}": {
            "parameters": [token, lang],
            **_get("The visitor's ticket page.", _typed("text/html") | {"404": _page()}, "503"),
        },
        "/t/{token}/state": {"parameters": [token], **_get("The ticket as it is now.", state, "404", "503")},
        "/t/{token}/qr.svg": {
            "parameters": [token],
            **_get("The QR of the ticket's address.", _typed("image/svg+xml"), "404", "503"),
        },
        "/t/{token}/withdraw": {
            "parameters": [token],
            **_post("The visitor gives the number up.", state | again, "404", "409", "503"),
        },
        "/t/{token}/return": {
            "parameters": [token],
            **_post("The visitor missed the call and is here now.", state | again, "404", "409", "503"),
        },
        "/t/{token}/rating": {
            "parameters": [token],
            "post": _operation("One tap on the phone.", _json("Edit", "201") | again, "404", "409", "413", "422", "503")
            | {
                "requestBody": {
                    "required": True,
                    "content": {
                        kind: {"schema": {"$ref": "#/components/schemas/PhoneRating"}}
                        for kind in ("application/json", "application/x-www-form-urlencoded")
                    },
                }
            },
        },
    }


def _get(summary: str, granted: Described, *refused: str) -> Described:
    return {"get": _operation(summary, granted, *refused)}


def _post(summary: str, granted: Described, *refused: str) -> Described:
    return {"post": _operation(summary, granted, *refused)}


def _operation(summary: str, granted: Described, *refused: str) -> Described:
    return {"summary": summary, "responses": granted | _refused(*refused, "405", "default")}


def _refused(*statuses: str) -> Described:
    return {status: {"$ref": f"#/components/responses/{status}"} for status in sorted(statuses)}


def _json(shape: str, status: str = "200") -> Described:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape}"}}}
    return {status: {"description": "Done.", "content": content}}


def _typed(kind: str) -> Described:
    return {"200": {"description": "Done.", "content": {kind: {}}}}


def _page() -> Described:
    return {"description": "A page that says there is no such ticket.", "content": {"text/html": {}}}


def _schemas(*shapes: type[BaseModel]) -> Described:
    inputs = [(shape, "serialization") for shape in shapes]
    _, made = models_json_schema(inputs, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    defined: Described = made["$defs"]
    return defined

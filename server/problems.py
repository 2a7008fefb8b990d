"""How a refusal becomes an answer: RFC 9457 problem JSON with a stable code."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from flask import Response, jsonify
from pydantic import ValidationError

from server.domain.errors import Refusal
from server.domain.journal import stamp

STATUS = {
    "not_signed_in": 401,
    "wrong_login": 401,
    "wrong_code": 403,
    "not_allowed": 403,
    "not_found": 404,
    "wrong_state": 409,
    "other_desk": 409,
    "desk_busy": 409,
    "stale": 409,
    "no_desk": 409,
    "paused": 409,
    "closed": 409,
    "too_late": 409,
    "exhausted": 409,
    "no_paper": 409,
    "not_lent": 422,
    "bad_layout": 422,
    "already_rated": 409,
    "invalid": 422,
    "key_reused": 422,
    "no_such_service": 422,
    "bad_catalogue": 422,
    "too_many": 429,
    "busy": 503,
}


def problem(status: int, code: str, detail: str, **facts: Any) -> Response:
    """A problem document."""
    shown = {name: stamp(fact) if isinstance(fact, datetime) else fact for name, fact in facts.items()}
    answer = jsonify(
        type="about:blank", title=HTTPStatus(status).phrase, status=status, code=code, detail=detail, **shown
    )
    answer.status_code = status
    answer.mimetype = "application/problem+json"
    if status in (429, 503):
        answer.headers["Retry-After"] = str(facts.get("retry_after", 2))
    return answer


def refused(refusal: Refusal) -> Response:
    """The hall said no."""
    facts = {
        name: str(fact) if not isinstance(fact, int | float | datetime | None) else fact
        for name, fact in refusal.facts.items()
    }
    return problem(STATUS[refusal.code], refusal.code, str(refusal), **facts)


def invalid(error: ValidationError) -> Response:
    """The request is not what the contract says; every fault with its place, nothing of what was sent."""
    errors = [{"loc": ".".join(map(str, e["loc"])), "msg": e["msg"], "type": e["type"]} for e in error.errors()]
    detail = "; ".join(f"{e['loc']}: {e['msg']}" for e in errors[:3]) or "the request is not valid"
    return problem(422, "invalid", detail, errors=errors)

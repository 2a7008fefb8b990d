"""A refusal of the agent's own, in the words of the server's: RFC 9457 problem JSON with a stable code."""

import json
from http import HTTPStatus

from aiohttp import web

TYPE = "application/problem+json"


def problem(status: int, code: str, detail: str, **facts: object) -> web.Response:
    """A problem document."""
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "code": code, "detail": detail}
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "2"} if status == 503 else {})
    return web.Response(
        body=json.dumps(said | facts, ensure_ascii=False).encode(), status=status, content_type=TYPE, headers=headers
    )


def said(shape: object, status: int = 200) -> web.Response:
    """An answer of the agent's own."""
    body = json.dumps(shape, ensure_ascii=False).encode()
    return web.Response(
        body=body, status=status, content_type="application/json", headers={"Cache-Control": "no-store"}
    )

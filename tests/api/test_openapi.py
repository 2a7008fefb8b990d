"""GET /api/v1/openapi.json: the contract, for programs."""

import json
import re
from collections.abc import Callable
from typing import Any

from flask import Flask

from tests.asking import Asker


def document(ask: Callable[[str], Asker]) -> Any:
    answer = ask("outsider").get("openapi.json")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    return answer.get_json()


def test_every_route_is_described_with_its_problems(app: Flask, ask: Callable[[str], Asker]) -> None:
    described = document(ask)
    assert described["openapi"].startswith("3.")
    routes = {
        (re.sub(r"<(?:int:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    for path, method in routes:
        operation = described["paths"][path][method]
        assert {"401", "403", "404", "409"} <= set(operation["responses"]), (method, path)
        assert operation.get("summary"), (method, path)


def test_every_reference_in_it_leads_somewhere(ask: Callable[[str], Asker]) -> None:
    described = document(ask)
    names = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(described)))
    assert names <= set(described["components"]["schemas"])


def test_a_ticket_is_described_as_it_is_asked_for(ask: Callable[[str], Asker]) -> None:
    asked = document(ask)["components"]["schemas"]["TicketAsked"]
    assert set(asked["required"]) == {"service", "lang", "key"}
    assert set(asked["properties"]) == {"service", "lang", "class", "needs", "call_in", "documents", "key"}
    assert asked["additionalProperties"] is False


def test_no_page_of_the_library_stands_beside_it(ask: Callable[[str], Asker]) -> None:
    for path in ("/api/v1/", "/api/v1/static/x.js", "/openapi", "/api/v1/swagger"):
        assert ask("outsider").get(path).status_code == 404

"""Whatever the tests of the API are answered, the OpenAPI document must have said so."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.api.described import Document
from tests.asking import Asker


@pytest.fixture(scope="session")
def document(_kept_server: Flask) -> Document:
    """The contract; it remembers what was answered."""
    answer = _kept_server.test_client().get("/api/v1/openapi.json")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    return Document(answer.get_json())


@pytest.fixture(autouse=True)
def _as_described(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asker.ask

    def ask(self: Asker, method: str, path: str, **more: Any) -> TestResponse:
        answer = asked(self, method, path, **more)
        if path.startswith(("/t/", "/live/", "/healthz", "/readyz")) or not path.startswith("/"):
            document.check(method, path if path.startswith("/") else f"/api/v1/{path}", answer)
        return answer

    monkeypatch.setattr(Asker, "ask", ask)

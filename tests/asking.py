"""Asking the hall's server over HTTP, without a network."""

from typing import Any

from flask import Flask
from pydantic import SecretStr
from werkzeug.test import TestResponse

from server.app import create_app
from server.settings import Settings
from tests.cast import TheHall
from tests.kept import adopt

SECRET = "the secret of an installation that is long enough"
PUBLIC_URL = "https://hall.example"


def server_of(hall: TheHall, **settings: Any) -> Flask:
    """The server of this hall, at the time of its clock."""
    url = hall.store.url.render_as_string(hide_password=False)
    known = {"public_url": PUBLIC_URL, "printer": "file:/dev/null"} | settings
    return adopt(create_app(Settings(database=url, secret=SecretStr(SECRET), **known), hall.clock), hall.store)


def drain(app: Flask) -> None:
    """Let the relay tell everything there is to tell."""
    app.extensions["gishe"].relay.drain()


class Asker:
    """Somebody with a token, or without; paths are under /api/v1 unless they begin with a slash."""

    def __init__(self, app: Flask, token: str | None) -> None:
        self.app = app
        self.client = app.test_client(use_cookies=False)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def ask(self, method: str, path: str, **more: Any) -> TestResponse:
        """Any request."""
        address = path if path.startswith("/") else f"/api/v1/{path}"
        headers = self.headers | more.pop("headers", {})
        return self.client.open(address, method=method, headers=headers, **more)

    def get(self, path: str, **more: Any) -> TestResponse:
        """Look."""
        return self.ask("GET", path, **more)

    def post(self, path: str, **body: Any) -> TestResponse:
        """Do something."""
        return self.ask("POST", path, json=body)

    def put(self, path: str, **body: Any) -> TestResponse:
        """Say how something is."""
        return self.ask("PUT", path, json=body)

    def patch(self, path: str, **body: Any) -> TestResponse:
        """Change something."""
        return self.ask("PATCH", path, json=body)

    def delete(self, path: str) -> TestResponse:
        """End something."""
        return self.ask("DELETE", path)


def code_of(answer: TestResponse, status: int) -> str:
    """The stable code of a problem document, which must be whole and of this status."""
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    problem = answer.get_json()
    assert {"type", "title", "status", "code", "detail"} <= set(problem)
    assert problem["status"] == status
    return str(problem["code"])

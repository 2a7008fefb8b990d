"""A manager's browser."""

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.cast import TheHall

BASE = "http://hall.example"


class Browser:
    """Pages of the office, as one person sees them; forms are sent from our own pages."""

    def __init__(self, app: Flask, token: str | None) -> None:
        self.client = app.test_client(use_cookies=False)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def open(self, path: str) -> TestResponse:
        """A page."""
        return self.client.get(path, base_url=BASE, headers=self.headers)

    def send(self, path: str, origin: str = BASE, **form: str) -> TestResponse:
        """A form."""
        return self.client.post(path, base_url=BASE, headers=self.headers | {"Origin": origin}, data=form)


@pytest.fixture
def browser_of(app: Flask, hall: TheHall) -> Callable[[str], Browser]:
    """`browser_of("ines").open("/office")`: one of the cast; "outsider" is not signed in."""
    return lambda who: Browser(app, hall.cast.tokens.get(who))

"""One hall for all journeys: starting it costs seconds."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Eyes
from tests.journeys.clerk import SEATED, TAKEN, clear
from tests.journeys.hall_at_work import HallAtWork, demo_hall


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallAtWork]:
    """A demonstration hall, open at any hour."""
    with demo_hall(tmp_path_factory.mktemp("hall") / "demo") as running:
        yield running


@pytest.fixture
def eyes(browser: Browser, hall: HallAtWork) -> Iterator[Eyes]:
    """Fails the test for script errors, foreign hosts, barriers and what is cut off, whatever else it checks."""
    watching = Eyes(browser, hall.url)
    yield watching
    for context in browser.contexts:
        context.close()
    assert watching.wrong == []
    assert watching.barriers == []


@pytest.fixture(autouse=True)
def left_as_found(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test finds desks empty at which somebody was seen to sit, and lines empty of tickets it was told of."""
    yield
    if SEATED or TAKEN:
        clear(request.getfixturevalue("hall"))

"""One hall for all journeys: starting it costs seconds."""

from collections.abc import Iterator

import pytest

from tests.journeys.hall_at_work import HallAtWork, demo_hall


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallAtWork]:
    """A demonstration hall, open at any hour."""
    with demo_hall(tmp_path_factory.mktemp("hall") / "demo") as running:
        yield running

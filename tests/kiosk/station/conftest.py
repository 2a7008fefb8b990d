from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.station.machine import Machine, machine
from tests.kiosk.station.stand_in import Hall, standing_in


@pytest.fixture
def hall() -> Iterator[Hall]:
    """A hall whose server answers."""
    with standing_in() as running:
        yield running


@pytest.fixture
def kiosk(hall: Hall, tmp_path: Path) -> Iterator[Machine]:
    """A kiosk's machine that has all it needs to go on alone."""
    with machine(hall, tmp_path) as running:
        yield running.knows_enough()

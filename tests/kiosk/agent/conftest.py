from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.agent.virtual import VirtualPrinter, virtual_printer


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[VirtualPrinter]:
    """A virtual printer of 80 mm, all well with it."""
    with virtual_printer(tmp_path / "paper") as running:
        yield running

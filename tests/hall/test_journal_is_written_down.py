"""docs/journal.md tells of everything that can happen."""

import re
from pathlib import Path

from server.models.event import EventKind

PAGE = Path(__file__).parents[2] / "docs" / "journal.md"


def test_every_kind_of_entry_is_written_down_and_no_other() -> None:
    table = PAGE.read_text("utf-8").split("## What happens")[1].split("## Stages")[0]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {kind for cell in first_cells for kind in re.findall(r"`(\w+)`", cell)} == {kind.value for kind in EventKind}

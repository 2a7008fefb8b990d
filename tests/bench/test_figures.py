"""What the bench makes of its samples, and when it refuses to say anything."""

import sqlite3
from pathlib import Path

import pytest

from server.bench import ground
from server.bench.figures import CannotMeasure, Figure, median, ms, share, table
from server.bench.line import Answer, Kiosk
from server.store import Store


@pytest.mark.parametrize(
    ("of_all", "found"), [(0.5, 3.0), (0.51, 4.0), (0.99, 6.0), (0.0, 1.0), (1.0, 6.0)], ids=lambda v: f"{v}"
)
def test_a_share_is_a_sample_and_nothing_interpolated(of_all: float, found: float) -> None:
    assert share(of_all, [5.0, 3.0, 1.0, 2.0, 4.0, 6.0]) == found


def test_nothing_measured_is_no_figure() -> None:
    with pytest.raises(CannotMeasure, match="nothing was measured"):
        median([])


def test_a_missed_bar_stands_out() -> None:
    said = table([Figure("issue", ms(0.0051), "<= 3 ms", False), Figure("idle", "1 MB", "<= 2 MB", True)])
    assert "issue  5.1 ms    <= 3 ms  MISSED" in said
    assert said.endswith("met")


def test_a_hall_that_may_lose_tickets_is_not_measured(
    founded: tuple[Path, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gishe.db").write_bytes(founded[0].read_bytes())
    ground.must_be_safe(tmp_path)

    class Reckless(Store):
        """A store that does not wait for the disk."""

        def __init__(self, url: str) -> None:
            super().__init__(url)
            with self.writing() as conn:
                assert isinstance(conn.connection.dbapi_connection, sqlite3.Connection)
                kept = conn.connection.dbapi_connection
            kept.execute("PRAGMA synchronous=NORMAL")

    monkeypatch.setattr(ground, "Store", Reckless)
    with pytest.raises(CannotMeasure, match="must run with"):
        ground.must_be_safe(tmp_path)


def test_a_hall_without_a_printer_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    kiosk = Kiosk(9, "token", ["A01"])
    monkeypatch.setattr(kiosk, "ask", lambda *_: Answer(201, {"number": "A 001", "print": None}, 0.0, 0.0))
    with pytest.raises(CannotMeasure, match="printing is off"):
        kiosk.issue()

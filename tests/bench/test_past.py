"""A past that is written straight into the file is one the hall itself could have lived."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from server.bench.past import fill
from server.store import Store
from tests.cast import NINE, Cast, StoppedClock, TheHall
from tests.hall.reading_journal import broken_at, replayed

VISITS = 450  # a day and a bit


@pytest.fixture
def grown(founded: tuple[Path, Cast], tmp_path: Path) -> Path:
    """A hall's database with a past; the cast's own entries, which no hall with a past begins with, are gone."""
    shutil.copyfile(founded[0], tmp_path / "hall.db")
    conn = sqlite3.connect(tmp_path / "hall.db")
    with conn:
        conn.execute("DELETE FROM event")
        conn.execute("UPDATE hall SET seq = 0, head = '', last_at = NULL")
    conn.close()
    fill(tmp_path / "hall.db", VISITS, NINE.date())
    return tmp_path / "hall.db"


def test_its_journal_is_whole_and_tells_of_visits_that_all_ended(grown: Path, founded: tuple[Path, Cast]) -> None:
    store = Store(f"sqlite:///{grown}")
    hall = TheHall(store, founded[1], StoppedClock())
    events = hall.events()
    assert broken_at(events) is None
    assert list(replayed(events).values()) == ["finished"] * VISITS
    assert hall.one("SELECT seq FROM hall") == events[-1].seq
    assert hall.one("SELECT head FROM hall") == events[-1].hash
    store.close()


def test_every_key_points_somewhere_and_no_number_stands_twice(grown: Path) -> None:
    conn = sqlite3.connect(grown)
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert conn.execute("SELECT count(*), count(DISTINCT id) FROM visit").fetchone() == (VISITS, VISITS)
    conn.close()


def test_the_hall_goes_on_from_it(grown: Path, founded: tuple[Path, Cast]) -> None:
    store = Store(f"sqlite:///{grown}")
    hall = TheHall(store, founded[1], StoppedClock()).open()
    issued = hall.issue("A01")
    assert (issued.number, issued.visit) == ("A 001", VISITS + 1)
    assert broken_at(hall.events()) is None
    store.close()

"""The clock of a replay: how it begins, and where it goes on after its server was killed."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from pydantic import SecretStr

from server.clock import Clock
from server.demo_hall import prepare
from server.migrations import upgrade
from server.settings import Settings
from server.store import Store
from server.wsgi import clock_of
from tests.cast import NINE, TheHall, found_cast
from tests.simulation.logs import synthetic_day


def settings(url: str, **more: object) -> Settings:
    secret = SecretStr("the secret of an installation that is long enough")
    return Settings(database=url, secret=secret, **more)  # type: ignore[arg-type]


def test_a_hall_that_is_played_fast_goes_on_where_it_was_when_its_server_is_started_again(hall: TheHall) -> None:
    hall.clock.advance(hours=8)
    hall.issue()
    again = clock_of(settings(str(hall.store.url), clock_start=NINE.isoformat(), clock_speed=60))
    assert again.now() >= NINE + timedelta(hours=8)
    assert again.speed == 60


def test_a_replay_begins_in_its_own_morning(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'hall.db'}"
    upgrade(url)
    store = Store(url)
    found_cast(store)
    store.close()
    clock = clock_of(settings(url, clock_start=NINE.isoformat(), clock_speed=60))
    assert NINE <= clock.now() < NINE + timedelta(minutes=10)


def test_a_hall_in_real_time_has_the_clock_of_the_wall(hall: TheHall) -> None:
    assert clock_of(settings(str(hall.store.url))).is_wall


def test_whatever_zone_a_replay_was_told_its_time_is_told_in_utc() -> None:
    sofia = timezone(timedelta(hours=2))
    now = Clock(datetime(2026, 11, 23, 9, tzinfo=sofia)).now()
    assert now.utcoffset() == timedelta()
    assert now.astimezone(UTC) >= NINE


def test_the_hall_of_a_day_that_is_played_again_is_as_old_as_that_day(tmp_path: Path) -> None:
    """Its founding is in the journal, and the journal's time does not run backwards."""
    visitors = f"replay:{synthetic_day(tmp_path / 'log.csv')}"
    prepare(tmp_path / "demo", "http://127.0.0.1:1", False, visitors, 60.0, True, {"kind": "given"})
    store = Store(f"sqlite:///{tmp_path / 'demo' / 'gishe.db'}")
    with store.look() as conn:
        (last,) = conn.exec_driver_sql("SELECT last_at FROM hall").one()
    store.close()
    assert str(last).startswith("2026-11-20 05")  # before the first visitor of the log

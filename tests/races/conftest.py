"""The hall on a real file and on a real PostgreSQL, with room for many at once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.migrations import upgrade
from server.store import Store
from tests.cast import Cast, StoppedClock, TheHall, found_cast
from tests.postgres import Cluster


@pytest.fixture(scope="session")
def founded_there(postgres: Cluster) -> tuple[str, Cast]:
    """A database with the cast in it, to be copied, and the cast."""
    name = postgres.create()
    upgrade(postgres.url(name))
    store = Store(postgres.url(name))
    cast = found_cast(store)
    store.close()
    return name, cast


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Cast]]:
    """The address of a database with the cast in it, and the cast."""
    if request.param == "sqlite":
        template, cast = request.getfixturevalue("founded")
        shutil.copyfile(template, tmp_path / "hall.db")
        yield f"sqlite:///{tmp_path / 'hall.db'}", cast
    else:
        there: Cluster = request.getfixturevalue("postgres")
        known, cast = request.getfixturevalue("founded_there")
        name = there.create(known)
        yield there.url(name), cast
        there.drop(name)


@pytest.fixture
def new_hall(database: tuple[str, Cast]) -> Iterator[TheHall]:
    """The hall before its first day."""
    url, cast = database
    store = Store(url)
    yield TheHall(store, cast, StoppedClock())
    store.close()


@pytest.fixture
def hall(new_hall: TheHall) -> TheHall:
    """The hall at work: Vera at counter 1, Omar at counter 2."""
    return new_hall.open()

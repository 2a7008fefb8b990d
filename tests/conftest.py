"""The hall of the tests: made once, copied for each."""

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import structlog

if TYPE_CHECKING:  # tests of the domain and of the paper never load the hall
    from flask import Flask

    from tests.asking import Asker
    from tests.cast import Cast, StoppedClock, TheHall


@pytest.fixture(scope="session", autouse=True)
def _quiet() -> None:
    """Only what went wrong is worth a line."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> "tuple[Path, Cast]":
    """A database with the cast in it, to be copied, and the cast."""
    from server.migrations import upgrade
    from server.store import Store
    from tests.cast import found_cast

    path = tmp_path_factory.mktemp("founded") / "hall.db"
    upgrade(f"sqlite:///{path}")
    store = Store(f"sqlite:///{path}")
    cast = found_cast(store)
    store.close()
    return path, cast


@pytest.fixture
def clock() -> "StoppedClock":
    """Nine o'clock on a Monday, until somebody moves it."""
    from tests.cast import StoppedClock

    return StoppedClock()


@pytest.fixture
def new_hall(founded: "tuple[Path, Cast]", clock: "StoppedClock", tmp_path: Path) -> "Iterator[TheHall]":
    """The hall before its first day."""
    from server.store import Store
    from tests.cast import TheHall

    template, cast = founded
    shutil.copyfile(template, tmp_path / "hall.db")
    store = Store(f"sqlite:///{tmp_path / 'hall.db'}")
    yield TheHall(store, cast, clock)
    store.close()


@pytest.fixture
def hall(new_hall: "TheHall") -> "TheHall":
    """The hall at work: Vera at counter 1, Omar at counter 2."""
    return new_hall.open()


@pytest.fixture
def app(hall: "TheHall") -> "Iterator[Flask]":
    """The hall's server. Nothing runs beside its requests: `drain(app)` lets the relay tell."""
    from tests.asking import server_of

    app = server_of(hall)
    yield app
    app.extensions["gishe"].close()


@pytest.fixture
def ask(app: "Flask", hall: "TheHall") -> "Callable[[str], Asker]":
    """`ask("vera").post("desk/next", ...)`: a request with the token of one of the cast; "outsider" has none."""
    from tests.asking import Asker

    return lambda who: Asker(app, hall.cast.tokens.get(who))

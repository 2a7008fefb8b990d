"""The hall of the tests: made once, begun anew for each."""

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import structlog

if TYPE_CHECKING:  # tests of the domain and of the paper never load the hall
    from flask import Flask
    from playwright.sync_api import Browser

    from tests.asking import Asker
    from tests.cast import Cast, TheHall
    from tests.kept import KeptStore
    from tests.postgres import Cluster


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where several processes share the tests, a file stays in one, and so do the journeys, which share a hall."""
    for item in items:
        group = "journeys" if item.path.parent.name == "journeys" else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session", autouse=True)
def _quiet() -> None:
    """Only what went wrong is worth a line."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


@pytest.fixture
def log() -> "Iterator[list[structlog.typing.EventDict]]":
    """Every line that the hall would log, down to the finest."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
    with structlog.testing.capture_logs() as lines:
        yield lines
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))


@pytest.fixture(scope="session")
def postgres() -> "Iterator[Cluster]":
    """A PostgreSQL server. Where there is none the tests on it are left out, but never in continuous integration."""
    from tests.postgres import binaries, cluster

    home = binaries()
    if home is None:
        no_server = "no PostgreSQL server is installed (apt install postgresql): its tests are left out"
        if os.environ.get("CI"):
            pytest.fail(no_server)
        pytest.skip(no_server)
    with cluster(home) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for all: Playwright allows no second one beside it."""
    from tests.journeys.browser import chromium

    with chromium() as running:
        yield running


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


@pytest.fixture(scope="session")
def _kept_store(founded: "tuple[Path, Cast]", tmp_path_factory: pytest.TempPathFactory) -> "Iterator[KeptStore]":
    from tests.kept import KeptStore

    store = KeptStore(tmp_path_factory.mktemp("kept") / "hall.db", founded[0])
    store.begin_anew()
    yield store
    store.shut()


@pytest.fixture(scope="session")
def _kept_server(_kept_store: "KeptStore", founded: "tuple[Path, Cast]") -> "Flask":
    from tests.asking import server_of
    from tests.cast import StoppedClock, TheHall

    return server_of(TheHall(_kept_store, founded[1], StoppedClock()))


@pytest.fixture
def new_hall(_kept_store: "KeptStore", founded: "tuple[Path, Cast]") -> "TheHall":
    """The hall before its first day, at nine o'clock on a Monday."""
    from tests.cast import StoppedClock, TheHall

    _kept_store.begin_anew()
    return TheHall(_kept_store, founded[1], StoppedClock())


@pytest.fixture
def hall(new_hall: "TheHall") -> "TheHall":
    """The hall at work: Vera at counter 1, Omar at counter 2."""
    return new_hall.open()


@pytest.fixture
def app(hall: "TheHall", _kept_server: "Flask") -> "Flask":
    """The hall's server. Nothing runs beside its requests: `drain(app)` lets the relay tell."""
    from tests.kept import begin_anew

    return begin_anew(_kept_server, hall)


@pytest.fixture
def new_app(new_hall: "TheHall", _kept_server: "Flask") -> "Flask":
    """The server of a hall before its first day."""
    from tests.kept import begin_anew

    return begin_anew(_kept_server, new_hall)


@pytest.fixture
def ask(app: "Flask", hall: "TheHall") -> "Callable[[str], Asker]":
    """`ask("vera").post("desk/next", ...)`: a request with the token of one of the cast; "outsider" has none."""
    from tests.asking import Asker

    return lambda who: Asker(app, hall.cast.tokens.get(who))

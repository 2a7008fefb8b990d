"""One history of revisions for both databases, and it leads to what the models declare."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.util import CommandError
from sqlalchemy import create_engine

from server.migrations import check, upgrade
from tests.postgres import Cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database in which there is nothing yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'hall.db'}"
    else:
        there: Cluster = request.getfixturevalue("postgres")
        name = there.create()
        yield there.url(name)
        there.drop(name)


def test_the_revisions_lead_to_what_the_models_declare(empty: str) -> None:
    upgrade(empty)
    check(empty)


def test_a_database_that_is_current_stays_as_it_is(empty: str) -> None:
    upgrade(empty)
    upgrade(empty)
    check(empty)


@pytest.mark.parametrize(
    "change", ["ALTER TABLE visit ADD COLUMN citizen_name VARCHAR", "ALTER TABLE hall DROP COLUMN head"]
)
def test_a_column_too_many_or_too_few_is_noticed(empty: str, change: str) -> None:
    upgrade(empty)
    engine = create_engine(empty)
    with engine.begin() as conn:
        conn.exec_driver_sql(change)
    engine.dispose()
    with pytest.raises(CommandError, match="New upgrade operations detected"):
        check(empty)

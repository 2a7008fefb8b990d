"""One history of revisions for both databases, and it leads to what the models declare."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.util import CommandError
from sqlalchemy import create_engine, inspect, text

from server.hall.holding import drop_the_unheld
from server.hall.printing import ask_copy, claim, forget_claims, progress, settle
from server.migrations import check, config, upgrade
from server.models.print_job import PrintState
from server.store import Store
from tests.cast import Cast, StoppedClock, TheHall, found_cast
from tests.hall.reading_journal import broken_at
from tests.paper import Alone, a_machine
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


def schema(url: str) -> dict[str, Any]:
    """Tables, columns, keys and indexes."""
    engine = create_engine(url)
    found, seen = inspect(engine), {}
    for name in found.get_table_names():
        seen[name] = {
            "columns": {c["name"]: (str(c["type"]), c["nullable"]) for c in found.get_columns(name)},
            "indexes": sorted(str((i["name"], i["column_names"], i["unique"])) for i in found.get_indexes(name)),
            "keys": sorted(str((f["constrained_columns"], f["referred_table"])) for f in found.get_foreign_keys(name)),
        }
    engine.dispose()
    return seen


def test_a_revision_that_is_taken_back_leaves_what_was_there_before(empty: str) -> None:
    command.upgrade(config(empty), "0001")
    before = schema(empty)
    upgrade(empty)
    assert schema(empty) != before
    command.downgrade(config(empty), "0001")
    assert schema(empty) == before
    upgrade(empty)
    check(empty)


class OldHall:
    """A hall on a database of revision 0001, in the middle of a day."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.clock = StoppedClock()
        upgrade(url)
        self.cast = self._founded()
        hall = self.open()
        with closing(hall.store):
            self.served = hall.finished(paper=True)
            self.failed, self.claimed, self.queued = (hall.issue(paper=True).visit for _ in range(3))
            for end in (PrintState.SENT, PrintState.FAILED):
                job = hall.do(claim)
                assert job is not None
                hall.do(settle, job.job, end, "paper_out")
            hall.do(claim)
        command.downgrade(config(url), "0001")

    def _founded(self) -> Cast:
        with closing(Store(self.url)) as store:
            cast = found_cast(store)
            TheHall(store, cast, self.clock).open()
        return cast

    def open(self) -> TheHall:
        """Its database opened anew."""
        return TheHall(Store(self.url), self.cast, self.clock)


def test_a_hall_of_the_first_revision_goes_on_where_it_was(empty: str) -> None:
    old = OldHall(empty)
    upgrade(empty)
    check(empty)
    hall = old.open()
    with closing(hall.store):
        states = [row.state for row in hall.rows("SELECT state FROM print_job ORDER BY id")]
        assert states == ["sent", "failed", "sending", "queued"]  # a claim was all that was written down before
        hall.do(forget_claims)
        job = hall.do(claim)
        assert job is not None
        assert job.visit == old.queued
        hall.do(progress, job.job, PrintState.SENDING)
        hall.do(settle, job.job, PrintState.CONFIRMED)
        assert hall.rows("SELECT state, cause FROM print_job WHERE visit_id = :v", v=old.claimed) == [
            ("unknown", "restart")
        ]
        hall.clock.advance(minutes=1)
        assert hall.do(drop_the_unheld) == [old.failed]
        assert hall.next().visit == old.claimed
        issued = hall.issue(key="tomorrow", paper=True)
        assert (issued.visit, issued.number) == (old.queued + 1, "A 005")
        assert Alone(hall, a_machine(hall)).gave(paper=("sent", None)).number == "A 5001"
        hall.do(ask_copy, old.served)
        assert not hall.visit(old.served).held
        assert broken_at(hall.events()) is None


def test_ids_are_counted_on_after_a_step_back(empty: str) -> None:
    """Else a link on an old paper would lead to somebody else's visit."""
    old = OldHall(empty)
    with closing(Store(empty)) as store, store.writing() as conn:
        for table, column in (("print_job", "visit_id"), ("stage", "visit_id"), ("visit", "id")):
            conn.execute(text(f"DELETE FROM {table} WHERE {column} = :visit"), {"visit": old.queued})  # noqa: S608 ours
    upgrade(empty)
    hall = old.open()
    with closing(hall.store):
        issued = hall.issue(key="tomorrow", paper=True)
        assert (issued.visit, issued.job) == (old.queued + 1, 5)


def test_a_revision_that_breaks_off_leaves_nothing_behind(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    command.upgrade(config(empty), "0001")
    before = schema(empty)

    def power_cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as power:
        power.setattr("alembic.op.drop_index", power_cut)  # in its midst
        with pytest.raises(KeyboardInterrupt):
            upgrade(empty)
    assert schema(empty) == before
    upgrade(empty)
    check(empty)

"""The tables, one file a noun."""

from typing import Any, cast

from sqlalchemy import Row, Table
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = SQLModel.metadata
metadata.naming_convention = NAMING  # before the tables are made: constraints take their names from it

from server.models import (  # noqa: E402
    catalogue,
    device,
    event,
    hall,
    lost_paper,
    print_job,
    rating,
    staff,
    visit,
)

Found = Row[*tuple[Any, ...]]  # a row that was read, columns by name


def table(model: type[SQLModel]) -> Table:
    """The model's table, for statements of SQLAlchemy Core."""
    return cast(Table, model.__table__)  # type: ignore[attr-defined]


__all__ = [
    "Found",
    "catalogue",
    "device",
    "event",
    "hall",
    "lost_paper",
    "metadata",
    "print_job",
    "rating",
    "staff",
    "table",
    "visit",
]

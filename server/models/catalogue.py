"""What the hall offers: groups of services, services, documents."""

from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel


class ServiceGroup(SQLModel, table=True):
    """A group of services; its letter stands on tickets and its numbers are nobody else's."""

    __tablename__ = "service_group"
    __table_args__ = (UniqueConstraint("hall_id", "letter"),)

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    letter: str
    place: int  # order on the kiosk
    first: int  # its range of numbers
    last: int
    name: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    short: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    target_wait_min: int


class Service(SQLModel, table=True):
    """One service. Everything nobody has found out stays empty and is shown as empty."""

    __table_args__ = (UniqueConstraint("hall_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    group_id: int = Field(foreign_key="service_group.id")
    code: str
    place: int
    active: bool = Field(default=True)
    name: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    short: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    description: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    documents: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    competence: str = ""  # what the clerk must hold
    minutes: int  # usual minutes at the counter
    weight: float = 1.0  # relative demand
    while_you_wait: bool = Field(default=False)
    uid: str | None = None  # number in the national register of services
    legal_ground: str | None = None
    facts: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False)
    )  # fees, terms, search words


class Document(SQLModel, table=True):
    """A document a service may ask for, named by language."""

    __table_args__ = (UniqueConstraint("hall_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    code: str
    name: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))


class Competence(SQLModel, table=True):
    """What a clerk must hold to give a service."""

    __table_args__ = (UniqueConstraint("hall_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    code: str
    level: int
    name: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))

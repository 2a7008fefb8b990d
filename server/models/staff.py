"""The people who work in the hall, and their sessions."""

from datetime import datetime

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel


class Staff(SQLModel, table=True):
    """Somebody who signs in. Roles: clerk, supervisor, manager, administrator."""

    id: int | None = Field(default=None, primary_key=True)
    hall_id: int = Field(foreign_key="hall.id")
    login: str = Field(unique=True)
    name: str
    password: str  # argon2id
    roles: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    competences: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    active: bool = Field(default=True)


class ClerkAlias(SQLModel, table=True):
    """The name a clerk has in the journal for a calendar year; 12 months after it the row goes and the name with it."""

    __tablename__ = "clerk_alias"
    __table_args__ = (UniqueConstraint("staff_id", "year"),)

    alias: str = Field(primary_key=True)
    staff_id: int = Field(foreign_key="staff.id")
    year: int


class StaffSession(SQLModel, table=True):
    """A signed-in person. The token's SHA-256 stands here, the token nowhere."""

    __tablename__ = "staff_session"

    id: int | None = Field(default=None, primary_key=True)
    staff_id: int = Field(foreign_key="staff.id")
    token: str = Field(unique=True)
    began_at: datetime  # wall clock
    ends_at: datetime

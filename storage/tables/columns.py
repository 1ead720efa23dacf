"""What the columns of all tables have in common: how keys, moments and owners are written."""

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData

from storage.types import Id, Instant

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def own_id() -> Column[str]:
    """The noun's id."""
    return Column("id", Id, primary_key=True)


def workspace() -> Column[str]:
    """Whose it is: goes with its workspace."""
    return Column("workspace_id", Id, ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False)


def to(name: str, table: str, *, nullable: bool = False) -> Column[str]:
    """What it belongs to, and goes with."""
    return Column(name, Id, ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=nullable)


def who(name: str, *, nullable: bool = False) -> Column[str]:
    """Who did it. No cascade: a team's posts must not go with who wrote them; a person is made nameless instead."""
    return Column(name, Id, ForeignKey("people.id"), nullable=nullable)


def moment(name: str, *, nullable: bool = False) -> Column[Any]:
    """A moment."""
    return Column(name, Instant, nullable=nullable)


def revision() -> Column[int]:
    """What compare-and-set compares."""
    return Column("revision", Integer, nullable=False, default=1)

"""What all tables share: how constraints are called, ids and references."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, MetaData, String

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def identity(name: str = "id") -> Column[str]:
    """A table's own id."""
    return Column(name, String(64), primary_key=True)


def reference(table: str, name: str | None = None, *, optional: bool = False) -> Column[str]:
    """A reference to another table's id."""
    singular = "story" if table == "stories" else table.removesuffix("s")
    column = name or f"{singular}_id"
    return Column(column, String(64), ForeignKey(f"{table}.id"), nullable=optional)

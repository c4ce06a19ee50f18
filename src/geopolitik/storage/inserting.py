"""Inserting what may be there already, which each database says in words of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def once(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Put a row in; one with the same key stays as it is."""
    connection.execute(_insert(connection, table).values(row).on_conflict_do_nothing())


def over(
    connection: Connection,
    table: Table,
    row: Mapping[str, Any],
    *,
    key: Sequence[str],
    again: Mapping[str, Any] | None = None,
) -> None:
    """Put a row in; of one with the same key, columns are changed: those of `again`, else all."""
    change = dict(row if again is None else again)
    put = _insert(connection, table).values(row)
    connection.execute(put.on_conflict_do_update(index_elements=list(key), set_=change))


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)

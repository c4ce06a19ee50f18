"""Which texts may have to do with each other."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, String, Table

from geopolitik.storage.schema.base import metadata

fingerprints = Table(
    "fingerprints",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("wording", String(64), nullable=False, unique=True),
    Column("day", Integer),
    Column("terms", LargeBinary, nullable=False),
)

postings = Table(
    "postings",
    metadata,
    Column("feature", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, ForeignKey("fingerprints.number"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

common_features = Table(
    "common_features",
    metadata,
    Column("feature", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

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

# The features of the texts that came last: of those in no run yet, and of some more, so that who looked at
# the index a while ago can see what came since.
fresh_postings = Table(
    "fresh_postings",
    metadata,
    Column("number", Integer, ForeignKey("fingerprints.number"), primary_key=True, autoincrement=False),
    Column("features", LargeBinary, nullable=False),
)

# Sorted runs of (feature, text), a block a row: each is written once, and dropped when it is merged.
posting_runs = Table(
    "posting_runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("entries", Integer, nullable=False),
    # The number of the last text in it.
    Column("upto", Integer, nullable=False, server_default="0"),
    # The first feature of each block.
    Column("firsts", LargeBinary, nullable=False),
)

posting_blocks = Table(
    "posting_blocks",
    metadata,
    # Run and place in it, in one number: a database finds that fastest.
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("entries", LargeBinary, nullable=False),
)

"""The index of candidates as sorted runs in place of a row for each entry."""

from __future__ import annotations

import numpy as np
import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.create_table(
        "fresh_postings",
        sa.Column(
            "number",
            sa.Integer(),
            sa.ForeignKey("fingerprints.number"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("features", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "posting_runs",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("firsts", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "posting_blocks",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("entries", sa.LargeBinary(), nullable=False),
    )
    _carry_over(op.get_bind())
    op.drop_table("postings")
    op.drop_table("common_features")


def _carry_over(connection: sa.Connection) -> None:
    """Put what is held into the new tables: as fresh entries, of which the next text makes a run.

    4-grams that had become common are not among them: they are counted anew.
    """
    rows = connection.exec_driver_sql("SELECT number, day, terms FROM fingerprints ORDER BY number").all()
    by_text: dict[int, list[int]] = {number: [] for number, _, _ in rows}
    for feature, number in connection.exec_driver_sql("SELECT feature, number FROM postings"):
        by_text[number].append(feature)
    table = sa.table("fresh_postings", sa.column("number"), sa.column("features"))
    for number, day, terms in rows:
        words = np.frombuffer(terms, "<i8")
        period = 1 << 20 if day is None else day // 30
        hidden = words ^ np.int64((period + 1) * 0x9E3779B97F4A7C15 & (1 << 48) - 1)
        grams = np.setdiff1d(np.array(by_text[number], np.int64), hidden)
        shelf = 1 << 17 if day is None else period
        features = np.concatenate((grams >> 4, words >> 4 | np.int64(shelf + 2 << 44)))
        row = {"number": number, "features": np.unique(features).astype("<i8").tobytes()}
        connection.execute(table.insert().values(row))

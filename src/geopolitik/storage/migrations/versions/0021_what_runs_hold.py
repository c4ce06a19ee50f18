"""Up to which text the runs of the index hold all: the entries of the last texts stay beside them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.add_column("posting_runs", sa.Column("upto", sa.Integer(), nullable=False, server_default="0"))

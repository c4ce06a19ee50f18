"""A check may be of a page that is still to be fetched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.add_column("checks", sa.Column("address", sa.Text(), nullable=False, server_default=""))

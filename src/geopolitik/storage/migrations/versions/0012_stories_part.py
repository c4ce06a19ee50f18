"""What happens between stories names the captures concerned, and whether a person said so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.add_column("story_events", sa.Column("captures", sa.Text(), nullable=False, server_default="[]"))
    op.add_column(
        "story_events", sa.Column("by_hand", sa.Boolean(), nullable=False, server_default=sa.false())
    )

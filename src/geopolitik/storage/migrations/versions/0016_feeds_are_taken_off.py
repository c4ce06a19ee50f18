"""When a feed was taken off the list."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from geopolitik.storage.moments import Moment

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.add_column("watched_feeds", sa.Column("removed_at", Moment()))

"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import geopolitik.storage.moments

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Bring the tables up to this version."""
    ${upgrades if upgrades else "pass"}

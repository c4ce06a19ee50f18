"""Whether the changes counted of a derivation include that its credit was dropped."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Bring the tables up to this version."""
    op.add_column(
        "derivations", sa.Column("drops_credit", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    # Only the trace tells it for sure. Where nobody is credited, one grave change nearly always is that:
    # better one too few is counted in public, until the story is traced again, than one nobody approved.
    op.execute("UPDATE derivations SET drops_credit = TRUE WHERE credit IN ('none', 'wrong') AND high > 0")

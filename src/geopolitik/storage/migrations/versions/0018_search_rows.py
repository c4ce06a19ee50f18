"""Where each text stands in SQLite's index of words: that index finds by words alone."""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"

ROWS = """
CREATE TABLE search_rows (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, part TEXT NOT NULL,
    UNIQUE (kind, subject, part)
)
"""


def upgrade() -> None:
    """Bring the tables up to this version."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(ROWS)
        op.execute(
            "INSERT OR REPLACE INTO search_rows (number, kind, subject, part) "
            "SELECT rowid, kind, subject, part FROM search"
        )

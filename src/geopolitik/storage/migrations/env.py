"""Alembic's entry: migrates over the connection it is handed."""

from __future__ import annotations

from alembic import context

from geopolitik.storage.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()

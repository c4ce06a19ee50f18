"""`geopolitik store restore`: a store made of a copy."""

from __future__ import annotations

from pathlib import Path

import click

from geopolitik.cli.house import store_option
from geopolitik.errors import UsageError
from geopolitik.text.inflection import count


@click.command()
@click.argument("copy", metavar="COPY")
@store_option(makes=True)
def restore(copy: str, store: str) -> None:
    """Make a store of a backup, where there is none yet; proved before it takes its place.

    COPY is what `geopolitik store backup` wrote, with its archive beside it. Every capture must have its
    bytes, and the chain of the archive must hold from its first record on; else nothing is made.

    \b
    Examples:
      geopolitik store restore backup-2031-05-14.db --store /srv/geopolitik.db
    """
    from geopolitik.storage.archive import copying
    from geopolitik.storage.postgres import is_address

    if is_address(store):
        raise UsageError(
            "a store in PostgreSQL", "is no file", "Restore it with PostgreSQL's own: pg_restore"
        )
    proof = copying.restore(Path(copy), Path(store))
    if proof is not None and proof.records:
        click.echo(f"Proved: {count(proof.records, 'record')}; chain hash {proof.head}")
    click.echo(f"Restored: {store}")

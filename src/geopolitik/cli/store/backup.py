"""`geopolitik store backup`: a copy of the store, with its archive, in a new file."""

from __future__ import annotations

from pathlib import Path

import click

from geopolitik.cli.house import store_option


@click.command()
@click.argument("copy", metavar="COPY")
@store_option()
def backup(copy: str, store: str) -> None:
    """Copy the store into the new file COPY, also while the site runs and is written to.

    The copy is one state of the store, in one file; what was received lies beside it, in the folder
    COPY.archive, as far as the copied store knows of it. It holds password hashes and drafts: only you may
    read it, and it belongs in a safe place. `geopolitik store restore` makes a store of it again.

    \b
    Examples:
      geopolitik store backup backup-2031-05-14.db
      geopolitik store backup --store /srv/geopolitik.db /mnt/backups/geopolitik-2031-05-14.db
    """
    from geopolitik.storage.archive import copying

    done = copying.backup(store, Path(copy))
    click.echo(f"Written: {copy}, {done.store:,} bytes")
    if done.archive:
        click.echo(f"Written: {copy}.archive, {done.archive:,} bytes")

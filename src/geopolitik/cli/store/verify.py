"""`geopolitik store verify`: whether the store is whole."""

from __future__ import annotations

from pathlib import Path

import click

from geopolitik.cli.house import store_option
from geopolitik.errors import StoreError


@click.command()
@store_option()
def verify(store: str) -> None:
    """See that the store is whole; also while the site runs.

    It looks at the structure of the file, at every reference between its tables, and at every capture and
    picture: their bytes must have the hash that was written down when they came in.

    \b
    Examples:
      geopolitik store verify
      geopolitik store verify --store /mnt/backups/geopolitik-2031-05-14.db
    """
    from geopolitik.storage import upkeep

    found = 0
    for problem in upkeep.verify(Path(store)):
        found += 1
        click.echo(problem)
    if found:
        raise StoreError(store, f"is damaged in {found} places", "Restore a backup; keep this file too.")
    click.echo(f"Whole: {store}")

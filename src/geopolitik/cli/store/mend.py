"""`geopolitik store mend`: finish what was interrupted."""

from __future__ import annotations

import click

from geopolitik.cli.house import opened, store_option


@click.command()
@store_option()
def mend(store: str) -> None:
    """Finish what a power cut or a kill interrupted, in the archive; also while the site runs.

    What was never acknowledged is cut off the archive's last file, and what was to be erased is erased.
    Nothing that was acknowledged is changed.

    \b
    Examples:
      geopolitik store mend
    """
    from geopolitik.storage.archive import archive_of, erasing

    with opened(store) as house:
        erasing.mend(archive_of(house.store), at=house.clock())
    click.echo(f"Mended: {store}")

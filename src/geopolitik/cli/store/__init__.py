"""`geopolitik store`: looking after the file that holds a site."""

from __future__ import annotations

import click

from geopolitik.cli.store.backup import backup
from geopolitik.cli.store.erase import erase
from geopolitik.cli.store.export import export
from geopolitik.cli.store.mend import mend
from geopolitik.cli.store.restore import restore
from geopolitik.cli.store.verify import verify


@click.group()
def store() -> None:
    """Copy what a site keeps, prove that it is whole, take out what must go; also while the site runs.

    \b
    Examples:
      geopolitik store backup backup-2031-05-14.db
      geopolitik store verify --store backup-2031-05-14.db
      geopolitik store restore backup-2031-05-14.db --store site.db
    """


store.add_command(backup)
store.add_command(verify)
for command in (restore, export, erase, mend):
    store.add_command(command)

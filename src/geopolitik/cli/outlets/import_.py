"""`geopolitik outlets import`: watch the feeds of a list of subscriptions."""

from __future__ import annotations

from pathlib import Path

import click

from geopolitik.cli.house import opened, store_option
from geopolitik.cli.outlets.permitting import permit_option
from geopolitik.errors import UsageError

_LARGEST = 16 * 1024 * 1024


@click.command("import")
@click.argument("file", metavar="FILE")
@permit_option()
@store_option(makes=True)
def import_(file: str, permit: tuple[str, ...], store: str) -> None:
    """Watch all feeds of FILE: OPML, as feed readers export it.

    Nothing is fetched yet. Feeds that are watched already stay as they are, and addresses that lead to no
    public web page are named and left out.

    \b
    Examples:
      geopolitik outlets import subscriptions.opml
    """
    from geopolitik.app.collecting.outlets import import_opml

    try:
        with Path(file).open("rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(file, f"can't be read ({(error.strerror or str(error)).lower()})", "") from error
    with opened(store, makes=True) as house:
        imported = import_opml(house, content, file, permitted=frozenset(permit))
    for address, reason in imported.refused:
        click.echo(f"Left out: {address} {reason}", err=True)
    click.echo(f"Watched: {imported.new} new, {imported.known} already; {len(imported.refused)} left out")

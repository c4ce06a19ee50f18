"""`geopolitik watch list`: what is watched."""

from __future__ import annotations

import click

from geopolitik.cli.house import opened, store_option


@click.command("list")
@store_option()
def list_(store: str) -> None:
    """List what is watched, the newest first.

    A line each: id, since when, outlet, text or name, `uncredited` or `all`, how many matches stand, who
    keeps it, and what is watched, tabs between them.

    \b
    Examples:
      geopolitik watch list
    """
    from geopolitik.app.people.console import here
    from geopolitik.app.watchlist.keeping import listed
    from geopolitik.text.clean import one_line

    with opened(store) as house:
        found = listed(house, here(house))
    for one in found:
        watch = one.watch
        which = "uncredited" if watch.uncredited else "all"
        cells = (watch.id, f"{watch.created_at:%Y-%m-%d}", watch.kind.value, which, f"{one.matches}", one.by)
        click.echo("\t".join((*cells, one_line(watch.title))))
    if not found:
        click.echo("Nothing is watched: geopolitik watch add --outlet NAME", err=True)

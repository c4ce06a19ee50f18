"""`geopolitik watch remove` and `restore`: no longer, and again."""

from __future__ import annotations

import click

from geopolitik.cli.house import opened, store_option


@click.command()
@click.argument("watch_id", metavar="ID")
@store_option()
def remove(watch_id: str, store: str) -> None:
    """Watch something no longer; what it has found stays, and `restore` brings it back.

    \b
    Examples:
      geopolitik watch remove p3qekugfb346
    """
    from geopolitik.app.people.console import here
    from geopolitik.app.watchlist.keeping import remove as take_off
    from geopolitik.text.clean import one_line

    with opened(store) as house:
        watch = take_off(house, here(house), watch_id)
    click.echo(one_line(f"No longer watched: {watch.kind} {watch.title}"))


@click.command()
@click.argument("watch_id", metavar="ID")
@store_option()
def restore(watch_id: str, store: str) -> None:
    """Watch something again that was removed; what arrived meanwhile is looked through.

    \b
    Examples:
      geopolitik watch restore p3qekugfb346
    """
    from geopolitik.app.people.console import here
    from geopolitik.app.watchlist.backlog import look_through
    from geopolitik.app.watchlist.keeping import restore as put_back
    from geopolitik.text.clean import one_line

    with opened(store) as house:
        watch = put_back(house, here(house), watch_id)
        look_through(house)
    click.echo(one_line(f"Watched again: {watch.kind} {watch.title}"))

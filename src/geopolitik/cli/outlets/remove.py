"""`geopolitik outlets remove`: watch a feed no longer."""

from __future__ import annotations

import click

from geopolitik.cli.house import opened, store_option
from geopolitik.text.inflection import count


@click.command()
@click.argument("addresses", metavar="URL...", nargs=-1, required=True)
@store_option()
def remove(addresses: tuple[str, ...], store: str) -> None:
    """Take the feed at URL off the list, as `geopolitik outlets list` names it.

    It is asked no more, and pages that it alone named are visited no more. What was kept stays: answers,
    captures, stories, and what the feed said of its pages. `geopolitik store erase` takes those away, and
    `geopolitik outlets add` puts the feed back.

    \b
    Examples:
      geopolitik outlets remove https://news.example.org/feed
    """
    from geopolitik.app.collecting.outlets import remove as leave

    with opened(store) as house:
        for address in addresses:
            removed = leave(house, address)
            pages = count(removed.named, "page")
            click.echo(f"Watched no more: {removed.feed.address}; what was kept of {pages} stays")

"""`geopolitik outlets add`: watch a feed, or a site's."""

from __future__ import annotations

from functools import partial

import click

from geopolitik.cli.house import opened, store_option
from geopolitik.cli.outlets.permitting import permit_option
from geopolitik.text.inflection import count


@click.command()
@click.argument("addresses", metavar="URL...", nargs=-1, required=True)
@click.option("--outlet", metavar="NAME", default="", help="Who publishes it; believed over its pages.")
@permit_option()
@store_option(makes=True)
def add(addresses: tuple[str, ...], outlet: str, permit: tuple[str, ...], store: str) -> None:
    """Watch the feed at URL, or the feed of the site whose page URL is.

    A feed is RSS, Atom, RDF, JSON Feed, a sitemap of news or a list of such. Of a page, the feed that it
    names is taken, or one that lies where feeds usually lie.

    \b
    Examples:
      geopolitik outlets add https://news.example.org/
      geopolitik outlets add https://news.example.org/world.xml --outlet "The Example"
    """
    from geopolitik.app.collecting.outlets import add as watch
    from geopolitik.app.collecting.running import from_web

    with opened(store, makes=True) as house:
        for address in addresses:
            added = watch(house, address, outlet=outlet, get=partial(from_web, permitted=frozenset(permit)))
            said = "Watched" if added.new else "Watched already"
            named = f" ({added.feed.title})" if added.feed.title else ""
            holds = count(added.sitemaps, "sitemap") if added.sitemaps else count(added.entries, "entry")
            click.echo(f"{said}: {added.feed.address}{named}, {holds}")

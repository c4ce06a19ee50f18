"""`geopolitik watch matches`: what was found."""

from __future__ import annotations

import click

from geopolitik.cli.house import opened, store_option


@click.command()
@click.argument("watch_id", metavar="[ID]", required=False)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 100), help="At most so many.")
@store_option()
def matches(watch_id: str | None, limit: int, store: str) -> None:
    """Tell what was found for the watch ID, or for all, the newest first.

    A line each: when, `new` or `there` (kept before the watch was added), what is watched, the outlet, what
    it has from whom, how likely that is, the page of the site with the redline, the copy's headline, and
    some of its words, tabs between them. What an analyst rejected, or a later trace no longer finds, is left
    out.

    \b
    Examples:
      geopolitik watch matches
      geopolitik watch matches p3qekugfb346
    """
    from geopolitik.app.people.console import here
    from geopolitik.app.watchlist.backlog import look_through
    from geopolitik.app.watchlist.keeping import matches as found_of
    from geopolitik.app.watchlist.keeping import one, titles
    from geopolitik.publish.matches import match_address, match_words, sureness
    from geopolitik.storage.paging import Paging
    from geopolitik.text.clean import one_line

    with opened(store) as house:
        look_through(house)
        found = found_of(house, here(house), watch_id, Paging(limit=limit), standing_only=True).items
        watched = titles(house, found)
        if watch_id is not None:
            watched[watch_id] = one(house, here(house), watch_id).title
    for match in found:
        cells = (
            f"{match.at:%Y-%m-%d %H:%M}",
            "there" if match.was_there else "new",
            watched.get(match.watch_id, ""),
            match.outlet_name,
            match_words(match),
            sureness(match),
            match_address(match),
            match.title,
            match.finding.passage,
        )
        click.echo("\t".join(one_line(cell) for cell in cells))
    if not found:
        click.echo("Nothing was found yet.", err=True)

"""`geopolitik outlets list`: the feeds that are watched, and how each is doing."""

from __future__ import annotations

import click

from geopolitik.cli.house import opened, store_option
from geopolitik.text.inflection import count


@click.command("list")
@store_option()
def list_(store: str) -> None:
    """Name the feeds that are watched: where, how often each is asked, and what is wrong with it.

    \b
    Examples:
      geopolitik outlets list
    """
    from geopolitik.app.collecting.outlets import everything
    from geopolitik.model.watched import Watched
    from geopolitik.text.clean import one_line

    def told(feed: Watched) -> str:
        if feed.gone_at is not None:
            return f"gone since {feed.gone_at:%Y-%m-%d}: {feed.trouble}"
        if feed.asked_at is None:
            return "not asked yet"
        if feed.trouble:
            times = count(feed.failures, "time")
            return f"failed {times}: {feed.trouble}; next at {feed.due_at:%Y-%m-%d %H:%M} UTC"
        return f"every {round(feed.seconds / 60)} min; next at {feed.due_at:%Y-%m-%d %H:%M} UTC"

    with opened(store) as house:
        feeds = everything(house)
    for feed in feeds:
        group = f"{feed.group}: " if feed.group else ""
        click.echo(one_line(f"{group}{feed.title or feed.page or 'without a title'} · {feed.address}"))
        click.echo(f"  {one_line(told(feed))}")
    if not feeds:
        click.echo("No feed is watched. Add one: geopolitik outlets add URL")

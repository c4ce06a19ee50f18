"""`geopolitik outlets export`: the feeds that are watched, as a list for other programs."""

from __future__ import annotations

import click

from geopolitik.cli.house import opened, store_option


@click.command()
@store_option()
def export(store: str) -> None:
    """Write the feeds that are watched to standard output, as OPML; those that are gone are left out.

    \b
    Examples:
      geopolitik outlets export > subscriptions.opml
    """
    from geopolitik.app.collecting.outlets import subscriptions
    from geopolitik.publish.feeds.opml import Subscription, to_opml

    with opened(store) as house:
        listed = [
            Subscription(
                title=feed.title or feed.address,
                feed_address=feed.address,
                page_address=feed.page or None,
                group=feed.group,
            )
            for feed in subscriptions(house)
        ]
    click.echo(to_opml(listed, title="Feeds that are watched").decode(), nl=False)

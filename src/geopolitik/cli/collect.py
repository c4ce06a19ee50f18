"""`geopolitik collect`: fetch what the feeds that are watched name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from geopolitik.cli.house import opened, store_option
from geopolitik.cli.outlets.dating import dating, timemap_option
from geopolitik.cli.outlets.permitting import permit_option
from geopolitik.text.inflection import count

if TYPE_CHECKING:
    from geopolitik.app.collecting.running import Tally


@click.command()
@click.option("--watch", is_flag=True, help="Go on until interrupted (Ctrl-C): each feed in its own rhythm.")
@click.option(
    "--clock-is-right",
    is_flag=True,
    help="Go on though the store holds later times: the clock was ahead then.",
)
@timemap_option()
@permit_option()
@store_option()
def collect(watch: bool, clock_is_right: bool, timemap: str, permit: tuple[str, ...], store: str) -> None:
    """Ask the feeds that are due, fetch the pages they name, and visit pages again.

    Every answer is kept as it came, each page as a capture; 1 hour, 24 hours and 7 days later it is visited
    again, and kept anew if its text was changed. Hosts are asked for one thing at a time, with a pause, and
    only for what their robots.txt lets us have. Feeds that change often are asked often: between every 5
    minutes and once a day.

    \b
    Examples:
      geopolitik collect                for cron: ends when nothing is due
      geopolitik collect --watch        for a service
    """
    from geopolitik.app.collecting.running import Collector
    from geopolitik.app.stories.catching_up import growing

    with opened(store) as house, _watched() as progress:
        collector = Collector(
            house,
            permitted=frozenset(permit),
            dated=dating(timemap, frozenset(permit)),
            clock_is_right=clock_is_right,
            progress=progress,
            arrived=growing(house),
        )
        try:
            tally = collector.watch() if watch else collector.once()
        except KeyboardInterrupt:
            tally = collector.tally
    click.echo(_told(tally))


def _told(tally: Tally) -> str:
    return (
        f"Asked {count(tally.feeds, 'feed')} and {count(tally.pages, 'page')}: {tally.named:,} new, "
        f"{count(tally.kept, 'capture')} kept, {tally.changed:,} of them changed, {tally.failed:,} failed"
    )


@contextmanager
def _watched() -> Iterator[Callable[[Tally], None]]:
    """Show the progress on standard error: a line that moves in a terminal, a line now and then elsewhere."""
    from geopolitik.text.clean import one_line, shorten

    terminal = sys.stderr is not None and sys.stderr.isatty()
    seen = 0

    def show(tally: Tally) -> None:
        nonlocal seen
        done = tally.feeds + tally.pages
        if terminal:
            line = shorten(one_line(f"{_told(tally)}; {tally.waiting} waiting · {tally.last}"), 110)
            click.echo(f"\r{line:<110}", nl=False, err=True)
        elif done >= seen + 100:
            seen = done
            click.echo(_told(tally), err=True)

    yield show
    if terminal:
        click.echo("\r" + " " * 110 + "\r", nl=False, err=True)

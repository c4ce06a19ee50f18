"""`geopolitik watch add`: watch an outlet, a text or a name."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geopolitik.cli.house import opened, store_option
from geopolitik.cli.outlets.permitting import permit_option
from geopolitik.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from geopolitik.app.house import House
    from geopolitik.app.watchlist.backlog import Progress
    from geopolitik.model.people import Viewer
    from geopolitik.model.watchlist import Watch

_WEB = ("http://", "https://")


@click.command()
@click.option("--outlet", metavar="NAME", help="Who copies one of this outlet's texts?")
@click.option(
    "--text",
    metavar="TEXT",
    help="Who copies this text? The id of a story, a capture or a wording that is kept; else a file, "
    "- for standard input, or an address, which is then kept.",
)
@click.option(
    "--name",
    metavar="NAME",
    help="Who mentions this name, or one of the aliases that the ledger's actors have for it?",
)
@click.option(
    "--uncredited",
    is_flag=True,
    help="Only copies that don't credit what they were made from; of a name: only where such a copy was made "
    "of a text that holds it.",
)
@permit_option()
@store_option()
def add(
    outlet: str | None,
    text: str | None,
    name: str | None,
    uncredited: bool,
    permit: tuple[str, ...],
    store: str,
) -> None:
    """Watch an outlet, a text or a name; what is kept already is looked through at once.

    If that is interrupted, it goes on with the next command, and while the site is served.

    \b
    Examples:
      geopolitik watch add --outlet Meridian --uncredited
      geopolitik watch add --text https://meridian.example/2031/strike
      geopolitik watch add --text p3qekugfb346
      geopolitik watch add --name "Yorvika Brastad"
    """
    from geopolitik.app.people.console import here
    from geopolitik.app.watchlist.backlog import look_through
    from geopolitik.app.watchlist.keeping import add as keep
    from geopolitik.app.watchlist.keeping import listed
    from geopolitik.model.watchlist import WatchKind
    from geopolitik.text.clean import one_line

    asked = [(WatchKind.OUTLET, outlet), (WatchKind.TEXT, text), (WatchKind.NAME, name)]
    named = [(kind, what) for kind, what in asked if what is not None]
    if len(named) != 1:
        raise UsageError("watch", "takes one thing at a time", "Say --outlet, --text or --name.")
    kind, what = named[0]
    with opened(store) as house:
        viewer = here(house)
        if kind is WatchKind.TEXT:
            made = _text(house, viewer, what, uncredited=uncredited, permitted=frozenset(permit))
        else:
            made = keep(house, viewer, kind, what, uncredited=uncredited)
        with _watched() as progress:
            look_through(house, progress=progress)
        found = next(one.matches for one in listed(house, viewer) if one.watch.id == made.id)
    also = f", also as {', '.join(made.means[1:])}" if kind is WatchKind.NAME and made.means[1:] else ""
    only = ", uncredited copies only" if uncredited else ""
    click.echo(one_line(f"Watched: {kind} {made.title}{also}{only} ({made.id})"))
    click.echo(f"In what is kept already: {found:,} {'match' if found == 1 else 'matches'}")


def _text(house: House, viewer: Viewer, what: str, *, uncredited: bool, permitted: frozenset[str]) -> Watch:
    """Watch a text that is kept, or keep what is handed over and watch that."""
    from geopolitik.app.collecting.one_page import kept_page
    from geopolitik.app.collecting.running import from_web
    from geopolitik.app.sources import STANDARD_INPUT, Source, as_capture
    from geopolitik.app.watchlist.keeping import add as keep
    from geopolitik.app.watchlist.keeping import add_text
    from geopolitik.model.watchlist import WatchKind

    if what.lower().startswith(_WEB):
        capture = kept_page(house, what, partial(from_web, permitted=permitted), permitted=permitted)
        return add_text(house, viewer, capture, uncredited=uncredited)
    if what == STANDARD_INPUT or Path(what).exists():
        return add_text(house, viewer, as_capture(Source(what)), uncredited=uncredited)
    try:
        return keep(house, viewer, WatchKind.TEXT, what, uncredited=uncredited)
    except NotFoundError as error:
        reason = "is no file, no address, and the id of no text that is kept"
        raise NotFoundError(what, reason, "List the stories: geopolitik stories") from error


@contextmanager
def _watched() -> Iterator[Progress | None]:
    """Show on standard error how many stories were looked through, if somebody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    yield lambda done: click.echo(f"\rLooked through: {done:,} stories", nl=False, err=True)
    click.echo("\r" + " " * 40 + "\r", nl=False, err=True)

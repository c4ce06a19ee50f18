"""`geopolitik check`: fetch one page, and say where its text comes from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geopolitik.cli.house import opened, store_option
from geopolitik.cli.outlets.dating import dating, timemap_option
from geopolitik.cli.outlets.permitting import permit_option
from geopolitik.cli.output import show
from geopolitik.cli.serve import DEFAULT_STORE
from geopolitik.errors import ExtractionError

if TYPE_CHECKING:
    from geopolitik.app.collecting.asking import Get
    from geopolitik.app.house import House
    from geopolitik.model.capture import Capture
    from geopolitik.model.story import Trace

    Dated = Callable[[Capture], Capture]

_NO_STORE = (
    "There is no store, so there was nothing to compare it with, and nothing of it was kept. "
    "Collect outlets first (geopolitik outlets add URL, geopolitik collect), or name a store with --store."
)


@click.command()
@click.argument("address", metavar="URL")
@click.option(
    "--severity",
    type=click.Choice(["high", "medium", "low"]),
    default="medium",
    show_default=True,
    help="The least severe changes that are listed; the rest are counted.",
)
@timemap_option()
@permit_option()
@store_option()
def check(address: str, severity: str, timemap: str, permit: tuple[str, ...], store: str) -> None:
    """Fetch the page at URL, find its story and original among what is kept, and tell the verdict.

    You learn whom it has its text from, what it changed, how many independent origins the story has, and
    which page to open. The answer is kept as it came, the page as a capture, and the story grows by it. It
    is asked for as the collector asks: public web pages only, as far as robots.txt lets us, with a pause
    between two visits to a host. Without a store, the text is read and nothing is kept.

    For files there are `geopolitik trace`, and `geopolitik ingest` to keep them.

    \b
    Examples:
      geopolitik check https://news.example.org/2031/05/strike
      geopolitik check https://news.example.org/2031/05/strike --store /srv/geopolitik.db
    """
    from geopolitik.app.collecting.running import from_web
    from geopolitik.model.story import Severity
    from geopolitik.publish.terminal.answer import print_answer
    from geopolitik.storage.postgres import is_address

    permitted = frozenset(permit)
    get, dated = partial(from_web, permitted=permitted), dating(timemap, permitted)
    if store == DEFAULT_STORE and not is_address(store) and not Path(store).is_file():
        trace, capture_id = _read(address, get, permitted, dated)
        pages: tuple[str, ...] = ()
    else:
        with opened(store) as house:
            trace, capture_id, pages = _grown(house, address, get, permitted, dated)
    least, alone = Severity(severity), "" if pages else _NO_STORE
    show(lambda console: print_answer(trace, capture_id, console, least=least, pages=pages, alone=alone))


def _read(address: str, get: Get, permitted: frozenset[str], dated: Dated) -> tuple[Trace, str]:
    """The page alone."""
    from geopolitik.app.collecting.one_page import fetched_page
    from geopolitik.app.tracing import trace
    from geopolitik.storage.moments import now

    capture = dated(fetched_page(address, get, now, permitted))
    found = trace(capture)
    if not found.annotations:
        raise ExtractionError(capture.address, "; ".join(one.reason for one in found.rejected))
    return found, capture.id


def _grown(
    house: House, address: str, get: Get, permitted: frozenset[str], dated: Dated
) -> tuple[Trace, str, tuple[str, ...]]:
    """The story of the page, grown by it, and where to look at it."""
    from geopolitik.app.collecting.one_page import kept_page
    from geopolitik.app.stories.growing import arrived
    from geopolitik.app.stories.planning import trace_of
    from geopolitik.publish.answering import answer
    from geopolitik.storage import stories

    capture = kept_page(house, address, get, permitted=permitted, dated=dated)
    arrival = arrived(house, [capture])[0]
    if arrival.story is None:
        raise ExtractionError(capture.address, f"{arrival.reason}. Its capture is kept")
    with house.store.reading() as r:
        head = stories.get(r, arrival.story)
        assert head is not None
        trace = trace_of(house, r, head)
        ids = {(edge.original, edge.copy): edge.id for edge in stories.edges_of(r, head.id)}
    ends = [(edge.original, edge.copy) for edge in answer(trace, capture.id).edges]
    redlines = [f"On the site: /s/{head.id}/r/{ids[pair]}, its redline" for pair in ends if pair in ids]
    pages = (*redlines, f"On the site: /s/{head.id}, its story", f"Here: geopolitik story {head.id}")
    return trace, capture.id, pages

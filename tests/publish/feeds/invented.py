"""An invented feed that has everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from geopolitik.publish.feeds import Author, Entry, Feed, Paging

ENTRY = Entry(
    id="tag:channel.example,2026-03-04:posts/7",
    title="Who says that the truce has run out",
    address="https://channel.example/posts/7",
    updated=datetime(2026, 3, 5, 9, 30, tzinfo=UTC),
    published=datetime(2026, 3, 4, 16, 33, 20, tzinfo=UTC),
    summary="New since the last revision: 1 capture.",
    authors=(Author("Ada Brenn", "https://channel.example/people/ada"),),
    content='<p>Both <em>sides</em> &amp; the <a href="https://meridian.example/1">agency</a>.</p>',
    language="en",
    categories=("Valdenia", "truce & trade"),
    based_on=("https://meridian.example/1?a=1&b=2", "javascript:alert(1)", "notes/local.txt"),
    rights="CC BY 4.0",
)

FEED = Feed(
    id="tag:channel.example,2026-03-01:stories/sarn",
    title="The Sarn truce",
    address="https://channel.example/stories/sarn",
    self_address="https://channel.example/stories/sarn.atom?page=2",
    updated=datetime(2026, 3, 5, 9, 30, tzinfo=UTC),
    description="What is told of the truce",
    authors=(Author("GeoPolitik"),),
    language="en-GB",
    rights="Ours, but for the passages",
    icon="https://channel.example/icon.png",
    paging=Paging(
        previous="https://channel.example/stories/sarn.atom",
        next="https://channel.example/stories/sarn.atom?page=3",
    ),
    entries=(
        ENTRY,
        Entry(
            id="tag:channel.example,2026-03-02:posts/3",
            title="First shots",
            address="https://channel.example/posts/3",
            updated=datetime(2026, 3, 2, 8, tzinfo=UTC),
            summary="First revision: 2 captures.",
        ),
    ),
)


def telling(text: str) -> Feed:
    """The feed with the text in each place in which text can stand."""
    author = Author(text)
    entry = replace(
        ENTRY, title=text, summary=text, authors=(author,), categories=(text,), rights=text, content=text
    )
    return replace(FEED, title=text, description=text, authors=(author,), rights=text, entries=(entry,))

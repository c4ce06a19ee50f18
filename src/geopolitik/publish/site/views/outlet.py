"""An outlet as its page shows it: what it publishes, copies, lends and bends, by passages and no score."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from geopolitik.app.quoting import Shown
from geopolitik.model.keeping import Appearance, KeptDerivation, StoryHead
from geopolitik.model.story import Trace
from geopolitik.publish.reading import in_reading_order
from geopolitik.publish.site.views.addresses import outlet_address, redline_address, story_address
from geopolitik.publish.site.views.changes import Card, telling_cards
from geopolitik.publish.site.views.crediting import Crediting

_BENDS = 3
"""So many redlines show how an outlet bends; two changes of each."""


@dataclass(frozen=True, slots=True)
class Published:
    """A text of the outlet."""

    title: str
    language: str
    when: str
    story: str
    story_address: str


@dataclass(frozen=True, slots=True)
class Between:
    """A derivation from or to the outlet."""

    other: str
    other_address: str
    kind: str
    credit: str
    tally: tuple[tuple[str, int], ...]
    address: str
    story: str


@dataclass(frozen=True, slots=True)
class Bend:
    """A change that the outlet made, with both passages."""

    card: Card
    original: str
    copy: str
    address: str
    story: str


@dataclass(frozen=True, slots=True)
class OutletView:
    """All that an outlet's page shows."""

    slug: str
    name: str
    published: tuple[Published, ...]
    copies: tuple[Between, ...]
    """What it made of other texts, its own earlier ones among them."""
    lends: tuple[Between, ...]
    """What others made of its texts."""
    bends: tuple[Bend, ...]


def outlet_view(
    slug: str,
    texts: Sequence[Appearance],
    crediting: Crediting,
    heads: Mapping[str, StoryHead],
    story_of: Callable[[str], tuple[Trace, Shown]],
) -> OutletView:
    """An outlet's page.

    Args:
        texts: what it published, newest stories first.
        crediting: the edges from or to it, and what may be said about them.
        heads: the stories that they belong to, by id; an edge of any other is left out.
        story_of: gives a story's latest trace, and what the public is shown of its texts.
    """
    edges = [
        edge
        for edge in crediting.edges.values()
        if edge.story_id in heads and not crediting.is_rejected(edge)
    ]
    copies = [edge for edge in edges if edge.copy_outlet == slug]
    lends = [edge for edge in edges if edge.original_outlet == slug and edge.copy_outlet != slug]
    names = [text.outlet_name for text in texts] or [_name(edge, slug) for edge in (*copies, *lends)]
    return OutletView(
        slug=slug,
        name=names[0],
        published=tuple(_published(text, heads[text.story_id]) for text in texts if text.story_id in heads),
        copies=tuple(_between(edge, crediting, heads, is_copy=True) for edge in copies),
        lends=tuple(_between(edge, crediting, heads, is_copy=False) for edge in lends),
        bends=tuple(_bends(copies, crediting, heads, story_of)),
    )


def _name(edge: KeptDerivation, slug: str) -> str:
    return edge.copy_name if edge.copy_outlet == slug else edge.original_name


def _published(text: Appearance, head: StoryHead) -> Published:
    return Published(text.title, text.language or "", text.published or "", head.title, story_address(head))


def _between(
    edge: KeptDerivation, crediting: Crediting, heads: Mapping[str, StoryHead], *, is_copy: bool
) -> Between:
    other = (edge.original_name, edge.original_outlet) if is_copy else (edge.copy_name, edge.copy_outlet)
    return Between(
        other=other[0],
        other_address=outlet_address(other[1]),
        kind=edge.kind,
        credit=crediting.words(edge),
        tally=(("high", edge.high), ("medium", edge.medium), ("low", edge.low)),
        address=redline_address(edge.story_id, edge.id),
        story=heads[edge.story_id].title,
    )


def _bends(
    copies: Sequence[KeptDerivation],
    crediting: Crediting,
    heads: Mapping[str, StoryHead],
    story_of: Callable[[str], tuple[Trace, Shown]],
) -> list[Bend]:
    found: list[Bend] = []
    # A change within the outlet's own texts is a correction more often than not.
    bent = [edge for edge in copies if edge.high and edge.original_outlet != edge.copy_outlet]
    for edge in bent[:_BENDS]:
        trace, shown = story_of(edge.story_id)
        redline = next(
            (r for r in trace.redlines if (r.original, r.copy) == (edge.original, edge.copy)), None
        )
        if redline is None:
            continue
        ordered = in_reading_order(replace(trace, redlines=(redline,))).redlines[0]
        for card in telling_cards(ordered, edge, crediting, shown, most=2):
            found.append(
                Bend(
                    card=card,
                    original=edge.original_name,
                    copy=edge.copy_name,
                    address=redline_address(edge.story_id, edge.id),
                    story=heads[edge.story_id].title,
                )
            )
    return found

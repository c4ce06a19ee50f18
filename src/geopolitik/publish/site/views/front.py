"""The front page: what is new, what is read, and one example of what a retelling changed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from geopolitik.app.access import may_enter, may_see
from geopolitik.app.naming import credit_words
from geopolitik.app.popular import most_popular
from geopolitik.app.stories.looking import as_told, glance
from geopolitik.model.keeping import KeptDerivation, StoryHead
from geopolitik.model.people import Role
from geopolitik.model.publishing import Channel, Post
from geopolitik.model.story import CreditState
from geopolitik.publish.site.rendering import environment
from geopolitik.publish.site.views.addresses import redline_address, told_by
from geopolitik.publish.site.views.changes import telling_cards
from geopolitik.publish.site.views.ledger.front import LedgerView, ledger_view
from geopolitik.publish.site.views.reading import Reading
from geopolitik.publish.site.views.redline import edge_of
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import channels, decisions, posts, stories
from geopolitik.storage.paging import Paging
from geopolitik.text.inflection import count

_STORIES = 14
_POSTS = 6
_POPULAR = 5
_APPROVED = 4


@dataclass(frozen=True, slots=True)
class Teaser:
    """A story on the front page."""

    head: StoryHead
    line: str
    """What is known of it, in a sentence."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A channel, with how many of its posts the viewer may see."""

    channel: Channel
    posts: int


@dataclass(frozen=True, slots=True)
class Approved:
    """A copy that an editor says doesn't credit its original."""

    edge: KeptDerivation
    credit: str
    address: str


@dataclass(frozen=True, slots=True)
class FrontView:
    """All that the front page shows."""

    lead: Teaser | None
    bent: str
    """Markup: what a retelling of the lead changed; empty if nothing shows it."""
    second: tuple[Teaser, ...]
    rest: tuple[Teaser, ...]
    has_more: bool
    popular: tuple[StoryHead, ...]
    popular_posts: tuple[Post, ...]
    posts: tuple[Post, ...]
    channels: tuple[Shelf, ...]
    approved: tuple[Approved, ...]
    ledger: LedgerView | None


def front_view(visit: Visit) -> FrontView:
    """What a viewer sees on the front page now."""
    outright, guests = visit.viewer.at_least(Role.ANALYST), visit.settings.guests
    popular, popular_posts = _popular_ids(visit, "story"), _popular_ids(visit, "post")
    with visit.house.store.reading() as r:
        newest = stories.newest(r, public_only=not outright, paging=Paging(limit=_STORIES))
        ours = posts.published(r, visit.viewer, guests=guests, paging=Paging(limit=_POSTS))
        heads = stories.some(r, popular, public_only=not outright) if popular else {}
        told = [_teaser(r, head, outright=outright) for head in newest.items[:4]]
        shelves = tuple(
            Shelf(channel, posts.count(r, visit.viewer, channel.id, guests=guests))
            for channel in channels.all_channels(r)
            if may_enter(visit.viewer, channel, guests=guests)
        )
        read = tuple(_posts(r, visit, popular_posts))
        approved = decisions.approved_uncredited(r, limit=_APPROVED)
    return FrontView(
        lead=told[0] if told else None,
        bent=_bent(visit, newest.items[0]) if newest.items else "",
        second=tuple(told[1:]),
        rest=tuple(Teaser(head, told_by(head)) for head in newest.items[4:]),
        has_more=newest.next is not None,
        popular=tuple(heads[i] for i in popular if i in heads)[:_POPULAR],
        popular_posts=read[:_POPULAR],
        posts=ours.items,
        channels=shelves,
        approved=tuple(
            Approved(
                edge,
                credit_words(CreditState(edge.credit), edge.credited_to, edge.original_name),
                redline_address(edge.story_id, edge.id),
            )
            for edge, _ in approved
        ),
        ledger=ledger_view(visit),
    )


def _popular_ids(visit: Visit, kind: str) -> tuple[str, ...]:
    """Ids of what is read most; counted anew once a minute, since it reads a week's counts."""
    minute = int(visit.now.timestamp() // 60)
    key = ("popular", kind, minute)
    found = visit.site.bodies.get(key, lambda: "\n".join(most_popular(visit.house, kind, limit=4 * _POPULAR)))
    return tuple(found.split("\n")) if found else ()


def _posts(connection: Connection, visit: Visit, ids: tuple[str, ...]) -> list[Post]:
    found = []
    for post_id in ids:
        post = posts.get(connection, post_id)
        channel = channels.get(connection, post.channel_id) if post else None
        if post and channel and may_see(visit.viewer, channel, post, guests=visit.settings.guests):
            found.append(post)
    return found


def _teaser(connection: Connection, head: StoryHead, *, outright: bool) -> Teaser:
    edges = stories.edges_of(connection, head.id)
    if not outright:
        decided = decisions.standing(connection, [edge.id for edge in edges])
        edges = tuple(as_told(edge, decided.get(edge.id)) for edge in edges)
    high = sum(edge.high for edge in edges)
    if not edges:
        return Teaser(head, told_by(head))
    changes = f", {count(high, 'change')} of high severity" if high else ""
    return Teaser(head, f"{told_by(head)}; {count(len(edges), 'retelling')}{changes}")


def _bent(visit: Visit, head: StoryHead) -> str:
    reading = Reading(visit, glance(visit.house, visit.viewer, head.id))
    return visit.site.bodies.get(("bent", *reading.key), lambda: _bent_body(reading))


def _bent_body(reading: Reading) -> str:
    """The change that shows best what was done to the lead story's text."""
    crediting = reading.crediting
    for edge in sorted(crediting.edges.values(), key=lambda edge: (-edge.high, edge.id)):
        found = None if crediting.is_rejected(edge) or not edge.high else edge_of(reading.trace, edge)
        redline = found.redline if found else None
        cards = telling_cards(redline, edge, crediting, reading.shown, most=1) if redline else ()
        if cards:
            return (
                environment()
                .get_template("front_bent.html.j2")
                .render(card=cards[0], edge=edge, address=redline_address(edge.story_id, edge.id))
            )
    return ""

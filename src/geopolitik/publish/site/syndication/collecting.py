"""What each feed holds, the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import quote

from geopolitik.app.access import may_visit
from geopolitik.app.cases.looking import look
from geopolitik.app.posting.channels import find
from geopolitik.app.searching import search
from geopolitik.app.stories.looking import glance
from geopolitik.app.stories.record import record_of
from geopolitik.errors import NotFoundError, RefusedError
from geopolitik.model.people import VISITOR, User
from geopolitik.model.publishing import Post
from geopolitik.publish.feeds import Entry, Feed, Paging
from geopolitik.publish.site.syndication.entries import (
    decision_entry,
    post_entry,
    revision_entry,
    story_entry,
    turn_entry,
    uncredited_entry,
)
from geopolitik.publish.site.syndication.ledger import case_entries
from geopolitik.publish.site.syndication.naming import name
from geopolitik.publish.site.views.addresses import outlet_address, story_address
from geopolitik.publish.site.views.results import asked
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import accounts, decisions, paging, posts, revisions, stories
from geopolitik.text.clean import one_line

MOST = 30
"""Entries of a feed."""
_REVISIONS = 12
_NEVER = datetime(2026, 1, 1, tzinfo=UTC)
"""When a feed changed that holds nothing."""


def as_visitor(visit: Visit) -> Visit:
    """The visit as one of somebody who isn't signed in: readers' programs aren't, and feeds are shared.

    Raises:
        RefusedError: visitors may not read this site.
    """
    if not may_visit(VISITOR, guests=visit.settings.guests):
        raise RefusedError(
            "the feeds", "are for sites that visitors may read", "Sign in, and read the pages."
        )
    return replace(visit, viewer=VISITOR)


@dataclass(frozen=True, slots=True)
class _Part:
    """Some entries, with where they stand in a long list."""

    entries: list[Entry]
    after: str = ""
    """The cursor that was asked for; empty on the first page."""
    next: str | None = None


def whole_site(visit: Visit) -> Feed:
    """Posts, stories and approved copies together."""
    entries = [*_posts(visit).entries, *_stories(visit).entries, *_uncredited(visit)]
    return _feed(visit, ("site",), visit.settings.name, "/", "/feeds/site", _Part(entries))


def all_stories(visit: Visit) -> Feed:
    """Every story, as it is now."""
    found = _stories(visit, after=visit.query("after"))
    return _feed(visit, ("stories",), "Stories", "/stories", "/feeds/stories", found)


def all_posts(visit: Visit) -> Feed:
    """The posts of all channels that are open to everyone."""
    found = _posts(visit, after=visit.query("after"))
    return _feed(visit, ("posts",), "Posts", "/channels", "/feeds/posts", found)


def uncredited(visit: Visit) -> Feed:
    """The copies that credit nobody, or another, as far as an editor approved that."""
    title, found = "Approved uncredited copies", _Part(_uncredited(visit))
    return _feed(visit, ("uncredited",), title, "/stories", "/feeds/uncredited", found)


def of_channel(visit: Visit) -> Feed:
    """A channel's posts.

    Raises:
        NotFoundError: there is none, or a visitor may not open it.
    """
    channel = find(visit.house, VISITOR, visit.part("slug"))
    found = _posts(visit, channel.id, after=visit.query("after"))
    page, parts = f"/c/{channel.slug}", ("channel", channel.id)
    made = _feed(visit, parts, channel.title, page, f"{page}/feed", found, channel.created_at)
    return replace(made, description=channel.description)


def of_story(visit: Visit) -> Feed:
    """A story's revisions, what became of it, and what was decided about its derivations.

    Raises:
        NotFoundError: there is none, or a visitor may not know of it.
    """
    story = glance(visit.house, VISITOR, visit.part("story_id"))
    head = story.head
    with visit.house.store.reading() as r:
        made = revisions.numbers(r, head.id)[-_REVISIONS:]
        history = [(edge, decision) for edge in story.edges for decision in decisions.history(r, edge.id)]
        people = {by: accounts.user(r, by) for by in {decision.by for _, decision in history}}
    entries = [revision_entry(visit, head, number, at) for number, at in made]
    entries += [turn_entry(visit, head, entry) for entry in record_of(visit.house, VISITOR, head.id)]
    entries += [decision_entry(visit, edge, decision, people[decision.by]) for edge, decision in history]
    path, parts = f"/s/{head.id}/feed", ("story", head.id)
    return _feed(visit, parts, head.title, story_address(head), path, _Part(entries), head.created_at)


def of_case(visit: Visit) -> Feed:
    """What was edited in a case of the ledger, and which of its entries became known.

    Raises:
        NotFoundError: there is none, or a visitor may not know of it.
    """
    kept = look(visit.house, VISITOR, visit.part("case_id"))
    head, page = kept.head, f"/ledger/{kept.head.id}"
    found = _Part(case_entries(visit, kept))
    return _feed(visit, ("case", head.id), kept.case.title, page, f"{page}/feed", found, head.created_at)


def of_outlet(visit: Visit) -> Feed:
    """The stories with an outlet's texts, and its approved uncredited copies.

    Raises:
        NotFoundError: there is none of which a visitor may see a text.
    """
    slug, after = visit.part("slug"), visit.query("after")
    title = _outlet_name(visit, slug)
    found = _stories(visit, slug, after=after)
    if not after:
        found = replace(found, entries=[*found.entries, *_uncredited(visit, slug)])
    page = outlet_address(slug)
    return _feed(visit, ("outlet", slug), title, page, f"{page}/feed", found)


def of_search(visit: Visit) -> Feed:
    """What a search finds, by the time of its last change.

    Raises:
        UsageError: it is too long, or was asked too often.
    """
    query = asked(visit)
    hits = search(visit.house, VISITOR, query, limit=MOST) if query else ()
    ids = list(dict.fromkeys(hit.subject for hit in hits if hit.kind != "post"))
    with visit.house.store.reading() as r:
        heads = stories.some(r, ids, public_only=True)
        found = [post for hit in hits if hit.kind == "post" and (post := posts.get(r, hit.subject))]
    entries = [story_entry(visit, head) for head in heads.values()] + _told(visit, found)
    parts = ("search", query or "-")
    made = _feed(visit, parts, f"Search: {query}", "/search", "/search/feed", _Part(entries))
    at = f"?q={quote(query, safe='')}"
    return replace(made, address=made.address + at, self_address=made.self_address + at)


def _outlet_name(visit: Visit, slug: str) -> str:
    with visit.house.store.reading() as r:
        texts = stories.of_outlet(r, slug, public_only=True, limit=1)
        edges = stories.edges_with(r, slug, public_only=True, limit=1)
    if texts:
        return texts[0].outlet_name
    for edge in edges:
        return edge.copy_name if edge.copy_outlet == slug else edge.original_name
    raise NotFoundError(slug, "there is no such outlet", "Look at the list of outlets.")


def _posts(visit: Visit, channel_id: str | None = None, *, after: str = "") -> _Part:
    asked_for = paging.Paging(limit=MOST, after=after or None)
    with visit.house.store.reading() as r:
        page = posts.published(
            r, VISITOR, guests=visit.settings.guests, channel_id=channel_id, paging=asked_for
        )
    return _Part(_told(visit, page.items), after, page.next)


def _told(visit: Visit, found: Iterable[Post]) -> list[Entry]:
    people: dict[str, User | None] = {}
    entries = []
    for post in found:
        if post.author_id not in people:
            with visit.house.store.reading() as r:
                people[post.author_id] = accounts.user(r, post.author_id)
        entries.append(post_entry(visit, post, people[post.author_id]))
    return entries


def _stories(visit: Visit, outlet: str | None = None, *, after: str = "") -> _Part:
    asked_for = paging.Paging(limit=MOST, after=after or None)
    with visit.house.store.reading() as r:
        page = stories.newest(r, public_only=True, outlet=outlet, paging=asked_for)
    entries = [story_entry(visit, head) for head in page.items]
    return _Part(entries, after, page.next)


def _uncredited(visit: Visit, outlet: str | None = None) -> list[Entry]:
    with visit.house.store.reading() as r:
        pairs = decisions.approved_uncredited(r)
    wanted = [(e, d) for e, d in pairs if outlet in (None, e.copy_outlet, e.original_outlet)]
    return [uncredited_entry(visit, edge, decision) for edge, decision in wanted[:MOST]]


def _feed(
    visit: Visit,
    parts: tuple[str, ...],
    title: str,
    page: str,
    path: str,
    found: _Part,
    since: datetime | None = None,
) -> Feed:
    """A feed of some entries, newest first.

    Args:
        parts: what names it, after `feed`.
        page: the address of the page for readers.
        path: its own address, without the ending.
        since: when what it is about was made.
    """
    site, whole = visit.site, visit.settings.name
    own = f"{site.address}{path}.{visit.part('fmt')}"
    entries = sorted(found.entries, key=lambda entry: (entry.updated, entry.id), reverse=True)
    return Feed(
        id=name(site, "feed", *parts, since=since),
        title=whole if title == whole else f"{one_line(title)} – {whole}",
        address=site.address + page,
        self_address=f"{own}?after={found.after}" if found.after else own,
        updated=max((entry.updated for entry in entries), default=since or _NEVER),
        entries=tuple(entries),
        description=visit.settings.description,
        language="en",
        paging=Paging(
            first=own if found.after or found.next else None,
            next=f"{own}?after={found.next}" if found.next else None,
        ),
    )

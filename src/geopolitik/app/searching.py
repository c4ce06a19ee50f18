"""Search over everything kept, of which each viewer finds what they may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection

from geopolitik.app.access import may_see, may_visit
from geopolitik.app.house import House
from geopolitik.app.queries import Query, parsed
from geopolitik.model.keeping import Appearance, Hit
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import appearances, channels, fulltext, posts, settings, stories
from geopolitik.storage.fulltext import Ranked

LONGEST = 200
"""Characters of a query."""
_AT_ONCE = 200
"""Hits that are looked at together."""
_AT_FIRST = 100
"""So many are ranked at first: mostly all that is shown is among them."""


def search(house: House, viewer: Viewer, query: str, *, limit: int = 30) -> tuple[Hit, ...]:
    """The stories, texts and posts that hold all words of a query, best first.

    A query without words lists the texts that it asks for, those published last first.

    Args:
        house: the site.
        viewer: who asks.
        query: words, of which the last letters may be missing, "phrases", and what texts are sifted by:
            outlet:, lang:, before:, after:, uncredited:
        limit: at most so many.

    Raises:
        UsageError: the query names a day that isn't one.
    """
    asked = parsed(query[:LONGEST])
    with house.store.reading() as r:
        guests = settings.load(r).guests
        if not may_visit(viewer, guests=guests):
            return ()
        public_only = not viewer.at_least(Role.ANALYST)
        texts = _sifted(r, asked, public_only=public_only)
        if asked.sifts and not fulltext.terms(asked.words):
            return _listed(appearances.newest(r, texts, limit=limit))
        among = texts.with_only_columns(*appearances.KEY) if asked.sifts else None
        for most in (_AT_FIRST, fulltext.MOST):
            kinds = ("capture",) if asked.sifts else ("story", "capture", "post")
            found = fulltext.ranked(r, asked.words, kinds=kinds, most=most, among=among)
            best = [*islice(_seen(r, viewer, found, guests=guests), limit)]
            if len(best) == limit or len(found) < most:
                break
        only_openings = ("capture",) if public_only else ()
        return fulltext.shown(r, asked.words, best, only_openings=only_openings)


def _sifted(connection: Connection, asked: Query, *, public_only: bool) -> appearances.Texts:
    """The texts that are asked for, whatever their words."""
    return appearances.wanted(
        connection,
        public_only=public_only,
        outlet=asked.outlet,
        language=asked.language,
        before=asked.before,
        after=asked.after,
        uncredited_only=asked.uncredited,
    )


def _seen(
    connection: Connection, viewer: Viewer, found: Sequence[Ranked], *, guests: bool
) -> Iterator[Ranked]:
    """What of it may be seen."""
    public_only = not viewer.at_least(Role.ANALYST)
    rest = iter(found)
    while some := [*islice(rest, _AT_ONCE)]:
        subjects = [one.key[1] for one in some if one.key[0] != "post"]
        heads = stories.some(connection, subjects, public_only=public_only)
        for one in some:
            kind, subject, _ = one.key
            if kind != "post":
                seen = subject in heads
            else:
                post = posts.get(connection, subject)
                channel = channels.get(connection, post.channel_id) if post else None
                seen = bool(post and channel and may_see(viewer, channel, post, guests=guests))
            if seen:
                yield one


def _listed(found: Sequence[Appearance]) -> tuple[Hit, ...]:
    """What is asked for by no words: the texts, and nothing of their wording."""
    return tuple(Hit("capture", text.story_id, text.capture_id, text.title, (), 0.0) for text in found)

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
    kinds = ("capture",) if asked.sifts else ("story", "capture", "post")
    with house.store.reading() as r:
        guests = settings.load(r).guests
        if not may_visit(viewer, guests=guests):
            return ()
        public_only = not viewer.at_least(Role.ANALYST)
        if asked.sifts and not fulltext.terms(asked.words):
            return _listed(r, asked, public_only=public_only, limit=limit)
        found = _seen(r, asked, viewer, fulltext.ranked(r, asked.words, kinds=kinds), guests=guests)
        only_openings = ("capture",) if public_only else ()
        return fulltext.shown(r, asked.words, [*islice(found, limit)], only_openings=only_openings)


def _seen(
    connection: Connection, asked: Query, viewer: Viewer, found: Sequence[Ranked], *, guests: bool
) -> Iterator[Ranked]:
    """What of it is asked for, and may be seen."""
    public_only = not viewer.at_least(Role.ANALYST)
    rest = iter(found)
    while some := [*islice(rest, _AT_ONCE)]:
        subjects = [one.key[1] for one in some if one.key[0] != "post"]
        heads = stories.some(connection, subjects, public_only=public_only)
        for one in _sifted(connection, asked, some, public_only=public_only):
            kind, subject, _ = one.key
            if kind != "post":
                seen = subject in heads
            else:
                post = posts.get(connection, subject)
                channel = channels.get(connection, post.channel_id) if post else None
                seen = bool(post and channel and may_see(viewer, channel, post, guests=guests))
            if seen:
                yield one


def _listed(connection: Connection, asked: Query, *, public_only: bool, limit: int) -> tuple[Hit, ...]:
    """What is asked for by no words: the texts, and nothing of their wording."""
    found = appearances.newest(
        connection,
        public_only=public_only,
        outlet=asked.outlet,
        language=asked.language,
        before=asked.before,
        after=asked.after,
        uncredited_only=asked.uncredited,
        limit=limit,
    )
    return tuple(Hit("capture", text.story_id, text.capture_id, text.title, (), 0.0) for text in found)


def _sifted(
    connection: Connection, asked: Query, found: Sequence[Ranked], *, public_only: bool
) -> Sequence[Ranked]:
    """The hits that are asked for by more than their words; all of them if nothing more is asked."""
    if not asked.sifts:
        return found
    texts = appearances.some(connection, [one.key[1:] for one in found])
    wanted = {key for key, text in texts.items() if _is_wanted(asked, text)}
    if asked.uncredited:
        ids = {story for story, _ in wanted}
        copies = appearances.uncredited(connection, ids, approved_only=public_only)
        wanted = {key for key in wanted if (key[0], texts[key].outlet) in copies}
    return [one for one in found if one.key[1:] in wanted]


def _is_wanted(asked: Query, text: Appearance) -> bool:
    day = (text.published or "")[:10]
    return (
        asked.outlet in text.outlet_name.casefold()
        and asked.language in ("", text.language)
        and (asked.before is None or "" < day < asked.before.isoformat())
        and (asked.after is None or day >= asked.after.isoformat())
    )

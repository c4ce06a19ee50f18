"""What repeats on the pages of outlets: learnt from the last pages of each, and asked by slug."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from sqlalchemy import Connection, delete, func, insert, select

from geopolitik.model.profile import OutletProfile
from geopolitik.steps.group.linking import Linked
from geopolitik.storage.schema import (
    outlet_blocks,
    outlet_furniture,
    outlet_pages,
    stories,
    story_captures,
)

PAGES = 20
"""So many of an outlet's last pages count."""
LEAST_PAGES = 4
LEAST_STORIES = 3
LEAST_SHARE = 0.2
"""A block is furniture that stands on so many of them, at so many stories, and on this share of them."""
ONE_TEXT = 1 / 3
"""Two pages are versions of one text if they share so much of the shorter one's blocks."""


def of_outlets(connection: Connection, outlets: Collection[str]) -> dict[str, OutletProfile]:
    """What is known to repeat, by the slugs of outlets; those of which nothing is known are left out."""
    query = select(outlet_furniture).where(outlet_furniture.c.outlet.in_(list(outlets)))
    found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.outlet][row.block] = (row.pages, row.of_pages)
    return {outlet: OutletProfile(outlet, repeated) for outlet, repeated in found.items()}


def learn(
    connection: Connection, outlet: str, page: str, capture_id: str, blocks: Iterable[tuple[str, bool]]
) -> frozenset[str]:
    """Learn from a page of an outlet that stands in a story by now.

    Args:
        outlet: its slug.
        page: made from the page's address: a later version takes the place of the one before.
        capture_id: the page's capture.
        blocks: keys of its blocks, and whether each is read as part of the story.

    Returns:
        The keys of blocks that are known to repeat from now on.
    """
    had = select(outlet_pages.c.number).where(outlet_pages.c.outlet == outlet, outlet_pages.c.page == page)
    _drop(connection, list(connection.execute(had).scalars()))
    row = {"outlet": outlet, "page": page, "capture_id": capture_id}
    made = connection.execute(insert(outlet_pages).values(**row)).inserted_primary_key
    assert made is not None
    rows = [{"page": made[0], "block": key, "in_story": in_story} for key, in_story in blocks]
    if rows:
        connection.execute(insert(outlet_blocks), rows)
    pages = _pages(connection, outlet)
    _drop(connection, pages[PAGES:])
    return _settled(connection, outlet, pages[:PAGES])


def brought_together(connection: Connection, outlet: str, blocks: Collection[str]) -> tuple[str, ...]:
    """Ids of the stories in which several of an outlet's last pages hold some of these blocks."""
    query = (
        select(story_captures.c.story_id)
        .join(stories, stories.c.id == story_captures.c.story_id)
        .join(outlet_pages, outlet_pages.c.capture_id == story_captures.c.capture_id)
        .join(outlet_blocks, outlet_blocks.c.page == outlet_pages.c.number)
        .where(
            outlet_pages.c.outlet == outlet,
            outlet_blocks.c.block.in_(list(blocks)),
            stories.c.withdrawn_at.is_(None),
        )
        .group_by(story_captures.c.story_id)
        .having(func.count(func.distinct(outlet_pages.c.number)) > 1)
        .order_by(story_captures.c.story_id)
    )
    return tuple(connection.execute(query).scalars())


def forget(connection: Connection, capture_ids: Collection[str]) -> None:
    """Take out what was learnt from texts that are erased."""
    query = select(outlet_pages.c.number).where(outlet_pages.c.capture_id.in_(list(capture_ids)))
    _drop(connection, list(connection.execute(query).scalars()))


def _pages(connection: Connection, outlet: str) -> list[int]:
    """The numbers of an outlet's pages, the newest first."""
    query = select(outlet_pages.c.number).where(outlet_pages.c.outlet == outlet)
    return list(connection.execute(query.order_by(outlet_pages.c.number.desc())).scalars())


def _drop(connection: Connection, pages: Sequence[int]) -> None:
    if pages:
        connection.execute(delete(outlet_blocks).where(outlet_blocks.c.page.in_(pages)))
        connection.execute(delete(outlet_pages).where(outlet_pages.c.number.in_(pages)))


def _settled(connection: Connection, outlet: str, pages: Sequence[int]) -> frozenset[str]:
    """Say what repeats on an outlet's last pages; what of that wasn't known."""
    c = outlet_furniture.c
    rows = connection.execute(select(c.block, c.pages, c.of_pages).where(c.outlet == outlet))
    known = {row.block: (row.pages, row.of_pages) for row in rows}
    found = _repeated(connection, outlet, pages)
    if found != known:
        connection.execute(delete(outlet_furniture).where(c.outlet == outlet))
        if found:
            new = [
                {"outlet": outlet, "block": key, "pages": on, "of_pages": of}
                for key, (on, of) in sorted(found.items())
            ]
            connection.execute(insert(outlet_furniture), new)
    return frozenset(found) - frozenset(known)


def _repeated(connection: Connection, outlet: str, pages: Sequence[int]) -> dict[str, tuple[int, int]]:
    """What repeats on an outlet's last pages: on how many, and of how many."""
    least = max(LEAST_PAGES, LEAST_SHARE * len(pages))
    if len(pages) < LEAST_PAGES:
        return {}
    c = outlet_blocks.c
    query = select(c.block, func.count()).where(c.page.in_(pages)).group_by(c.block)
    counts = {row[0]: row[1] for row in connection.execute(query.having(func.count() >= least))}
    wide = _at_stories(connection, pages, counts) if counts else frozenset()
    own = wide - _carried_elsewhere(connection, outlet, wide) if wide else wide
    return {key: (counts[key], len(pages)) for key in own}


def _at_stories(connection: Connection, pages: Sequence[int], blocks: Collection[str]) -> frozenset[str]:
    """Those of some blocks that stand on pages of several stories: a text that grows repeats itself too.

    Pages of one story that share little of their text count as several: what repeats on them may be all that
    brought them together.
    """
    c = outlet_blocks.c
    query = (
        select(c.page, c.block, c.in_story, story_captures.c.story_id)
        .join(outlet_pages, outlet_pages.c.number == c.page)
        .join(story_captures, story_captures.c.capture_id == outlet_pages.c.capture_id)
        .join(stories, stories.c.id == story_captures.c.story_id)
        .where(c.page.in_(pages), stories.c.withdrawn_at.is_(None))
    )
    held: dict[int, set[str]] = defaultdict(set)
    told: dict[int, set[str]] = defaultdict(set)
    story: dict[int, str] = {}
    for row in connection.execute(query) if blocks else ():
        story[row.page] = row.story_id
        held[row.page].add(row.block)
        if row.in_story:
            told[row.page].add(row.block)
    linked = Linked(story)
    for one, other in combinations(story, 2):
        fewer = min(len(told[one]), len(told[other]))
        if story[one] == story[other] and len(told[one] & told[other]) >= ONE_TEXT * fewer:
            linked.link(one, other)
    leaders = {page: linked.first(page) for page in story}
    return frozenset(
        block
        for block in blocks
        if len({leaders[page] for page, keys in held.items() if block in keys}) >= LEAST_STORIES
    )


def _carried_elsewhere(connection: Connection, outlet: str, blocks: Collection[str]) -> frozenset[str]:
    """Those of some blocks that another outlet has in a story, and not on page after page: they travel."""
    query = select(outlet_blocks.c.block, outlet_pages.c.outlet)
    query = query.join(outlet_pages, outlet_pages.c.number == outlet_blocks.c.page)
    query = query.where(
        outlet_blocks.c.block.in_(list(blocks)), outlet_blocks.c.in_story, outlet_pages.c.outlet != outlet
    )
    counts = Counter((row.block, row.outlet) for row in connection.execute(query))
    return frozenset(block for (block, _), pages in counts.items() if pages < LEAST_STORIES)

"""What repeats on the pages of outlets: learnt from the last pages of each, and asked by slug."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from geopolitik.model.profile import OutletProfile
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


def of_outlets(connection: Connection, outlets: Collection[str]) -> dict[str, OutletProfile]:
    """What is known to repeat, by the slugs of outlets; those of which nothing is known are left out."""
    query = select(outlet_furniture).where(outlet_furniture.c.outlet.in_(list(outlets)))
    found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.outlet][row.block] = (row.pages, row.of_pages)
    return {outlet: OutletProfile(outlet, repeated) for outlet, repeated in found.items()}


def learn(
    connection: Connection, outlet: str, page: str, capture_id: str, blocks: Iterable[tuple[str, bool]]
) -> None:
    """Learn from a page of an outlet that stands in a story by now.

    Args:
        outlet: its slug.
        page: made from the page's address: a later version takes the place of the one before.
        capture_id: the page's capture.
        blocks: keys of its blocks, and whether each is read as part of the story.
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
    _settle(connection, outlet, pages[:PAGES])


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


def _settle(connection: Connection, outlet: str, pages: Sequence[int]) -> None:
    """Say what repeats on an outlet's last pages."""
    connection.execute(delete(outlet_furniture).where(outlet_furniture.c.outlet == outlet))
    least = max(LEAST_PAGES, LEAST_SHARE * len(pages))
    if len(pages) < LEAST_PAGES:
        return
    c = outlet_blocks.c
    query = select(c.block, func.count()).where(c.page.in_(pages)).group_by(c.block)
    counts = {row[0]: row[1] for row in connection.execute(query.having(func.count() >= least))}
    wide = _at_stories(connection, pages, counts)
    own = wide - _carried_elsewhere(connection, outlet, wide)
    rows = [
        {"outlet": outlet, "block": key, "pages": counts[key], "of_pages": len(pages)} for key in sorted(own)
    ]
    if rows:
        connection.execute(insert(outlet_furniture), rows)


def _at_stories(connection: Connection, pages: Sequence[int], blocks: Collection[str]) -> frozenset[str]:
    """Those of some blocks that stand on pages of several stories: a text that grows repeats itself too."""
    query = (
        select(outlet_blocks.c.block, func.count(func.distinct(story_captures.c.story_id)).label("stories"))
        .join(outlet_pages, outlet_pages.c.number == outlet_blocks.c.page)
        .join(story_captures, story_captures.c.capture_id == outlet_pages.c.capture_id)
        .join(stories, stories.c.id == story_captures.c.story_id)
        .where(
            outlet_blocks.c.page.in_(pages),
            outlet_blocks.c.block.in_(list(blocks)),
            stories.c.withdrawn_at.is_(None),
        )
        .group_by(outlet_blocks.c.block)
    )
    return frozenset(row.block for row in connection.execute(query) if row.stories >= LEAST_STORIES)


def _carried_elsewhere(connection: Connection, outlet: str, blocks: Collection[str]) -> frozenset[str]:
    """Those of some blocks that another outlet has in a story, and not on page after page: they travel."""
    query = select(outlet_blocks.c.block, outlet_pages.c.outlet)
    query = query.join(outlet_pages, outlet_pages.c.number == outlet_blocks.c.page)
    query = query.where(
        outlet_blocks.c.block.in_(list(blocks)), outlet_blocks.c.in_story, outlet_pages.c.outlet != outlet
    )
    counts = Counter((row.block, row.outlet) for row in connection.execute(query))
    return frozenset(block for (block, _), pages in counts.items() if pages < LEAST_STORIES)

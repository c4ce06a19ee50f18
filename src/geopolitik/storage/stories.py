"""Stories, and what of their traces lists need."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, func, insert, or_, select, update

from geopolitik.model.keeping import Appearance, KeptDerivation, StoryHead
from geopolitik.storage import inserting
from geopolitik.storage.paging import Page, Paging, page, paged
from geopolitik.storage.schema import derivations, stories, story_captures


@dataclass(frozen=True, slots=True)
class OutletHead:
    """An outlet with how much of it is kept."""

    slug: str
    name: str
    texts: int
    stories: int


def add(connection: Connection, head: StoryHead) -> None:
    """Keep the head of a new story."""
    row = {
        "id": head.id,
        "title": head.title,
        "revision": head.revision,
        "public": head.public,
        "created_at": head.created_at,
        "updated_at": head.updated_at,
        "by": head.by,
        "outlets": head.outlets,
        "origins_low": head.origins_low,
        "origins_high": head.origins_high,
    }
    connection.execute(insert(stories).values(**row))


def revise(connection: Connection, head: StoryHead) -> None:
    """Keep the head of a story that was traced again."""
    change(
        connection,
        head.id,
        title=head.title,
        revision=head.revision,
        updated_at=head.updated_at,
        outlets=head.outlets,
        origins_low=head.origins_low,
        origins_high=head.origins_high,
    )


def change(connection: Connection, story_id: str, **values: Any) -> None:
    """Change columns of a story: `title`, `public`, `withdrawn_at` ..."""
    connection.execute(update(stories).where(stories.c.id == story_id).values(**values))


def get(connection: Connection, story_id: str) -> StoryHead | None:
    """A story by id, withdrawn ones too."""
    row = connection.execute(select(stories).where(stories.c.id == story_id)).mappings().first()
    return _head(row) if row else None


def newest(
    connection: Connection, *, public_only: bool, outlet: str | None = None, paging: Paging
) -> Page[StoryHead]:
    """Stories, newest first."""
    query = select(stories).where(shown(public_only=public_only))
    if outlet is not None:
        of_outlet = select(story_captures.c.story_id).where(story_captures.c.outlet == outlet)
        query = query.where(stories.c.id.in_(of_outlet))
    rows = connection.execute(paged(query, stories.c.updated_at, stories.c.id, paging)).mappings()
    return page([_head(row) for row in rows], paging, lambda head: (head.updated_at, head.id))


def some(connection: Connection, ids: Sequence[str], *, public_only: bool) -> dict[str, StoryHead]:
    """Stories by id, those that may be shown."""
    query = select(stories).where(stories.c.id.in_(ids), shown(public_only=public_only))
    return {row["id"]: _head(row) for row in connection.execute(query).mappings()}


def shown(*, public_only: bool) -> ColumnElement[bool]:
    """The stories that may be shown: to everybody, or to those who work here."""
    wanted = stories.c.withdrawn_at.is_(None)
    return and_(wanted, stories.c.public) if public_only else wanted


def _head(row: RowMapping) -> StoryHead:
    return StoryHead(
        id=row["id"],
        title=row["title"],
        revision=row["revision"],
        public=row["public"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        outlets=row["outlets"],
        origins_low=row["origins_low"],
        origins_high=row["origins_high"],
        by=row["by"],
        withdrawn_at=row["withdrawn_at"],
    )


# Which captures appear in it


def place(connection: Connection, appearances: Iterable[Appearance]) -> None:
    """Say which captures a story holds."""
    for a in appearances:
        row = {
            "story_id": a.story_id,
            "capture_id": a.capture_id,
            "outlet": a.outlet,
            "outlet_name": a.outlet_name,
            "title": a.title,
            "language": a.language,
            "published": a.published,
        }
        inserting.over(connection, story_captures, row, key=("story_id", "capture_id"))


def displace(connection: Connection, story_id: str, captures: Iterable[str]) -> None:
    """Say that a story holds some captures no longer."""
    c = story_captures.c
    gone = delete(story_captures).where(c.story_id == story_id, c.capture_id.in_(list(captures)))
    connection.execute(gone)


def captures_of(connection: Connection, story_id: str) -> tuple[Appearance, ...]:
    """The captures of a story, by time of publication."""
    query = select(story_captures).where(story_captures.c.story_id == story_id)
    rows = connection.execute(
        query.order_by(story_captures.c.published.nulls_first(), story_captures.c.capture_id)
    )
    return tuple(Appearance(*row) for row in rows)


def languages(connection: Connection, capture_ids: Collection[str]) -> dict[str, str]:
    """The languages of captures that stand in stories, where they are known."""
    c = story_captures.c
    query = select(c.capture_id, c.language).where(c.capture_id.in_(capture_ids), c.language.is_not(None))
    return {row.capture_id: row.language for row in connection.execute(query)}


def stories_with(connection: Connection, capture_id: str) -> tuple[str, ...]:
    """Ids of the stories that hold a capture."""
    query = select(story_captures.c.story_id).where(story_captures.c.capture_id == capture_id)
    return tuple(connection.execute(query).scalars())


def outlets(connection: Connection, *, public_only: bool) -> tuple[OutletHead, ...]:
    """All outlets of which something may be shown, those with most texts first."""
    c = story_captures.c
    texts = func.count(func.distinct(c.capture_id)).label("texts")
    query = (
        select(c.outlet, func.min(c.outlet_name), texts, func.count(func.distinct(c.story_id)))
        .join(stories, stories.c.id == c.story_id)
        .where(shown(public_only=public_only))
        .group_by(c.outlet)
        .order_by(texts.desc(), c.outlet)
    )
    return tuple(OutletHead(*row) for row in connection.execute(query))


def of_outlet(
    connection: Connection, outlet: str, *, public_only: bool, limit: int = 200
) -> tuple[Appearance, ...]:
    """The texts of an outlet, newest stories first."""
    query = select(story_captures).join(stories, stories.c.id == story_captures.c.story_id)
    query = query.where(story_captures.c.outlet == outlet, shown(public_only=public_only))
    rows = connection.execute(query.order_by(stories.c.updated_at.desc()).limit(limit))
    return tuple(Appearance(*row) for row in rows)


# How they hang together


def hang(connection: Connection, story_id: str, found: Iterable[KeptDerivation]) -> None:
    """Say which edges a story's stemma has now; those of earlier traces stay, no longer current."""
    connection.execute(update(derivations).where(derivations.c.story_id == story_id).values(current=False))
    for edge in found:
        row = {
            "id": edge.id,
            "story_id": story_id,
            "original": edge.original,
            "copy": edge.copy,
            "original_outlet": edge.original_outlet,
            "original_name": edge.original_name,
            "copy_outlet": edge.copy_outlet,
            "copy_name": edge.copy_name,
            "kind": edge.kind,
            "credit": edge.credit,
            "credited_to": json.dumps(edge.credited_to),
            "doubt": round(edge.doubt * DOUBT),
            "high": edge.high,
            "medium": edge.medium,
            "low": edge.low,
            "drops_credit": edge.drops_credit,
            "current": True,
        }
        # The id stays: decisions hang on it.
        again = {name: value for name, value in row.items() if name != "id"}
        inserting.over(connection, derivations, row, key=("story_id", "original", "copy"), again=again)


DOUBT = 10_000
"""Doubt is kept as a whole number of ten-thousandths, so that it sorts alike everywhere."""


def edges_of(connection: Connection, story_id: str) -> tuple[KeptDerivation, ...]:
    """The current edges of a story's stemma."""
    query = select(derivations).where(derivations.c.story_id == story_id, derivations.c.current)
    return tuple(edge(row) for row in connection.execute(query.order_by(derivations.c.id)).mappings())


def one_edge(connection: Connection, derivation_id: str) -> KeptDerivation | None:
    """An edge by id, of an earlier trace too."""
    row = connection.execute(select(derivations).where(derivations.c.id == derivation_id)).mappings().first()
    return edge(row) if row else None


def edges_with(
    connection: Connection, outlet: str, *, public_only: bool, limit: int = 500
) -> tuple[KeptDerivation, ...]:
    """The current edges from or to an outlet, newest stories first."""
    query = select(derivations).join(stories, stories.c.id == derivations.c.story_id)
    query = query.where(
        derivations.c.current,
        or_(derivations.c.original_outlet == outlet, derivations.c.copy_outlet == outlet),
        shown(public_only=public_only),
    )
    rows = connection.execute(query.order_by(stories.c.updated_at.desc(), derivations.c.id).limit(limit))
    return tuple(edge(row) for row in rows.mappings())


def edge(row: RowMapping) -> KeptDerivation:
    """A row of `derivations` as an object."""
    return KeptDerivation(
        id=row["id"],
        story_id=row["story_id"],
        original=row["original"],
        copy=row["copy"],
        original_outlet=row["original_outlet"],
        original_name=row["original_name"],
        copy_outlet=row["copy_outlet"],
        copy_name=row["copy_name"],
        kind=row["kind"],
        credit=row["credit"],
        credited_to=tuple(json.loads(row["credited_to"])),
        doubt=row["doubt"] / DOUBT,
        high=row["high"],
        medium=row["medium"],
        low=row["low"],
        drops_credit=row["drops_credit"],
        current=row["current"],
    )

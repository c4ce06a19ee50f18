"""Where each wording belongs, how pairs of them are related, and what became of stories."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from geopolitik.model.growing import Place, StoryEvent, Turn
from geopolitik.model.story import Relation
from geopolitik.storage import watchlist
from geopolitik.storage.schema import (
    checks,
    derivations,
    fingerprints,
    posts,
    relations,
    replies,
    stories,
    story_captures,
    story_events,
    story_wordings,
)


def places(connection: Connection, wordings: Collection[str]) -> dict[str, Place]:
    """Where wordings belong, by their ids; those of stories taken off the site are left out."""
    query = select(story_wordings).join(stories, stories.c.id == story_wordings.c.story_id)
    query = query.where(story_wordings.c.wording.in_(list(wordings)), stories.c.withdrawn_at.is_(None))
    return {row.wording: _place(row) for row in connection.execute(query)}


def members(connection: Connection, story_id: str) -> tuple[Place, ...]:
    """The wordings of a story, in the order in which they came into the index."""
    query = select(story_wordings).join(fingerprints, fingerprints.c.wording == story_wordings.c.wording)
    query = query.where(story_wordings.c.story_id == story_id).order_by(fingerprints.c.number)
    return tuple(_place(row) for row in connection.execute(query))


def settle(connection: Connection, story_id: str, found: Iterable[Place]) -> None:
    """Say which wordings a story has now; one that belongs to another story stays there."""
    connection.execute(delete(story_wordings).where(story_wordings.c.story_id == story_id))
    rows = {place.wording: place for place in found}
    query = select(story_wordings.c.wording).where(story_wordings.c.wording.in_(list(rows)))
    elsewhere = set(connection.execute(query).scalars())
    new = [
        {"wording": place.wording, "story_id": story_id, "capture_id": place.capture}
        for place in rows.values()
        if place.wording not in elsewhere
    ]
    if new:
        connection.execute(insert(story_wordings), new)


def holds(connection: Connection, capture_id: str) -> str | None:
    """The story on the site that holds a capture, if one does."""
    query = select(story_captures.c.story_id).join(stories, stories.c.id == story_captures.c.story_id)
    query = query.where(story_captures.c.capture_id == capture_id, stories.c.withdrawn_at.is_(None))
    return connection.execute(query.order_by(stories.c.created_at).limit(1)).scalar()


def _place(row: Row[Any]) -> Place:
    return Place(row.wording, row.story_id, row.capture_id)


# How pairs are related, before the whole family settles what it can


def relate(connection: Connection, story_id: str, found: Iterable[Relation]) -> None:
    """Keep verdicts on pairs; an earlier one on the same pair is replaced: a text of it has changed."""
    for relation in found:
        pair = (relations.c.a == relation.a, relations.c.b == relation.b)
        connection.execute(delete(relations).where(*pair))
        row = {"a": relation.a, "b": relation.b, "story_id": story_id}
        connection.execute(insert(relations).values(**row, relation=msgspec.msgpack.encode(relation)))


def relations_of(connection: Connection, story_ids: Sequence[str]) -> tuple[Relation, ...]:
    """The verdicts on pairs of the wordings of stories."""
    query = select(relations.c.relation).where(relations.c.story_id.in_(story_ids))
    rows = connection.execute(query.order_by(relations.c.a, relations.c.b)).scalars()
    return tuple(msgspec.msgpack.decode(row, type=Relation) for row in rows)


# What became of stories


def absorb(connection: Connection, story_id: str, into: str) -> None:
    """Hand over what a story has to another: wordings, verdicts, replies, the posts that rest on it, edges
    with the decisions about them."""
    for table in (story_wordings, relations, replies, posts, checks):
        connection.execute(update(table).where(table.c.story_id == story_id).values(story_id=into))
    watchlist.absorb(connection, story_id, into)
    _move_edges(connection, into, derivations.c.story_id == story_id)


def release(connection: Connection, story_id: str, to: str, wordings: Collection[str]) -> None:
    """Hand over what lies between some wordings of a story to the one that they are in from now on:
    verdicts, edges with the decisions and replies about them."""
    within = (relations.c.a.in_(list(wordings)), relations.c.b.in_(list(wordings)))
    connection.execute(update(relations).where(relations.c.story_id == story_id, *within).values(story_id=to))
    c = derivations.c
    inside = (c.original.in_(list(wordings)), c.copy.in_(list(wordings)))
    about = replies.c.about.in_(_move_edges(connection, to, c.story_id == story_id, *inside))
    connection.execute(update(replies).where(replies.c.story_id == story_id, about).values(story_id=to))


def _move_edges(connection: Connection, to: str, *those: ColumnElement[bool]) -> list[str]:
    """Hand edges over to a story; returns their ids. One that it has itself stays, with what was decided."""
    pairs = select(derivations.c.original, derivations.c.copy).where(derivations.c.story_id == to)
    held = {tuple(row) for row in connection.execute(pairs)}
    edges = select(derivations.c.id, derivations.c.original, derivations.c.copy).where(*those)
    found = [row.id for row in connection.execute(edges) if (row.original, row.copy) not in held]
    connection.execute(update(derivations).where(derivations.c.id.in_(found)).values(story_id=to))
    return found


def note(
    connection: Connection,
    kind: Turn,
    story_id: str,
    other_id: str,
    *,
    at: datetime,
    reason: str,
    by: str | None = None,
    by_hand: bool = False,
    captures: Collection[str] = (),
) -> None:
    """Write down what happened between two stories."""
    row = {
        "at": at,
        "kind": kind.value,
        "story_id": story_id,
        "other_id": other_id,
        "reason": reason,
        "by": by,
        "by_hand": by_hand,
        "captures": json.dumps(sorted(captures)),
    }
    connection.execute(insert(story_events).values(**row))


def take_back(connection: Connection, number: int, *, at: datetime) -> None:
    """Say that what happened between two stories no longer holds; it stays in the books."""
    taken = update(story_events).where(story_events.c.number == number).values(withdrawn_at=at)
    connection.execute(taken)


def events_of(connection: Connection, story_id: str) -> tuple[StoryEvent, ...]:
    """What happened between a story and others, oldest first."""
    c = story_events.c
    query = select(story_events).where((c.story_id == story_id) | (c.other_id == story_id))
    rows = connection.execute(query.order_by(c.number))
    return tuple(_event(row) for row in rows)


def event(connection: Connection, number: int) -> StoryEvent | None:
    """Something that happened between two stories, by its number."""
    row = connection.execute(select(story_events).where(story_events.c.number == number)).first()
    return _event(row) if row else None


def _event(row: Row[Any]) -> StoryEvent:
    return StoryEvent(
        number=row.number,
        at=row.at,
        kind=Turn(row.kind),
        story=row.story_id,
        other=row.other_id,
        reason=row.reason,
        by=row.by,
        by_hand=row.by_hand,
        captures=tuple(json.loads(row.captures)),
        withdrawn_at=row.withdrawn_at,
    )


def now_part_of(connection: Connection, story_id: str) -> str | None:
    """The story that a story has become part of, however many steps away."""
    seen = {story_id}
    while True:
        query = select(story_events.c.other_id).where(
            story_events.c.story_id == story_id, *_standing(Turn.MERGED)
        )
        after = connection.execute(query.order_by(story_events.c.number.desc()).limit(1)).scalar()
        if after is None or after in seen:
            return story_id if len(seen) > 1 else None
        seen.add(after)
        story_id = after


def parted(connection: Connection, story_ids: Collection[str]) -> frozenset[frozenset[str]]:
    """Pairs of stories that an analyst has taken apart, by what each of them has become."""
    c = story_events.c
    query = select(c.story_id, c.other_id).where(*_standing(Turn.PARTED))
    known = _with_ancestors(connection, story_ids)
    rows = connection.execute(query.where(c.story_id.in_(list(known)), c.other_id.in_(list(known))))
    return frozenset(frozenset((known[row.story_id], known[row.other_id])) for row in rows)


def _standing(kind: Turn) -> tuple[ColumnElement[bool], ...]:
    return story_events.c.kind == kind.value, story_events.c.withdrawn_at.is_(None)


def _with_ancestors(connection: Connection, story_ids: Collection[str]) -> dict[str, str]:
    """Stories and all that became part of them, each with the story it is part of now."""
    known = {story: story for story in story_ids}
    rest = list(story_ids)
    while rest:
        c = story_events.c
        query = select(c.story_id, c.other_id).where(*_standing(Turn.MERGED), c.other_id.in_(rest))
        found = [(row.story_id, row.other_id) for row in connection.execute(query)]
        rest = [story for story, _ in found if story not in known]
        known |= {story: known[other] for story, other in found if story not in known}
    return known

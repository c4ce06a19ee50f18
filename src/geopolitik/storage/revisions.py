"""Every trace that was ever made of a story; what one has in common with the one before is kept once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, delete, insert, select

from geopolitik.model.annotation import Annotation
from geopolitik.model.keeping import StoryHead
from geopolitik.model.story import Trace, Wording
from geopolitik.shelf import Shelf
from geopolitik.storage import traces
from geopolitik.storage.schema import story_parts, story_revisions

Texts = Shelf[Annotation]
"""Texts by the names of their parts, which hang on nothing but what these hold."""
_AT_ONCE = 500
"""Parts named in one statement."""


def keep(connection: Connection, head: StoryHead, trace: Trace) -> None:
    """Keep a trace of a story; `head.revision` is its number."""
    outline, parts = traces.packed(trace)
    known = _held(connection, head.id, parts)
    rows = [
        {"story_id": head.id, "part": name, "data": pack()}
        for name, pack in parts.items()
        if name not in known
    ]
    if rows:
        connection.execute(insert(story_parts), rows)
    row = {"story_id": head.id, "revision": head.revision, "at": head.updated_at, "by": head.by}
    connection.execute(insert(story_revisions).values(**row, trace=outline))


def trace_of(
    connection: Connection, story_id: str, revision: int, *, texts: Texts | None = None
) -> Trace | None:
    """A trace of a story; its captures have no bytes.

    Args:
        connection: to read over.
        story_id: the story.
        revision: the number of the trace.
        texts: texts of traces that were read lately, to which these are put.

    Raises:
        StoreError: it is damaged, or was kept by a version that this one can't read.
    """
    data = _packed(connection, story_id, revision)
    if data is None:
        return None
    outline = traces.outline(data)
    if outline is None:
        return traces.whole(data)
    names = [name for _, name in outline.annotations]
    known = {name: text for name in names if texts and (text := texts.at_hand(name))}
    parts = _parts(connection, story_id, set(outline.parts()) - known.keys())
    trace = traces.unpacked(outline, parts, known)
    if texts:
        for name, text in zip(names, trace.annotations, strict=True):
            texts.put(name, text)
    return trace


def text_of(
    connection: Connection, head: StoryHead, wording: str, capture: str, *, texts: Texts | None = None
) -> tuple[Wording, Annotation] | None:
    """A wording of a story and one of its texts, from the latest trace, which isn't read whole for it.

    Args:
        connection: to read over.
        head: of the story.
        wording: the wording's id.
        capture: the text's.
        texts: texts of traces that were read lately, to which this one is put.

    Raises:
        StoreError: it is damaged, or was kept by a version that this one can't read.
    """
    data = _packed(connection, head.id, head.revision)
    outline = traces.outline(data) if data else None
    if outline is None:
        trace = trace_of(connection, head.id, head.revision)
        wordings = trace.wordings if trace else ()
        text = next((a for a in trace.annotations if a.capture_id == capture), None) if trace else None
    else:
        wordings, name = outline.wordings, dict(outline.annotations).get(capture)
        text = _text(connection, head.id, name, texts) if name else None
    found = next((one for one in wordings if one.id == wording), None)
    return (found, text) if found and text else None


def _text(connection: Connection, story_id: str, name: bytes, texts: Texts | None) -> Annotation:
    def made() -> Annotation:
        return traces.text(_parts(connection, story_id, [name]), name)

    return texts.get(name, made) if texts else made()


def numbers(connection: Connection, story_id: str) -> tuple[tuple[int, datetime], ...]:
    """The numbers of a story's traces and when they were made, oldest first."""
    query = select(story_revisions.c.revision, story_revisions.c.at)
    query = query.where(story_revisions.c.story_id == story_id).order_by(story_revisions.c.revision)
    return tuple((row.revision, row.at) for row in connection.execute(query))


def by_people(connection: Connection, story_id: str) -> tuple[int, ...]:
    """The numbers of a story's traces that somebody had made, newest first."""
    r = story_revisions.c
    query = select(r.revision).where(r.story_id == story_id, r.by.is_not(None))
    return tuple(connection.execute(query.order_by(r.revision.desc())).scalars())


def forget(connection: Connection, story_id: str, *, before: int) -> None:
    """Forget a story's traces before a revision, with all parts that only they have."""
    r, p = story_revisions.c, story_parts.c
    connection.execute(delete(story_revisions).where(r.story_id == story_id, r.revision < before))
    outlines = connection.execute(select(r.trace).where(r.story_id == story_id)).scalars().all()
    wanted = {name for data in outlines if (left := traces.outline(data)) for name in left.parts()}
    held = connection.execute(select(p.part).where(p.story_id == story_id)).scalars().all()
    for some in _batches(set(map(bytes, held)) - wanted):
        connection.execute(delete(story_parts).where(p.story_id == story_id, p.part.in_(some)))


def _packed(connection: Connection, story_id: str, revision: int) -> bytes | None:
    r = story_revisions.c
    return connection.execute(select(r.trace).where(r.story_id == story_id, r.revision == revision)).scalar()


def _held(connection: Connection, story_id: str, names: Collection[bytes]) -> set[bytes]:
    p, found = story_parts.c, set[bytes]()
    for some in _batches(names):
        found |= set(
            connection.execute(select(p.part).where(p.story_id == story_id, p.part.in_(some))).scalars()
        )
    return found


def _parts(connection: Connection, story_id: str, names: Collection[bytes]) -> dict[bytes, bytes]:
    p, found = story_parts.c, dict[bytes, bytes]()
    for some in _batches(names):
        query = select(p.part, p.data).where(p.story_id == story_id, p.part.in_(some))
        found |= {row.part: row.data for row in connection.execute(query)}
    return found


def _batches(names: Collection[bytes]) -> Iterator[list[bytes]]:
    rest = iter(names)
    while some := list(islice(rest, _AT_ONCE)):
        yield some

"""Watch-lists as rows: which watch is found by which key, and what each has found."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, delete, func, insert, or_, select, union, update

from geopolitik.model.watchlist import Finding, Match, Watch, WatchKind
from geopolitik.storage.ids import new_id
from geopolitik.storage.paging import Page, Paging, page, paged
from geopolitik.storage.schema import derivations, stories, story_captures, watch_keys, watch_matches, watches
from geopolitik.storage.stories import DOUBT

_AT_ONCE = 500
"""Values named in one statement; databases take no end of them."""


def add(connection: Connection, watch: Watch, keys: Iterable[str]) -> None:
    """Keep a watch with the keys by which it is found."""
    row = {
        "id": watch.id,
        "kind": watch.kind.value,
        "title": watch.title,
        "means": json.dumps(watch.means),
        "uncredited": watch.uncredited,
        "by": watch.by,
        "created_at": watch.created_at,
        "reached": watch.reached,
    }
    connection.execute(insert(watches).values(**row))
    connection.execute(insert(watch_keys), [{"key": key, "watch_id": watch.id} for key in set(keys)])


def change(connection: Connection, watch_id: str, **values: Any) -> None:
    """Change columns of a watch: `withdrawn_at`, `reached`."""
    connection.execute(update(watches).where(watches.c.id == watch_id).values(**values))


def get(connection: Connection, watch_id: str) -> Watch | None:
    """A watch by id, withdrawn ones too."""
    row = connection.execute(select(watches).where(watches.c.id == watch_id)).first()
    return _watch(row) if row else None


def listed(connection: Connection) -> tuple[Watch, ...]:
    """The watches that stand, the newest first."""
    query = select(watches).where(watches.c.withdrawn_at.is_(None))
    return tuple(map(_watch, connection.execute(query.order_by(watches.c.created_at.desc(), watches.c.id))))


def unfinished(connection: Connection) -> tuple[Watch, ...]:
    """The watches for which what is kept isn't looked through yet, the oldest first."""
    query = select(watches).where(watches.c.withdrawn_at.is_(None), watches.c.reached.is_not(None))
    return tuple(map(_watch, connection.execute(query.order_by(watches.c.created_at, watches.c.id))))


def kinds(connection: Connection) -> frozenset[WatchKind]:
    """Of which kinds there are watches."""
    query = select(watches.c.kind).where(watches.c.withdrawn_at.is_(None)).distinct()
    return frozenset(map(WatchKind, connection.execute(query).scalars()))


def found_by(connection: Connection, keys: Iterable[str]) -> tuple[Watch, ...]:
    """The watches that one of some keys leads to."""
    rest, ids = iter(keys), set[str]()
    while some := list(islice(rest, _AT_ONCE)):
        query = select(watch_keys.c.watch_id).where(watch_keys.c.key.in_(some))
        ids |= set(connection.execute(query).scalars())
    return of_ids(connection, ids)


def of_ids(connection: Connection, ids: Collection[str]) -> tuple[Watch, ...]:
    """Watches by id, those that stand."""
    if not ids:
        return ()
    query = select(watches).where(watches.c.id.in_(list(ids)), watches.c.withdrawn_at.is_(None))
    return tuple(map(_watch, connection.execute(query.order_by(watches.c.id))))


def _watch(row: Row[Any]) -> Watch:
    told = dict(row._mapping)
    return Watch(**told | {"kind": WatchKind(told["kind"]), "means": tuple(json.loads(told["means"]))})


# What they have found


def put(
    connection: Connection, watch_id: str, story_id: str, finding: Finding, *, at: datetime, was_there: bool
) -> None:
    """Keep a finding: once for each page; a match that is there already is brought up to date, and stands."""
    told = {
        "story_id": story_id,
        "capture_id": finding.capture_id,
        "kind": finding.kind,
        "credit": finding.credit,
        "credited_to": json.dumps(finding.credited_to),
        "original": finding.original,
        "through": finding.through,
        "doubt": round(finding.doubt * DOUBT),
        "derivation_id": finding.derivation_id,
        "passage": finding.passage,
        "withdrawn_at": None,
    }
    c = watch_matches.c
    held = (c.watch_id == watch_id, c.page == finding.page)
    row = connection.execute(select(c.story_id, c.withdrawn_at).where(*held)).first()
    if row is None:
        made = {"id": new_id(), "watch_id": watch_id, "page": finding.page, "at": at, "was_there": was_there}
        connection.execute(insert(watch_matches).values(**made, **told))
    elif row.story_id == story_id or row.withdrawn_at is not None:
        connection.execute(update(watch_matches).where(*held).values(**told))


def held(connection: Connection, story_id: str) -> dict[str, dict[str, str]]:
    """What stands of a story: for each watch, its pages with their captures; withdrawn ones too."""
    c = watch_matches.c
    query = select(c.watch_id, c.page, c.capture_id).where(c.story_id == story_id)
    found: dict[str, dict[str, str]] = {}
    for row in connection.execute(query):
        found.setdefault(row.watch_id, {})[row.page] = row.capture_id
    return found


def fall(
    connection: Connection, watch_id: str, story_id: str, pages: Collection[str], *, at: datetime
) -> None:
    """Say of matches in a story that they no longer hold."""
    c = watch_matches.c
    wanted = (c.watch_id == watch_id, c.story_id == story_id, c.page.in_(list(pages)))
    query = update(watch_matches).where(*wanted, c.withdrawn_at.is_(None))
    connection.execute(query.values(withdrawn_at=at))


def matches(
    connection: Connection,
    *,
    watch_id: str | None = None,
    paging: Paging,
    standing_only: bool = False,
) -> Page[Match]:
    """What watches have found, the newest first.

    Args:
        watch_id: only of this one, also if it was withdrawn; of all that stand if left out.
        standing_only: without what has fallen.
    """
    c = watch_matches.c
    query = _with_texts()
    if watch_id is not None:
        query = query.where(c.watch_id == watch_id)
    else:
        query = query.join(watches, watches.c.id == c.watch_id).where(watches.c.withdrawn_at.is_(None))
    if standing_only:
        query = query.where(c.withdrawn_at.is_(None))
    found = [_match(row) for row in connection.execute(paged(query, c.at, c.id, paging))]
    return page(found, paging, lambda match: (match.at, match.id))


def counts(connection: Connection) -> dict[str, int]:
    """How many matches of each watch stand."""
    c = watch_matches.c
    query = select(c.watch_id, func.count()).where(c.withdrawn_at.is_(None)).group_by(c.watch_id)
    return {row[0]: int(row[1]) for row in connection.execute(query)}


def on_edges(connection: Connection, derivation_ids: Collection[str]) -> dict[str, str]:
    """The title of a watch that stands and has found an edge, by edge: the first, if several have."""
    query = _on_edges(watch_matches.c.derivation_id, watches.c.title)
    query = query.where(watch_matches.c.derivation_id.in_(list(derivation_ids)))
    rows = connection.execute(query.order_by(watches.c.created_at.desc(), watches.c.id.desc()))
    return {row.derivation_id: row.title for row in rows}


def edges_found() -> Select[Any]:
    """Ids of the edges that watches have found, to be used in another query."""
    return _on_edges(watch_matches.c.derivation_id)


def _on_edges(*columns: Column[Any]) -> Select[Any]:
    query = select(*columns).join_from(watch_matches, watches, watches.c.id == watch_matches.c.watch_id)
    return query.where(watch_matches.c.withdrawn_at.is_(None), watches.c.withdrawn_at.is_(None))


def _with_texts() -> Select[Any]:
    c, t = watch_matches.c, story_captures.c
    query = select(watch_matches, t.outlet, t.outlet_name, t.title, t.published)
    return query.outerjoin(story_captures, (t.story_id == c.story_id) & (t.capture_id == c.capture_id))


def _match(row: Row[Any]) -> Match:
    finding = Finding(
        capture_id=row.capture_id,
        page=row.page,
        kind=row.kind,
        credit=row.credit,
        credited_to=tuple(json.loads(row.credited_to)),
        original=row.original,
        through=row.through,
        doubt=row.doubt / DOUBT,
        derivation_id=row.derivation_id,
        passage=row.passage,
    )
    return Match(
        id=row.id,
        watch_id=row.watch_id,
        story_id=row.story_id,
        at=row.at,
        was_there=row.was_there,
        finding=finding,
        outlet=row.outlet or "",
        outlet_name=row.outlet_name or "",
        title=row.title or "",
        published=row.published,
        withdrawn_at=row.withdrawn_at,
    )


# What becomes of them when stories and texts go


def absorb(connection: Connection, story_id: str, into: str) -> None:
    """Hand over what was found in a story that becomes part of another, and the watches on it."""
    moved = update(watch_matches).where(watch_matches.c.story_id == story_id).values(story_id=into)
    connection.execute(moved)
    key, after = f"story:{story_id}", f"story:{into}"
    c = watch_keys.c
    there = set(connection.execute(select(c.watch_id).where(c.key == after)).scalars())
    ids = [i for i in connection.execute(select(c.watch_id).where(c.key == key)).scalars() if i not in there]
    if ids:
        connection.execute(insert(watch_keys), [{"key": after, "watch_id": watch_id} for watch_id in ids])
        means = json.dumps(("story", into))
        connection.execute(update(watches).where(watches.c.id.in_(ids)).values(means=means))


def forget(connection: Connection, capture_ids: Collection[str]) -> None:
    """Take out what holds words of texts that are erased: matches with their passages, watches on them."""
    ids = list(capture_ids)
    connection.execute(delete(watch_matches).where(watch_matches.c.capture_id.in_(ids)))
    keys = [f"capture:{capture_id}" for capture_id in ids]
    on_them = select(watch_keys.c.watch_id).where(watch_keys.c.key.in_(keys))
    connection.execute(update(watches).where(watches.c.id.in_(on_them)).values(title="Erased"))


# Where to look for what was there


def outlets(connection: Connection) -> Iterator[tuple[str, str]]:
    """Slug and name of each outlet that is kept or credited."""
    t, d = story_captures.c, derivations.c
    both = union(select(t.outlet, t.outlet_name), select(d.original_outlet, d.original_name))
    return ((row[0], row[1]) for row in connection.execute(both))


def stories_of_outlets(
    connection: Connection, slugs: Sequence[str], *, after: str, limit: int
) -> tuple[str, ...]:
    """Ids of stories on the site that hold or name texts of some outlets, by id, those behind one."""
    t, d = story_captures.c, derivations.c
    holding = select(t.story_id).where(t.outlet.in_(slugs))
    naming = select(d.story_id).where(d.original_outlet.in_(slugs))
    query = select(stories.c.id).where(
        stories.c.withdrawn_at.is_(None),
        stories.c.id > after,
        or_(stories.c.id.in_(holding), stories.c.id.in_(naming)),
    )
    return tuple(connection.execute(query.order_by(stories.c.id).limit(limit)).scalars())

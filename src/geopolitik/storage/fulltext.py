"""Search over everything kept: SQLite's full-text index, or PostgreSQL's with the same words in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    column,
    literal_column,
    select,
    table,
    text,
    tuple_,
)

from geopolitik.model.keeping import Hit
from geopolitik.storage import fulltext_postgres
from geopolitik.storage.wording import MARKS, clean, match, words_around
from geopolitik.storage.wording import terms as terms
from geopolitik.text import openings

# The index itself finds by words alone; without these rows it would be read from end to end.
_NUMBER = text(
    "INSERT INTO search_rows (kind, subject, part) VALUES (:kind, :subject, :part) RETURNING number"
)
_INSERT = text(
    "INSERT INTO search (rowid, kind, subject, part, title, body) "
    "VALUES (:number, :kind, :subject, :part, :title, :body)"
)
_REMOVE = text("DELETE FROM search WHERE rowid = :number")
_FORGET = text(
    "DELETE FROM search_rows WHERE kind = :kind AND subject = :subject AND part = :part RETURNING number"
)
_BM25: ColumnElement[float] = literal_column("bm25(search, 0, 0, 0, 4.0, 1.0)")
_SEARCH = table("search", column("kind"), column("subject"), column("part"))
_KIND, _SUBJECT, _PART = _SEARCH.c
_TEXTS = text(
    "SELECT kind, subject, part, title, body FROM search WHERE rowid IN "
    "(SELECT number FROM search_rows WHERE (kind, subject, part) IN :keys)"
).bindparams(bindparam("keys", expanding=True))

_STORIES = text("SELECT DISTINCT subject FROM search WHERE search MATCH :match AND kind = 'capture'")


MOST = 20_000
"""No more is ranked: the best of it."""
Key = tuple[str, str, str]
"""Kind, subject and part."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Something that a query found."""

    key: Key
    rank: float
    """The higher, the better it fits."""


def put(connection: Connection, kind: str, subject: str, part: str, *, title: str, body: str) -> None:
    """Index a text; what was indexed for the same thing is replaced."""
    remove(connection, kind, subject, part)
    row = {"kind": kind, "subject": subject, "part": part, "title": clean(title), "body": clean(body)}
    if connection.dialect.name == "sqlite":
        number = connection.execute(_NUMBER, row).scalar_one()
        connection.execute(_INSERT, row | {"number": number})
    else:
        fulltext_postgres.put(connection, row)


def remove(connection: Connection, kind: str, subject: str, part: str = "") -> None:
    """Take a text out of the index."""
    row = {"kind": kind, "subject": subject, "part": part}
    if connection.dialect.name == "sqlite":
        for number in connection.execute(_FORGET, row).scalars().all():
            connection.execute(_REMOVE, {"number": number})
    else:
        fulltext_postgres.remove(connection, row)


def settle(connection: Connection) -> None:
    """Write the index anew without what was taken out: until then SQLite's files hold those words."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO search(search) VALUES ('optimize')"))


def find(
    connection: Connection,
    query: str,
    *,
    kinds: Sequence[str],
    limit: int,
    only_openings: Collection[str] = (),
) -> tuple[Hit, ...]:
    """What holds all words and "phrases" of a query, best first, as it is shown (`ranked`, `shown`)."""
    found = ranked(connection, query, kinds=kinds, most=limit)
    return shown(connection, query, found, only_openings=only_openings)


def ranked(
    connection: Connection,
    query: str,
    *,
    kinds: Sequence[str],
    most: int = MOST,
    among: Select[Any] | None = None,
) -> tuple[Ranked, ...]:
    """What holds all words and "phrases" of a query, best first; a word may be the beginning of one.

    Who may see a hit is not decided here. Both databases find the same; which of it is best they weigh
    differently.

    Args:
        connection: to read over.
        query: the words.
        kinds: what is looked for.
        most: no more is returned: the best of it.
        among: a query for subjects and parts, of which alone it is to be.
    """
    if not match(query) or not kinds:
        return ()
    if connection.dialect.name != "sqlite":
        found = fulltext_postgres.ranked(connection, query, kinds=kinds, limit=most, among=among)
        return tuple(Ranked((row.kind, row.subject, row.part), row.rank) for row in found)
    asked = select(_KIND, _SUBJECT, _PART, _BM25.label("rank")).select_from(_SEARCH)
    asked = asked.where(literal_column("search").op("MATCH")(match(query)), _KIND.in_(kinds))
    if among is not None:
        asked = asked.where(tuple_(_SUBJECT, _PART).in_(among))
    rows = connection.execute(asked.order_by(literal_column("rank"), _SUBJECT, _PART).limit(most))
    return tuple(Ranked((row.kind, row.subject, row.part), -row.rank) for row in rows)


def shown(
    connection: Connection, query: str, found: Sequence[Ranked], *, only_openings: Collection[str] = ()
) -> tuple[Hit, ...]:
    """Some of what a query found, with the words around that.

    Args:
        only_openings: kinds of which the beginning is shown whatever was found: the words around what one
            searches for, again and again, would give a whole text in the end.
    """
    if not found:
        return ()
    texts = _TEXTS if connection.dialect.name == "sqlite" else fulltext_postgres.TEXTS
    rows = connection.execute(texts, {"keys": [one.key for one in found]})
    held = {(row.kind, row.subject, row.part): (clean(row.title), clean(row.body)) for row in rows}
    around = words_around(query, [held[one.key] for one in found])
    return tuple(
        Hit(
            *one.key,
            held[one.key][0],
            _opening(opening, snippet) if one.key[0] in only_openings else _marked(snippet),
            one.rank,
        )
        for one, (snippet, opening) in zip(found, around, strict=True)
    )


def stories_with(connection: Connection, phrase: str) -> frozenset[str]:
    """Ids of the stories with a text that holds some words side by side."""
    query = '"' + phrase.replace('"', " ") + '"'
    if not match(query):
        return frozenset()
    if connection.dialect.name == "sqlite":
        return frozenset(connection.execute(_STORIES, {"match": match(query)}).scalars())
    return frozenset(fulltext_postgres.stories_with(connection, query))


def _marked(snippet: str) -> tuple[tuple[bool, str], ...]:
    parts = re.split(f"[{''.join(MARKS)}]", snippet)
    return tuple((i % 2 == 1, part) for i, part in enumerate(parts) if part)


def _opening(opening: str, snippet: str) -> tuple[tuple[bool, str], ...]:
    """The first words of a text, with those marked that were found anywhere in it."""
    found = {word.casefold() for is_found, words in _marked(snippet) if is_found for word in words.split()}
    parts = re.split(r"(\w+)", opening)
    # The last word may be cut in two; where no spaces part words there may be one only.
    shown = parts[: 2 * min(openings.WORDS, max(1, len(parts) // 2 - 1))]
    return (*((part.casefold() in found, part) for part in shown if part), (False, "…"))

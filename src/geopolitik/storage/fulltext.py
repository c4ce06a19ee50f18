"""Search over everything kept, by SQLite's full-text index."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from geopolitik.model.keeping import Hit

_OPEN, _CLOSE = "\x02", "\x03"
"""Marks around words found; control characters, which no indexed text holds."""
_TERM = re.compile(r'"([^"]+)"|(\S+)')
_MOST_TERMS = 16
_INSERT = text(
    "INSERT INTO search (kind, subject, part, title, body) VALUES (:kind, :subject, :part, :title, :body)"
)
_FIND = text(
    "SELECT kind, subject, part, title, bm25(search, 0, 0, 0, 4.0, 1.0) AS rank, "
    "snippet(search, 4, :open, :close, '…', 24) AS snippet "
    "FROM search WHERE search MATCH :match AND kind IN :kinds "
    "ORDER BY rank, subject, part LIMIT :limit OFFSET :offset"
).bindparams(bindparam("kinds", expanding=True))


def put(connection: Connection, kind: str, subject: str, part: str, *, title: str, body: str) -> None:
    """Index a text; what was indexed for the same thing is replaced."""
    remove(connection, kind, subject, part)
    row = {"kind": kind, "subject": subject, "part": part, "title": _clean(title), "body": _clean(body)}
    connection.execute(_INSERT, row)


def remove(connection: Connection, kind: str, subject: str, part: str = "") -> None:
    """Take a text out of the index."""
    connection.execute(
        text("DELETE FROM search WHERE kind = :kind AND subject = :subject AND part = :part"),
        {"kind": kind, "subject": subject, "part": part},
    )


def find(
    connection: Connection, query: str, *, kinds: Sequence[str], limit: int, offset: int = 0
) -> tuple[Hit, ...]:
    """What holds all words and "phrases" of a query, best first; a word may be the beginning of one.

    Who may see a hit is not decided here.
    """
    match = _match(query)
    if not match or not kinds:
        return ()
    values = {"open": _OPEN, "close": _CLOSE, "match": match, "limit": limit, "offset": offset}
    rows = connection.execute(_FIND, values | {"kinds": list(kinds)})
    return tuple(
        Hit(row.kind, row.subject, row.part, row.title, _marked(row.snippet), -row.rank) for row in rows
    )


def _match(query: str) -> str:
    """The query in FTS5's own syntax, every word quoted, so that nothing in it can be an operator."""
    terms = []
    for phrase, word in _TERM.findall(query.replace("\x00", " "))[:_MOST_TERMS]:
        words = re.findall(r"\w+", phrase or word)
        if words:
            terms.append(f'"{" ".join(words)}"' + ("" if phrase else "*"))
    return " ".join(terms)


def _marked(snippet: str) -> tuple[tuple[bool, str], ...]:
    parts = re.split(f"[{_OPEN}{_CLOSE}]", snippet)
    return tuple((i % 2 == 1, part) for i, part in enumerate(parts) if part)


def _clean(words: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", " ", words)

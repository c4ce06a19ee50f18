"""Search over everything kept, by SQLite's full-text index."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam, text

from geopolitik.model.keeping import Hit
from geopolitik.text import openings

_OPEN, _CLOSE = "\x02", "\x03"
"""Marks around words found; control characters, which no indexed text holds."""
_TERM = re.compile(r'"([^"]+)"|(\S+)')
_MOST_TERMS = 16
_INSERT = text(
    "INSERT INTO search (kind, subject, part, title, body) VALUES (:kind, :subject, :part, :title, :body)"
)
_FIND = text(
    "SELECT kind, subject, part, title, bm25(search, 0, 0, 0, 4.0, 1.0) AS rank, "
    "snippet(search, 4, :open, :close, '…', 24) AS snippet, "
    "substr(body, 1, min(:opening, length(body) / :share)) AS opening "
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


def settle(connection: Connection) -> None:
    """Write the index anew without what was taken out: until then its files hold those words."""
    connection.execute(text("INSERT INTO search(search) VALUES ('optimize')"))


def find(
    connection: Connection,
    query: str,
    *,
    kinds: Sequence[str],
    limit: int,
    offset: int = 0,
    only_openings: Collection[str] = (),
) -> tuple[Hit, ...]:
    """What holds all words and "phrases" of a query, best first; a word may be the beginning of one.

    Who may see a hit is not decided here.

    Args:
        only_openings: kinds of which the beginning is shown whatever was found: the words around what one
            searches for, again and again, would give a whole text in the end.
    """
    match = _match(query)
    if not match or not kinds:
        return ()
    values = {"open": _OPEN, "close": _CLOSE, "match": match, "limit": limit, "offset": offset}
    values |= {"opening": openings.LONGEST, "share": openings.SHARE}
    rows = connection.execute(_FIND, values | {"kinds": list(kinds)})
    return tuple(
        Hit(
            row.kind,
            row.subject,
            row.part,
            row.title,
            _opening(row.opening, row.snippet) if row.kind in only_openings else _marked(row.snippet),
            -row.rank,
        )
        for row in rows
    )


def terms(query: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """The words that stand together in each term of a query, and whether the last may go on."""
    found = _TERM.findall(query.replace("\x00", " "))[:_MOST_TERMS]
    parts = ((tuple(re.findall(r"\w+", phrase or word)), not phrase) for phrase, word in found)
    return tuple((words, goes_on) for words, goes_on in parts if words)


def _match(query: str) -> str:
    """The query in FTS5's own syntax, every word quoted, so that nothing in it can be an operator."""
    return " ".join(f'"{" ".join(words)}"' + ("*" if goes_on else "") for words, goes_on in terms(query))


def _marked(snippet: str) -> tuple[tuple[bool, str], ...]:
    parts = re.split(f"[{_OPEN}{_CLOSE}]", snippet)
    return tuple((i % 2 == 1, part) for i, part in enumerate(parts) if part)


def _opening(opening: str, snippet: str) -> tuple[tuple[bool, str], ...]:
    """The first words of a text, with those marked that were found anywhere in it."""
    found = {word.casefold() for is_found, words in _marked(snippet) if is_found for word in words.split()}
    parts = re.split(r"(\w+)", opening)
    # The last word may be cut in two; where no spaces part words there may be one only.
    shown = parts[: 2 * min(openings.WORDS, max(1, len(parts) // 2 - 1))]
    return (*((part.casefold() in found, part) for part in shown if part), (False, "…"))


def _clean(words: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", " ", words)

"""Words as SQLite's full-text index sees them, whichever database holds the texts.

A table in memory parts texts into words, folds them, and shows where they stand in a text: another database
finds the same, and shows it alike, since nothing of this is written a second time.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from geopolitik.text import openings

TOKENIZER = "unicode61 remove_diacritics 2"
MARKS = ("\x02", "\x03")
"""Around words found; control characters, which no indexed text holds."""
WORDS = 24
"""Words of a snippet."""
_SNIPPET = f"snippet(search, 4, :open, :close, '…', {WORDS})"
_OPENING = "substr(body, 1, min(:opening, length(body) / :share))"
_SHOWING = {"open": MARKS[0], "close": MARKS[1], "opening": openings.LONGEST, "share": openings.SHARE}
"""The values that `_SNIPPET` and `_OPENING` ask for."""
_TERM = re.compile(r'"([^"]+)"|(\S+)')
_MOST_TERMS = 16


def terms(query: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """The words that stand together in each term of a query, and whether the last may go on."""
    found = _TERM.findall(query.replace("\x00", " "))[:_MOST_TERMS]
    parts = ((tuple(re.findall(r"\w+", phrase or word)), not phrase) for phrase, word in found)
    return tuple((words, goes_on) for words, goes_on in parts if words)


def match(query: str) -> str:
    """The query in FTS5's own syntax, every word quoted, so that nothing in it can be an operator."""
    return " ".join(f'"{" ".join(words)}"' + ("*" if goes_on else "") for words, goes_on in terms(query))


def clean(words: str) -> str:
    """A text without what no index holds."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", " ", words)


def split(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text, in their order and folded: `Zürich's` is `zurich` and `s`."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    with _table() as table:
        rows = [(number, clean(text)) for number, text in enumerate(texts, 1)]
        table.executemany("INSERT INTO search (rowid, body) VALUES (?, ?)", rows)
        table.execute("CREATE VIRTUAL TABLE seen USING fts5vocab(search, instance)")
        for number, place, word in table.execute("SELECT doc, offset, term FROM seen"):
            found[number].append((place, word))
    return [[word for _, word in sorted(found[number])] for number in range(1, len(texts) + 1)]


def words_around(query: str, texts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of texts that were found, titles with bodies: the words around what was found, and how each begins."""
    with _table() as table:
        rows = [(number, title, body) for number, (title, body) in enumerate(texts)]
        table.executemany("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", rows)
        asked = f"SELECT rowid, {_SNIPPET} FROM search WHERE search MATCH :match"  # noqa: S608 - our own words
        around = dict(table.execute(asked, _SHOWING | {"match": match(query)}))
        begin = dict(table.execute(f"SELECT rowid, {_OPENING} FROM search", _SHOWING))  # noqa: S608 - as above
    return [(around.get(number, begin[number]), begin[number]) for number in range(len(texts))]


@contextmanager
def _table() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE search USING fts5("
            f'kind UNINDEXED, subject UNINDEXED, part UNINDEXED, title, body, tokenize = "{TOKENIZER}")'
        )
        yield connection

"""The index of words in PostgreSQL: which texts hold what, and how well they fit.

Words come split and folded (`storage.wording`), so that PostgreSQL's own idea of a word never matters. It
doesn't keep where each word of a long text stands: phrases are looked for in the folded text itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, TextClause, bindparam, column, select, table, text, tuple_

from geopolitik.storage.wording import split, terms

_LONGEST = 2_000
"""Bytes of a word: PostgreSQL takes no longer ones than 2,046."""
_LARGEST = 900_000
"""Bytes of a text's words with their places: PostgreSQL takes 1,048,575. Words met later aren't found."""
_MOST_PLACES = 255
"""Places of a word that are kept."""
_INSERT = text(
    "INSERT INTO search (kind, subject, part, title, body, folded, words) "
    "VALUES (:kind, :subject, :part, :title, :body, :folded, CAST(:words AS tsvector))"
)
_REMOVE = text("DELETE FROM search WHERE kind = :kind AND subject = :subject AND part = :part")
TEXTS = text(
    "SELECT kind, subject, part, title, body FROM search WHERE (kind, subject, part) IN :keys"
).bindparams(bindparam("keys", expanding=True))
"""Asks for titles and bodies by their keys."""
_SEARCH = table("search", column("kind"), column("subject"), column("part"))
_HELD = "words @@ CAST(:asked AS tsquery)"
_TITLED = "ts_filter(words, '{a}') @@ CAST(:asked AS tsquery)"
_RANK = "ts_rank('{0.1,0.2,0.4,1.0}', words, CAST(:asked AS tsquery)) AS rank"


def put(connection: Connection, row: Mapping[str, str]) -> None:
    """Index a text that isn't yet: kind, subject, part, title and body."""
    title, body = split([row["title"], row["body"]])
    words = _vector(title, body)
    connection.execute(_INSERT, {**row, "folded": f" {' '.join(title)} \n {' '.join(body)} ", "words": words})


def remove(connection: Connection, row: Mapping[str, str]) -> None:
    """Take a text out of the index: kind, subject and part."""
    connection.execute(_REMOVE, row)


def ranked(
    connection: Connection,
    query: str,
    *,
    kinds: Sequence[str],
    limit: int,
    among: Select[Any] | None = None,
) -> Sequence[Row[Any]]:
    """What holds all words and phrases: kind, subject, part and rank, the best first.

    What has all words in its title stands before the rest: mostly that is enough, and where a word is common
    it is found and ranked in a fraction of the time.
    """
    asked = _asked(query)
    if asked is None:
        return ()

    def best(held: TextClause) -> Sequence[Row[Any]]:
        wanted: Select[Any] = select(*_SEARCH.c, asked.rank).where(held, _SEARCH.c.kind.in_(kinds))
        if among is not None:
            wanted = wanted.where(tuple_(_SEARCH.c.subject, _SEARCH.c.part).in_(among))
        wanted = wanted.order_by(text("rank DESC"), _SEARCH.c.subject, _SEARCH.c.part).limit(limit)
        return connection.execute(wanted).all()

    titled = best(asked.titled)
    if len(titled) == limit:
        return titled
    first = {(row.kind, row.subject, row.part) for row in titled}
    rest = [row for row in best(asked.held) if (row.kind, row.subject, row.part) not in first]
    return [*titled, *rest][:limit]


def stories_with(connection: Connection, query: str) -> Sequence[str]:
    """Ids of the stories with a text that holds all words and phrases."""
    asked = _asked(query)
    if asked is None:
        return ()
    wanted = select(_SEARCH.c.subject).where(asked.held, _SEARCH.c.kind == "capture").distinct()
    return connection.execute(wanted).scalars().all()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query in PostgreSQL's syntax."""

    held: TextClause
    """The condition that a text holds all words and phrases."""
    titled: TextClause
    """The same, with all words in its title."""
    rank: TextClause
    """How well a text fits."""


def _asked(query: str) -> _Asked | None:
    """What is asked for; None if there are no words."""
    asked = terms(query)
    found = zip(split([" ".join(words) for words, _ in asked]), asked, strict=True)
    wanted = [(words, goes_on) for words, (_, goes_on) in found if words]
    if not wanted:
        return None
    together = {"asked": " & ".join(_all_of(words, goes_on) for words, goes_on in wanted)}
    phrases = [f" {' '.join(words)}{'' if goes_on else ' '}" for words, goes_on in wanted if len(words) > 1]
    named = {f"phrase{number}": phrase for number, phrase in enumerate(phrases)}
    side_by_side = "".join(f" AND strpos(folded, :{name}) > 0" for name in named)
    held, titled = (text(words + side_by_side).bindparams(**together, **named) for words in (_HELD, _TITLED))
    return _Asked(held, titled, text(_RANK).bindparams(**together))


def _all_of(words: Sequence[str], goes_on: bool) -> str:
    """Words that must all be there, in PostgreSQL's syntax; each is quoted."""
    return " & ".join(_quoted(word) for word in words) + (":*" if goes_on else "")


def _vector(title: Sequence[str], body: Sequence[str]) -> str:
    """Each word with its places, those of the title with more weight; without room, the words met first."""
    places: dict[str, list[str]] = {}
    for weight, words, before in (("A", title, 0), ("", body, len(title))):
        for place, word in enumerate(words, before + 1):
            places.setdefault(word, []).append(f"{place}{weight}")
    told, room = list[str](), _LARGEST
    for word, where in places.items():
        quoted, kept = _quoted(word), list(islice(where, _MOST_PLACES))
        # Two bytes for each place, and some that line them up.
        room -= len(quoted.encode()) + 2 * len(kept) + 4
        if room < 0:
            break
        told.append(f"{quoted}:{','.join(kept)}")
    return " ".join(told)


def _quoted(word: str) -> str:
    cut = word.encode()[:_LONGEST].decode(errors="ignore")
    return "'" + cut.replace("\\", "\\\\").replace("'", "''") + "'"

"""Cases and their entries in the search: those that hold all words of a query, and that a viewer may see.

No index is kept: a case's words are at hand with the case itself, and change with every entry of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, is_dataclass
from typing import Any

from geopolitik.app.cases.looking import KeptCase, collection_of, listed, look
from geopolitik.app.house import House
from geopolitik.ledger.cases import Entry
from geopolitik.ledger.naming import Names
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.keeping import CaseHead, EntryKind
from geopolitik.model.people import Viewer
from geopolitik.storage.paging import Paging

_WORDS = frozenset(
    (
        *("title", "name", "aliases", "publisher", "content", "quote", "covers", "covers_readings", "note"),
        *("condition", "until_event", "issue", "place", "text", "trigger", "what", "limits", "depends_on"),
    )
)
"""The fields that hold words for readers; ids and codes find nothing."""
_CASES = 100
"""Cases that are looked through, the last changed first."""


@dataclass(frozen=True, slots=True)
class Found:
    """A case, or an entry of one, that holds all words of a query."""

    head: CaseHead
    collection: str
    """Of the entry; empty for the case itself."""
    key: str
    title: str


def find(house: House, viewer: Viewer, query: str, *, limit: int = 10) -> tuple[Found, ...]:
    """The cases and entries with all words of a query; those that have them in their titles come first.

    Args:
        query: words, of which the last letters may be missing.
        limit: at most so many.
    """
    words = tuple(f" {word}" for word in _folded(query).split())
    if not words:
        return ()
    found: list[tuple[bool, Found]] = []
    for head in listed(house, viewer, paging=Paging(limit=_CASES)).items:
        kept = look(house, viewer, head.id)
        for collection, key, title, text in _read(house, kept):
            if all(word in text for word in words):
                in_title = all(word in _folded(title) for word in words)
                found.append((not in_title, Found(head, collection, key, title)))
    found.sort(key=lambda one: one[0])
    return tuple(one for _, one in found[:limit])


def _read(house: House, kept: KeptCase) -> tuple[tuple[str, str, str, str], ...]:
    return house.texts.get((kept.head.id, kept.head.version), lambda: tuple(_texts(kept.case)))


def _texts(case: Case) -> Iterator[tuple[str, str, str, str]]:
    """Collection, id, title and folded words of the case itself, and of each entry."""
    yield "", "", case.title, _folded(f"{case.title} {case.about}")
    names = Names(case)
    for kind in EntryKind:
        if kind is not EntryKind.CASE:
            collection = collection_of(kind)
            for entry in getattr(case, collection):
                title = _title(names, entry)
                yield collection, entry.id, title, _folded(" ".join((title, *_words(entry))))


def _title(names: Names, entry: Entry) -> str:
    for field in ("title", "name", "content"):
        if title := getattr(entry, field, ""):
            return str(title)
    return f"{names.of(getattr(entry, 'actor', ''))}’s account"


def _words(thing: Any) -> Iterator[str]:
    """The words of an entry and its parts."""
    for name in thing.__dataclass_fields__:
        if name == "columns":
            continue  # Codes, by the thousand.
        value = getattr(thing, name)
        parts: Iterable[Any] = value if isinstance(value, tuple) else (value,)
        for part in parts:
            if isinstance(part, str):
                if name in _WORDS:
                    yield part
            elif is_dataclass(part):
                yield from _words(part)


def _folded(text: str) -> str:
    """Words in small letters with a space before each."""
    return " " + re.sub(r"\W+", " ", text.casefold()).strip()

"""Any entry of a case, field by field, each reference a link and each passage in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from itertools import islice
from typing import Any

from geopolitik.ledger.cases import KINDS, Entry
from geopolitik.ledger.naming import Names
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.sources import Passage
from geopolitik.model.ledger.times import Duration, When
from geopolitik.publish.site.views.ledger.passages import Rest, entry_address, rests, when_words

_REFERS = {
    "actor": "actors",
    "speaker": "actors",
    "addressee": "actors",
    "by": "actors",
    "parties": "actors",
    "bearers": "actors",
    "finders": "actors",
    "ordered_by": "actors",
    "arrangement": "arrangements",
    "extends": "accounts",
    "restates": "accounts",
    "broken_by": "incidents",
    "relays": "documents",
    "supersedes": "positions",
}
"""Which fields name entries of which collection."""
_SEVERAL = {"of": ("actors", "arrangements"), "by": ("actors", "documents")}
"""Fields that may name entries of more than one."""

MOST_NAMERS = 100
"""Of the entries that name one so many are listed."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of an entry."""

    label: str
    text: str = ""
    address: str = ""
    """Of the entry that it names."""
    inner: tuple[tuple[Fact, ...], ...] = ()
    """What it is made of, one by one."""
    rests: tuple[Rest, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as its page shows it."""

    collection: str
    key: str
    title: str
    facts: tuple[Fact, ...]
    named_by: tuple[tuple[str, str], ...]
    """Other entries that refer to it: what they are called, and their addresses."""


def find(case: Case, collection: str, key: str) -> Entry | None:
    """An entry by its id."""
    if collection not in KINDS:
        return None
    found: Entry | None = next((entry for entry in getattr(case, collection) if entry.id == key), None)
    return found


def entry_view(case: Case, collection: str, entry: Entry) -> EntryView:
    """An entry's page."""
    names = Names(case)
    return EntryView(
        collection=collection,
        key=entry.id,
        title=title_of(names, entry),
        facts=tuple(_facts(case, names, entry)),
        named_by=tuple(islice(_namers(case, names, collection, entry.id), MOST_NAMERS)),
    )


def title_of(names: Names, entry: Entry) -> str:
    """What an entry is called."""
    for name in ("title", "name", "content"):
        if title := getattr(entry, name, ""):
            return str(title)
    actor = getattr(entry, "actor", "")
    return f"{names.of(actor)}’s account" if actor else entry.id


def _facts(case: Case, names: Names, thing: Any) -> Iterator[Fact]:
    for field in fields(thing):
        value = getattr(thing, field.name)
        if value is not None and value not in ("", ()):
            yield from _fact(case, names, field.name, value)


def _fact(case: Case, names: Names, name: str, value: Any) -> Iterator[Fact]:
    label = name.replace("_", " ")
    match value:
        case When():
            yield Fact(label, when_words(value))
        case Enum() | Duration():
            yield Fact(label, str(value))
        case bool():
            yield Fact(label, "yes" if value else "no")
        case str() | int():
            yield _linked(case, names, name, str(value))
        case tuple() if isinstance(value[0], Passage):
            yield Fact(label, rests=rests(case, value))
        case tuple() if is_dataclass(value[0]):
            yield Fact(label, inner=tuple(tuple(_facts(case, names, one)) for one in value))
        case tuple() if isinstance(value[0], tuple):
            yield Fact(label, " · ".join(" / ".join(map(str, one)) for one in value))
        case tuple():
            for one in value:
                yield _linked(case, names, name, str(one))
        case _ if is_dataclass(value):
            inner = tuple(_facts(case, names, value))
            if inner:
                yield Fact(label, inner=(inner,))


def _linked(case: Case, names: Names, name: str, text: str) -> Fact:
    label = name.replace("_", " ")
    for collection in _SEVERAL.get(name, (_REFERS.get(name, ""),)):
        entry = find(case, collection, text)
        if entry is not None:
            called = names.of(text) if collection in ("actors", "documents") else title_of(names, entry)
            return Fact(label, called, entry_address(case.id, collection, text))
    return Fact(label, text)


def _namers(case: Case, names: Names, collection: str, key: str) -> Iterator[tuple[str, str]]:
    """The entries that refer to one."""
    for other in KINDS:
        for entry in getattr(case, other):
            if (other, entry.id) != (collection, key) and _names(entry, collection, key):
                yield (
                    f"{other.removesuffix('s')} {entry.id}: {title_of(names, entry)}",
                    entry_address(case.id, other, entry.id),
                )


def _names(thing: Any, collection: str, key: str) -> bool:
    """Whether a thing, or a part of it, refers to an entry."""
    if isinstance(thing, Passage):
        return collection == "documents" and thing.document == key
    for field in fields(thing):
        value = getattr(thing, field.name)
        kinds = _SEVERAL.get(field.name, (_REFERS.get(field.name, ""),))
        if collection in kinds and (value == key or (isinstance(value, tuple) and key in value)):
            return True
        parts = value if isinstance(value, tuple) else (value,)
        if any(is_dataclass(part) and _names(part, collection, key) for part in parts):
            return True
    return False

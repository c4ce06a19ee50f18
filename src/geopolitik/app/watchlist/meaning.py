"""What somebody means who names an outlet, a text or a name to be watched."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from geopolitik.app.cases.looking import made_of
from geopolitik.app.house import House
from geopolitik.app.watchlist.scene import key_of
from geopolitik.errors import NotFoundError, UsageError
from geopolitik.model.watchlist import WatchKind
from geopolitik.storage import captures, cases, growth, stories, watchlist
from geopolitik.storage.paging import Paging
from geopolitik.text.chain import outlet_key
from geopolitik.text.clean import one_line, shorten
from geopolitik.text.mentions import words_of

_LONGEST = 200
_MOST_NAMES = 40
_CASES = 100
"""Cases in whose registries a name is looked up, the last changed first."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is meant, as a watch keeps it."""

    title: str
    means: tuple[str, ...]
    keys: frozenset[str]


def meant(house: House, connection: Connection, kind: WatchKind, what: str) -> Meaning:
    """What is meant by some words.

    Args:
        house: the site.
        connection: to read over.
        kind: what is to be watched.
        what: an outlet's name; the id of a story, a capture or a wording, or the address of a text;
            or a name.

    Raises:
        UsageError: the words name nothing.
        NotFoundError: no such text is kept.
    """
    tidy = shorten(one_line(what), _LONGEST)
    if not words_of(tidy):
        raise UsageError(kind.value, "is missing", "Say what to watch.")
    match kind:
        case WatchKind.OUTLET:
            return _outlet(connection, tidy)
        case WatchKind.TEXT:
            return _text(connection, tidy)
        case WatchKind.NAME:
            return _name(house, connection, tidy)


def _outlet(connection: Connection, name: str) -> Meaning:
    key = outlet_key(name)
    known = sorted(n for slug, n in watchlist.outlets(connection) if outlet_key(n) == key or slug == name)
    title = known[0] if known and name not in known else name
    key = outlet_key(title)
    return Meaning(title, (key,), frozenset((key_of("outlet", key),)))


def slugs_of(connection: Connection, key: str) -> tuple[str, ...]:
    """The addresses under which an outlet is kept or credited, however its name is written."""
    return tuple(slug for slug, name in watchlist.outlets(connection) if outlet_key(name) == key)


def _text(connection: Connection, named: str) -> Meaning:
    head = stories.get(connection, growth.now_part_of(connection, named) or named)
    if head is not None and head.withdrawn_at is None:
        return Meaning(f"Story: {head.title}", ("story", head.id), frozenset((key_of("story", head.id),)))
    place = growth.places(connection, [named]).get(named)
    at_address = [one for one in captures.same(connection, named) if growth.holds(connection, one)]
    capture = place.capture if place else (at_address or [named])[-1]
    story = growth.holds(connection, capture)
    if story is None:
        advice = "Check it first: then it is kept."
        raise NotFoundError(named, "is the id or address of no text that is kept", advice)
    title = next(a.title for a in stories.captures_of(connection, story) if a.capture_id == capture)
    return Meaning(title, (capture,), frozenset((key_of("capture", capture),)))


def _name(house: House, connection: Connection, name: str) -> Meaning:
    names = (name, *(n for n in _aliases(house, connection, name) if n != name))[:_MOST_NAMES]
    # Each is found by its longest word: the rarest, as a rule.
    keys = frozenset(key_of("word", max(words, key=len)) for n in names if (words := words_of(n)))
    return Meaning(name, names, keys)


def _aliases(house: House, connection: Connection, name: str) -> tuple[str, ...]:
    """The other names that the ledger's registries of actors have for whoever is called so."""
    wanted, found = words_of(name), dict[str, None]()
    for head in cases.listed(connection, public_only=False, paging=Paging(limit=_CASES)).items:
        for actor in made_of(house, connection, head).actors:
            names = [one_line(one) for one in (actor.name, *actor.aliases)]
            if any(words_of(one) == wanted for one in names):
                found |= dict.fromkeys(names)
    return tuple(found)

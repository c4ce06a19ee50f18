"""What ledger entries rest on: documents and passages of them; and the actors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from geopolitik.model.ledger.times import When


@dataclass(frozen=True, slots=True)
class Document:
    """A named publication."""

    id: str
    publisher: str
    published: When | None
    title: str
    address: str = ""
    relays: tuple[str, ...] = ()
    """Ids of the documents it relays: two relays of one original are one origin."""
    read: bool = True
    """False: known only from its relays."""
    capture: str = ""
    """Id of a capture of it in the store, if there is one."""


ASSUMPTION: Final = "assumption"
"""Stands in a passage in the place of a document's id, for what an analyst assumes."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a document."""

    document: str
    quote: str = ""
    """Its words, short, as they stand there; empty where the ledger gives the sense only."""
    at: str = ""
    """Where in it: `paragraph 36`."""


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    PERSON = "person"
    BODY = "body"
    GROUP = "group"
    """An armed formation, a coalition."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a person was, for whom, and when."""

    title: str
    of: str = ""
    """Id of the actor for whom it speaks."""
    start: When | None = None
    end: When | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, body or state that speaks or acts. Its id is neutral, its names are the parties' own."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()

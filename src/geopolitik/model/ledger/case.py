"""A case: everything that the ledger keeps of one conflict or question."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.model.ledger.accounts import Account, Arrangement
from geopolitik.model.ledger.incidents import Incident
from geopolitik.model.ledger.ladders import Ladder
from geopolitik.model.ledger.positions import Position
from geopolitik.model.ledger.sources import Actor, Document


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Case:
    """One case; entries in the order of its files, actors in the fixed order in which parties are shown."""

    id: str
    title: str
    about: str = ""
    invented: bool = False
    """An exercise: no word of it is a fact."""
    zones: tuple[str, ...] = ()
    """Candidates where an entry names no zone; empty: any zone on Earth."""
    documents: tuple[Document, ...] = ()
    actors: tuple[Actor, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    accounts: tuple[Account, ...] = ()
    incidents: tuple[Incident, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    positions: tuple[Position, ...] = ()

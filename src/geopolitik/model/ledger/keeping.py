"""Cases in a store: entries are added and withdrawn, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry of a case is; in the order in which each may name those before it."""

    CASE = "case"
    """The case itself: its title and what it is about."""
    DOCUMENT = "document"
    ACTOR = "actor"
    ARRANGEMENT = "arrangement"
    INCIDENT = "incident"
    ACCOUNT = "account"
    LADDER = "ladder"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class CaseHead:
    """A kept case as lists show it."""

    id: str
    """Its slug: part of addresses."""
    title: str
    public: bool
    created_at: datetime
    updated_at: datetime
    version: int
    """Counts up with every change of an entry."""
    by: str | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """One version of an entry."""

    id: str
    case_id: str
    kind: EntryKind
    key: str
    """The entry's own id, unique in the case among its kind."""
    place: int
    """Where it stands among its kind; kept from version to version."""
    body: str
    """YAML, in the written form of a case."""
    by: str | None
    at: datetime
    reason: str = ""
    """Why it was written or mended."""
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None

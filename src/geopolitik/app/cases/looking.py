"""A kept case, looked at: its head, and the case that its standing entries make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from geopolitik.app.access import may_visit
from geopolitik.app.house import House
from geopolitik.errors import NotFoundError
from geopolitik.ledger.cases import FILES, Entry, entry_from_yaml, loads
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.keeping import CaseHead, EntryKind, KeptEntry
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import cases
from geopolitik.storage.paging import FIRST_PAGE, Page, Paging


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A case with its head."""

    head: CaseHead
    case: Case


def listed(house: House, viewer: Viewer, *, paging: Paging = FIRST_PAGE) -> Page[CaseHead]:
    """The cases that a viewer may see, the last changed first."""
    with house.store.reading() as r:
        return cases.listed(r, public_only=not viewer.at_least(Role.ANALYST), paging=paging)


def withdrawn(house: House, viewer: Viewer) -> tuple[CaseHead, ...]:
    """The cases that were withdrawn and that a viewer may bring back, the last withdrawn first."""
    if not viewer.at_least(Role.ANALYST):
        return ()
    with house.store.reading() as r:
        return tuple(head for head in cases.withdrawn_ones(r) if may_withdraw(viewer, head))


def look(house: House, viewer: Viewer, case_id: str) -> KeptCase:
    """A case as it stands.

    Raises:
        NotFoundError: there is no such case, or the viewer may not know of it.
    """
    with house.store.reading() as r:
        head = cases.get(r, case_id)
        if head is None or not may_see_case(viewer, head, guests=house.standing().settings.guests):
            raise NotFoundError(case_id, "there is no such case", "It may not be public yet: sign in.")
        # Read within the same view of the store as the head: its version must be that of its entries.
        return KeptCase(head, made_of(house, r, head))


def made_of(house: House, connection: Connection, head: CaseHead) -> Case:
    """The case that a head is of, made once for each of its versions."""
    key = (head.id, head.version)
    return house.cases.get(key, lambda: assembled(cases.entries(connection, head.id)))


def may_see_case(viewer: Viewer, head: CaseHead, *, guests: bool) -> bool:
    """Whether a viewer may open a case."""
    return viewer.at_least(Role.ANALYST) or (head.public and may_visit(viewer, guests=guests))


def may_withdraw(viewer: Viewer, head: CaseHead) -> bool:
    """Whether a viewer may withdraw a case, or bring it back."""
    own = viewer.at_least(Role.ANALYST) and head.by == viewer.id and not head.public
    return own or viewer.at_least(Role.EDITOR)


def collection_of(kind: EntryKind) -> str:
    """How a case's files call the entries of a kind: `accounts`."""
    return f"{kind.value}s"


def assembled(entries: Iterable[KeptEntry]) -> Case:
    """The case that kept entries make; each was checked when it was kept."""
    held: defaultdict[str, list[Any]] = defaultdict(list)
    head = Case("", "")
    for entry in entries:
        if entry.kind is EntryKind.CASE:
            head = loads({FILES[0]: entry.body})
        else:
            collection = collection_of(entry.kind)
            held[collection].append(_read(collection, entry.body))
    values: dict[str, Any] = {collection: tuple(found) for collection, found in held.items()}
    return replace(head, **values)


@lru_cache(maxsize=1 << 15)
def _read(collection: str, body: str) -> Entry:
    """An entry as it is kept: one change of a large case leaves thousands of others as they were."""
    return entry_from_yaml(collection, body)

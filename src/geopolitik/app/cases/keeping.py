"""A case comes into the store, entry by entry, and out of it again as files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from geopolitik.app.access import need
from geopolitik.app.cases.looking import collection_of, look
from geopolitik.app.house import House
from geopolitik.errors import ConflictError, UsageError
from geopolitik.ledger.cases import FILES, CaseError, dump, entry_to_yaml, faults
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.keeping import CaseHead, EntryKind, KeptEntry
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import audits, cases
from geopolitik.storage.ids import new_id
from geopolitik.text.slugs import slug

_MOST_ENTRIES = 20_000
_TAKEN = ("new",)
"""Ids whose address is another page of the ledger."""


def keep(house: House, viewer: Viewer, case: Case, *, public: bool = False) -> CaseHead:
    """Keep a new case.

    Raises:
        RefusedError: the viewer is no analyst; or no editor, for a case that is public at once.
        ConflictError: there is a case of that id already.
        CaseError: something in it is wrong; all of it is said.
        UsageError: its id is no part of an address, or it has too many entries.
    """
    need(viewer, Role.EDITOR if public else Role.ANALYST, "keeping cases")
    if slug(case.id) != case.id or len(case.id) > 64 or case.id in _TAKEN:
        raise UsageError(case.id[:80], "is no id of a case", "Use small letters, digits and hyphens.")
    if wrong := faults(case):
        raise CaseError(case.id, wrong)
    at = house.clock()
    entries = tuple(_entries(case, viewer.id, at))
    if len(entries) > _MOST_ENTRIES:
        raise UsageError(case.id, f"has more than {_MOST_ENTRIES:,} entries", "Split it.")
    head = CaseHead(case.id, case.title[:200], public, at, at, 1, viewer.id)
    with house.store.writing() as w:
        there = cases.get(w, case.id, withdrawn=True)
        if there is not None and there.withdrawn_at:
            raise ConflictError(case.id, "was withdrawn", "Bring it back, or give the new case another id.")
        if there is not None:
            raise ConflictError(case.id, "is kept already", "Edit it, or give the new case another id.")
        cases.add(w, head)
        cases.put_all(w, entries)
        audits.note(w, "kept", "case", case.id, by=viewer.id, at=at, detail=f"{len(entries)} entries")
    # Whoever looks at it now need not have it read from the store.
    house.cases.get((head.id, head.version), lambda: case)
    return head


def files(house: House, viewer: Viewer, case_id: str) -> dict[str, str]:
    """A kept case as files: name to YAML.

    Raises:
        NotFoundError: there is no such case, or the viewer may not know of it.
    """
    return dump(look(house, viewer, case_id).case)


def _own(case: Case) -> str:
    """What the case says of itself, as its first file has it."""
    bare = Case(case.id, case.title, case.about, case.invented, case.zones)
    return dump(bare)[FILES[0]]


def _entries(case: Case, by: str | None, at: datetime) -> Iterator[KeptEntry]:
    """The case's entries as they are kept."""
    yield KeptEntry(new_id(), case.id, EntryKind.CASE, case.id, 0, _own(case), by, at)
    for kind in EntryKind:
        if kind is not EntryKind.CASE:
            for place, entry in enumerate(getattr(case, collection_of(kind))):
                yield KeptEntry(new_id(), case.id, kind, entry.id, place, entry_to_yaml(entry), by, at)

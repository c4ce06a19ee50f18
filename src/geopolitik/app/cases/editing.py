"""Entries of a kept case: written, mended, withdrawn, and brought back; each change can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from geopolitik.app.access import need
from geopolitik.app.cases.looking import collection_of, made_of, may_withdraw
from geopolitik.app.house import House
from geopolitik.errors import ConflictError, NotFoundError, UsageError
from geopolitik.ledger.cases import (
    FILES,
    CaseError,
    entry_from_yaml,
    faults,
    loads,
    with_entry,
    without_entry,
)
from geopolitik.model.ledger.case import Case
from geopolitik.model.ledger.keeping import CaseHead, EntryKind, KeptEntry
from geopolitik.model.people import Role, Viewer
from geopolitik.storage import audits, cases
from geopolitik.storage.ids import new_id

_LONGEST = 100_000
_LONGEST_REASON = 1_000


@dataclass(frozen=True, slots=True)
class Restored:
    """A version that stands again."""

    entry: KeptEntry
    before: KeptEntry | None
    """The version that stood until then; None if none did."""


def need_editing(viewer: Viewer) -> None:
    """Let only those go on who may edit cases.

    Raises:
        RefusedError: the viewer is no analyst.
    """
    need(viewer, Role.ANALYST, "editing cases")


def entry(house: House, viewer: Viewer, case_id: str, kind: EntryKind, key: str) -> KeptEntry:
    """The version of an entry that stands.

    Raises:
        RefusedError: the viewer is no analyst.
        NotFoundError: there is none.
    """
    need_editing(viewer)
    with house.store.reading() as r:
        return _standing(r, case_id, kind, key)


def history(house: House, viewer: Viewer, case_id: str, kind: EntryKind, key: str) -> tuple[KeptEntry, ...]:
    """All versions of an entry, newest first.

    Raises:
        RefusedError: the viewer is no analyst.
        NotFoundError: there never was one.
    """
    need_editing(viewer)
    with house.store.reading() as r:
        found = cases.history(r, case_id, kind, key)
    if not found:
        raise NotFoundError(key, f"there is no such {kind.value} in this case")
    return found


def write(
    house: House,
    viewer: Viewer,
    case_id: str,
    kind: EntryKind,
    body: str,
    *,
    based_on: str = "",
    reason: str = "",
) -> KeptEntry:
    """Keep an entry: a new one, or a mended one in place of the version it is based on.

    Args:
        body: YAML, as a case's files have it.
        based_on: id of the version that was mended; empty for a new entry.
        reason: why; for the history.

    Raises:
        RefusedError: the viewer is no analyst.
        NotFoundError: there is no such case.
        CaseError: the entry, or the case with it, is wrong; says at which lines of `body`.
        ConflictError: somebody else mended the entry in the meantime, or there is one of that id.
        UsageError: it is over-long.
    """
    need_editing(viewer)
    if len(body) > _LONGEST:
        raise UsageError("entry", f"is longer than {_LONGEST:,} characters", "Split it.")
    at = house.clock()
    with house.store.writing() as w:
        case = _case(house, w, case_id)
        _is_renamed(w, based_on, kind, body)
        key, title = _checked(case, kind, body)
        before = cases.standing(w, case_id, kind, key)
        _agree(before, based_on, key)
        place = before.place if before else cases.last_place(w, case_id, kind) + 1
        kept = KeptEntry(
            new_id(), case_id, kind, key, place, body, viewer.id, at, reason.strip()[:_LONGEST_REASON]
        )
        cases.put(w, kept)
        if kind is EntryKind.CASE:
            cases.rename(w, case_id, title[:200])
        what = "mended" if before else "wrote"
        audits.note(w, what, "case", case_id, by=viewer.id, at=at, detail=f"{kind.value} {key}")
    return kept


def withdraw(house: House, viewer: Viewer, case_id: str, kind: EntryKind, key: str) -> KeptEntry:
    """Take an entry out of the case; it stays in the books. Gives the version that stood.

    Raises:
        RefusedError: the viewer is no analyst.
        NotFoundError: there is no such entry.
        CaseError: others refer to it.
        UsageError: the case's own entry can't be withdrawn.
    """
    need_editing(viewer)
    if kind is EntryKind.CASE:
        raise UsageError(case_id, "is the case itself", "Withdraw the case instead.")
    at = house.clock()
    with house.store.writing() as w:
        stood = _standing(w, case_id, kind, key)
        without_entry(_case(house, w, case_id), collection_of(kind), key)
        cases.withdraw(w, case_id, kind, key, by=viewer.id, at=at)
        audits.note(w, "withdrew", "case", case_id, by=viewer.id, at=at, detail=f"{kind.value} {key}")
    return stood


def restore(house: House, viewer: Viewer, case_id: str, version_id: str) -> Restored:
    """Let an earlier version of an entry stand again: after a change or a withdrawal.

    Raises:
        RefusedError: the viewer is no analyst.
        NotFoundError: there is no such version in this case.
        CaseError: the case has changed so that it no longer fits.
    """
    need_editing(viewer)
    at = house.clock()
    with house.store.writing() as w:
        version = cases.version(w, version_id)
        if version is None or version.case_id != case_id:
            raise NotFoundError(version_id, "there is no such version in this case")
        _, title = _checked(_case(house, w, case_id), version.kind, version.body)
        before = cases.standing(w, case_id, version.kind, version.key)
        cases.stand(w, version, by=viewer.id, at=at)
        if version.kind is EntryKind.CASE:
            cases.rename(w, case_id, title[:200])
        detail = f"{version.kind.value} {version.key}"
        audits.note(w, "restored", "case", case_id, by=viewer.id, at=at, detail=detail)
        return Restored(_standing(w, case_id, version.kind, version.key), before)


def present(house: House, viewer: Viewer, case_id: str, *, public: bool) -> CaseHead:
    """Show a case to everybody, or no longer.

    Raises:
        RefusedError: the viewer is no editor.
        NotFoundError: there is no such case.
    """
    need(viewer, Role.EDITOR, "showing cases")
    at = house.clock()
    with house.store.writing() as w:
        cases.present(w, _head(w, case_id).id, public=public)
        said = "made public" if public else "made private"
        audits.note(w, said, "case", case_id, by=viewer.id, at=at)
        return _head(w, case_id)


def set_withdrawn(house: House, viewer: Viewer, case_id: str, *, withdrawn: bool) -> CaseHead:
    """Take a case off the site, or bring it back.

    Raises:
        RefusedError: the viewer is no editor; of a case that was never public, nor the analyst who kept it.
        NotFoundError: there is no such case.
    """
    need(viewer, Role.ANALYST, "withdrawing cases")
    at = house.clock()
    with house.store.writing() as w:
        head = _head(w, case_id, withdrawn=True)
        if not may_withdraw(viewer, head):
            need(viewer, Role.EDITOR, "withdrawing cases")
        cases.set_withdrawn(w, case_id, at if withdrawn else None)
        said = "withdrew" if withdrawn else "brought back"
        audits.note(w, said, "case", case_id, by=viewer.id, at=at)
        return replace(head, withdrawn_at=at if withdrawn else None)


def _checked(case: Case, kind: EntryKind, body: str) -> tuple[str, str]:
    """The entry's id, and the title of the case if it is the case's own entry.

    Raises:
        CaseError: it is no such entry, or doesn't fit the case.
    """
    if kind is EntryKind.CASE:
        head = loads({FILES[0]: body})
        if head.id != case.id:
            raise UsageError(head.id, "is another id than the case has", f"Keep `id: {case.id}`.")
        changed = replace(case, title=head.title, about=head.about, invented=head.invented, zones=head.zones)
        # Zones and `invented` bear on every entry.
        known = {(fault.file, fault.message) for fault in faults(case)}
        if new := [fault for fault in faults(changed) if (fault.file, fault.message) not in known]:
            raise CaseError(case.id, new)
        return head.id, head.title
    made = entry_from_yaml(collection_of(kind), body)
    with_entry(case, made)
    return made.id, ""


def _is_renamed(connection: Connection, based_on: str, kind: EntryKind, body: str) -> None:
    """See that a mended entry keeps its id, by which others name it.

    Raises:
        CaseError: it is no such entry.
        UsageError: it has another id than the version it is based on.
    """
    was = cases.version(connection, based_on) if based_on else None
    if was is None or kind is EntryKind.CASE:
        return
    key = entry_from_yaml(collection_of(kind), body).id
    if key != was.key:
        advice = f"Keep `id: {was.key}`, by which others may name it; or write a new entry."
        raise UsageError(key[:60], "is another id than the entry has", advice)


def _agree(before: KeptEntry | None, based_on: str, key: str) -> None:
    """See that whoever mends has seen what stands.

    Raises:
        ConflictError: somebody else was first.
    """
    if before is None and based_on:
        raise ConflictError(key, "was withdrawn in the meantime", "Keep it as a new entry.")
    if before is not None and before.id != based_on:
        said = "was mended by somebody else in the meantime" if based_on else "is the id of another entry"
        raise ConflictError(key, said, "Look at what stands now, and put your change into it.")


def _case(house: House, connection: Connection, case_id: str) -> Case:
    return made_of(house, connection, _head(connection, case_id))


def _head(connection: Connection, case_id: str, *, withdrawn: bool = False) -> CaseHead:
    head = cases.get(connection, case_id, withdrawn=withdrawn)
    if head is None:
        raise NotFoundError(case_id, "there is no such case")
    return head


def _standing(connection: Connection, case_id: str, kind: EntryKind, key: str) -> KeptEntry:
    _head(connection, case_id)
    found = cases.standing(connection, case_id, kind, key)
    if found is None:
        raise NotFoundError(key, f"there is no such {kind.value} in this case")
    return found

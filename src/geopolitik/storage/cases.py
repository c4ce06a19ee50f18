"""Cases of the ledger: each entry in all its versions, of which at most one stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from geopolitik.model.ledger.keeping import CaseHead, EntryKind, KeptEntry
from geopolitik.storage.paging import FIRST_PAGE, Page, Paging, page, paged
from geopolitik.storage.schema import case_entries, cases


def add(connection: Connection, head: CaseHead) -> None:
    """Keep a new case, still without entries."""
    row = {
        "id": head.id,
        "title": head.title,
        "public": head.public,
        "created_at": head.created_at,
        "updated_at": head.updated_at,
        "version": head.version,
        "by": head.by,
    }
    connection.execute(insert(cases).values(**row))


def get(connection: Connection, case_id: str, *, withdrawn: bool = False) -> CaseHead | None:
    """A case by id; withdrawn ones only if asked for."""
    query = select(cases).where(cases.c.id == case_id)
    if not withdrawn:
        query = query.where(cases.c.withdrawn_at.is_(None))
    row = connection.execute(query).mappings().first()
    return _head(row) if row else None


def listed(connection: Connection, *, public_only: bool, paging: Paging = FIRST_PAGE) -> Page[CaseHead]:
    """The cases, the last changed first."""
    query = select(cases).where(cases.c.withdrawn_at.is_(None))
    if public_only:
        query = query.where(cases.c.public)
    rows = connection.execute(paged(query, cases.c.updated_at, cases.c.id, paging)).mappings()
    return page([_head(row) for row in rows], paging, lambda head: (head.updated_at, head.id))


def withdrawn_ones(connection: Connection, *, limit: int = 100) -> tuple[CaseHead, ...]:
    """The cases that were withdrawn, the last first."""
    query = select(cases).where(cases.c.withdrawn_at.is_not(None)).limit(limit)
    rows = connection.execute(query.order_by(cases.c.withdrawn_at.desc(), cases.c.id)).mappings()
    return tuple(_head(row) for row in rows)


def present(connection: Connection, case_id: str, *, public: bool) -> None:
    """Show a case to everybody, or to those signed in only."""
    connection.execute(update(cases).where(cases.c.id == case_id).values(public=public))


def rename(connection: Connection, case_id: str, title: str) -> None:
    """Let the head carry the title that the case's own entry has."""
    connection.execute(update(cases).where(cases.c.id == case_id).values(title=title))


def set_withdrawn(connection: Connection, case_id: str, at: datetime | None) -> None:
    """Take a case out of sight, or with None bring it back."""
    connection.execute(update(cases).where(cases.c.id == case_id).values(withdrawn_at=at))


def put(connection: Connection, entry: KeptEntry) -> None:
    """Keep a version of an entry; the one that stood is withdrawn."""
    _withdraw_standing(connection, entry.case_id, entry.kind, entry.key, by=entry.by, at=entry.at)
    connection.execute(insert(case_entries).values(**_row(entry)))
    _changed(connection, entry.case_id, entry.at)


def put_all(connection: Connection, entries: Sequence[KeptEntry]) -> None:
    """Keep the entries of a case that is new."""
    if entries:
        connection.execute(insert(case_entries), [_row(entry) for entry in entries])


def withdraw(
    connection: Connection, case_id: str, kind: EntryKind, key: str, *, by: str | None, at: datetime
) -> None:
    """Take an entry back; its versions stay in the books."""
    _withdraw_standing(connection, case_id, kind, key, by=by, at=at)
    _changed(connection, case_id, at)


def stand(connection: Connection, entry: KeptEntry, *, by: str | None, at: datetime) -> None:
    """Let an earlier version stand again, in the place of the one that does now."""
    _withdraw_standing(connection, entry.case_id, entry.kind, entry.key, by=by, at=at)
    again = update(case_entries).where(case_entries.c.id == entry.id)
    connection.execute(again.values(withdrawn_at=None, withdrawn_by=None))
    _changed(connection, entry.case_id, at)


def entries(connection: Connection, case_id: str) -> tuple[KeptEntry, ...]:
    """The entries that stand, in the case's order."""
    c = case_entries.c
    query = select(case_entries).where(c.case_id == case_id, c.withdrawn_at.is_(None))
    found = [_entry(row) for row in connection.execute(query).mappings()]
    order = list(EntryKind)
    return tuple(sorted(found, key=lambda entry: (order.index(entry.kind), entry.place, entry.key)))


def standing(connection: Connection, case_id: str, kind: EntryKind, key: str) -> KeptEntry | None:
    """The version of an entry that stands."""
    c = case_entries.c
    query = select(case_entries).where(
        c.case_id == case_id, c.kind == kind.value, c.key == key, c.withdrawn_at.is_(None)
    )
    row = connection.execute(query).mappings().first()
    return _entry(row) if row else None


def version(connection: Connection, entry_id: str) -> KeptEntry | None:
    """A version of an entry by its own id, withdrawn ones too."""
    row = connection.execute(select(case_entries).where(case_entries.c.id == entry_id)).mappings().first()
    return _entry(row) if row else None


def history(connection: Connection, case_id: str, kind: EntryKind, key: str) -> tuple[KeptEntry, ...]:
    """All versions of an entry, newest first."""
    c = case_entries.c
    query = select(case_entries).where(c.case_id == case_id, c.kind == kind.value, c.key == key)
    return tuple(_entry(row) for row in connection.execute(query.order_by(c.at.desc(), c.id)).mappings())


def changes(connection: Connection, head: CaseHead, *, limit: int) -> tuple[KeptEntry, ...]:
    """The versions of a case's entries that came after those it was kept with, the newest first."""
    c = case_entries.c
    query = select(case_entries).where(c.case_id == head.id, c.at > head.created_at)
    query = query.order_by(c.at.desc(), c.id).limit(limit)
    return tuple(_entry(row) for row in connection.execute(query).mappings())


def last_place(connection: Connection, case_id: str, kind: EntryKind) -> int:
    """The place of the last entry of a kind; -1 if there is none."""
    c = case_entries.c
    query = select(func.max(c.place)).where(c.case_id == case_id, c.kind == kind.value)
    found = connection.execute(query).scalar_one()
    return -1 if found is None else int(found)


def _withdraw_standing(
    connection: Connection, case_id: str, kind: EntryKind, key: str, *, by: str | None, at: datetime
) -> None:
    c = case_entries.c
    connection.execute(
        update(case_entries)
        .where(c.case_id == case_id, c.kind == kind.value, c.key == key, c.withdrawn_at.is_(None))
        .values(withdrawn_at=at, withdrawn_by=by)
    )


def _changed(connection: Connection, case_id: str, at: datetime) -> None:
    """Count a change of a case."""
    c = cases.c
    connection.execute(update(cases).where(c.id == case_id).values(updated_at=at, version=c.version + 1))


def _row(entry: KeptEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "case_id": entry.case_id,
        "kind": entry.kind.value,
        "key": entry.key,
        "place": entry.place,
        "body": entry.body,
        "by": entry.by,
        "at": entry.at,
        "reason": entry.reason,
    }


def _head(row: RowMapping) -> CaseHead:
    return CaseHead(
        id=row["id"],
        title=row["title"],
        public=row["public"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        version=row["version"],
        by=row["by"],
        withdrawn_at=row["withdrawn_at"],
    )


def _entry(row: RowMapping) -> KeptEntry:
    return KeptEntry(
        id=row["id"],
        case_id=row["case_id"],
        kind=EntryKind(row["kind"]),
        key=row["key"],
        place=row["place"],
        body=row["body"],
        by=row["by"],
        at=row["at"],
        reason=row["reason"],
        withdrawn_at=row["withdrawn_at"],
        withdrawn_by=row["withdrawn_by"],
    )

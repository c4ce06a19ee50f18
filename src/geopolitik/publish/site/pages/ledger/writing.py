"""Entries of a case, written: new ones, mended ones, withdrawn ones, and each step undone."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.access import need
from geopolitik.app.cases import editing
from geopolitik.app.cases.looking import KeptCase, look
from geopolitik.errors import ConflictError, GeopolitikError, NotFoundError
from geopolitik.ledger.cases import CaseError, Problem
from geopolitik.model.ledger.keeping import EntryKind, KeptEntry
from geopolitik.model.people import Role
from geopolitik.publish.site.pages.ledger.entries import entry_page
from geopolitik.publish.site.routing import Get, Post, status
from geopolitik.publish.site.views.ledger.asking import asked
from geopolitik.publish.site.views.ledger.passages import entry_address
from geopolitik.publish.site.views.ledger.templates import TEMPLATES
from geopolitik.publish.site.visit import Visit

_KINDS = {f"{kind.value}s": kind for kind in EntryKind if kind is not EntryKind.CASE} | {
    "case": EntryKind.CASE
}
_AS_NEW = "new"
"""What a form sends to keep what was withdrawn meanwhile as a new entry."""


def new_entry(visit: Visit) -> Response:
    """The form for a new entry."""
    kept, kind = _case(visit), _kind(visit)
    if kind is EntryKind.CASE:
        raise NotFoundError("case", "there is one alone in each case", "Edit it, or begin a new case.")
    return _form(visit, kept, kind, "", TEMPLATES[kind], "")


def add_entry(visit: Visit) -> Response:
    """Keep a new entry."""
    return _written(visit, "")


def edit(visit: Visit) -> Response:
    """The form in which an entry is mended."""
    kept, kind = _case(visit), _kind(visit)
    found = editing.entry(visit.house, visit.viewer, kept.head.id, kind, visit.part("key"))
    return _form(visit, kept, kind, found.key, found.body, found.id)


def mend(visit: Visit) -> Response:
    """Keep a mended entry."""
    return _written(visit, visit.part("key"))


def withdraw(visit: Visit) -> Response:
    """Take an entry out of the case."""
    kept, kind = _case(visit), _kind(visit)
    try:
        stood = editing.withdraw(visit.house, visit.viewer, kept.head.id, kind, visit.part("key"))
    except CaseError as error:
        return entry_page(visit, kept, visit.part("collection"), error)
    return visit.to(
        f"/ledger/{kept.head.id}", told=f"The {kind.value} {stood.key} is withdrawn.", undo=_undo(stood)
    )


def restore(visit: Visit) -> Response:
    """Let an earlier version stand again."""
    kept = _case(visit)
    made = editing.restore(visit.house, visit.viewer, kept.head.id, visit.part("version"))
    address = _address(made.entry)
    undo = _undo(made.before) if made.before else f"{address}/withdraw"
    return visit.to(address, told="That version stands again.", undo=undo)


def _written(visit: Visit, key: str) -> Response:
    kept, kind = _case(visit), _kind(visit)
    body = visit.field("body").replace("\r\n", "\n")
    # Whoever was second, and has seen what stands now, may put their own in its place.
    based_on = visit.field("over") or visit.field("based_on")
    based_on = "" if based_on == _AS_NEW else based_on
    try:
        entry = editing.write(
            visit.house,
            visit.viewer,
            kept.head.id,
            kind,
            body,
            based_on=based_on,
            reason=visit.field("reason"),
        )
    except GeopolitikError as error:
        return _form(visit, kept, kind, key, body, based_on, error)
    undo = f"/ledger/{kept.head.id}/restore/{based_on}" if based_on else f"{_address(entry)}/withdraw"
    return visit.to(_address(entry), told="Kept.", undo=undo)


def _form(
    visit: Visit,
    kept: KeptCase,
    kind: EntryKind,
    key: str,
    body: str,
    based_on: str,
    error: GeopolitikError | None = None,
) -> Response:
    need(visit.viewer, Role.ANALYST, "editing cases")
    return visit.render(
        "ledger_edit.html.j2",
        status=status(error) if error else 200,
        kept=kept,
        asked=asked(visit),
        kind=kind.value,
        key=key,
        body=body,
        based_on=based_on,
        reason=visit.field("reason"),
        error=error,
        problems=problems_of(error),
        standing=_standing(visit, kept, kind, key) if isinstance(error, ConflictError) else None,
        is_gone=isinstance(error, ConflictError) and bool(key),
        as_new=_AS_NEW,
        skeleton=TEMPLATES[kind],
        back=entry_address(kept.head.id, f"{kind.value}s", key)
        if key and kind is not EntryKind.CASE
        else f"/ledger/{kept.head.id}",
    )


def problems_of(error: GeopolitikError | None) -> tuple[Problem, ...]:
    """All that is wrong with what was sent, if that is what the error says."""
    return error.problems if isinstance(error, CaseError) else ()


def _standing(visit: Visit, kept: KeptCase, kind: EntryKind, key: str) -> KeptEntry | None:
    """What stands under an id now, for whoever was second to mend it."""
    try:
        return editing.entry(visit.house, visit.viewer, kept.head.id, kind, key)
    except NotFoundError:
        return None


def _case(visit: Visit) -> KeptCase:
    return look(visit.house, visit.viewer, visit.part("case_id"))


def _kind(visit: Visit) -> EntryKind:
    kind = _KINDS.get(visit.part("collection"))
    if kind is None:
        raise NotFoundError(visit.part("collection")[:40], "there is no such part of a case", "Go back.")
    return kind


def _undo(entry: KeptEntry) -> str:
    return f"/ledger/{entry.case_id}/restore/{entry.id}"


def _address(entry: KeptEntry) -> str:
    if entry.kind is EntryKind.CASE:
        return f"/ledger/{entry.case_id}"
    return entry_address(entry.case_id, f"{entry.kind.value}s", entry.key)


PAGES = (
    Post("/ledger/{case_id}/restore/{version}", restore),
    Get("/ledger/{case_id}/new/{collection}", new_entry),
    Post("/ledger/{case_id}/new/{collection}", add_entry),
    Get("/ledger/{case_id}/edit/{collection}/{key}", edit),
    Post("/ledger/{case_id}/edit/{collection}/{key}", mend),
    Post("/ledger/{case_id}/{collection}/{key}/withdraw", withdraw),
)

"""Cases and their entries, written: new ones, mended ones, withdrawn ones, and each step undone."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from starlette.responses import Response

from geopolitik.app.access import need
from geopolitik.app.cases import editing, keeping
from geopolitik.app.cases.looking import KeptCase, look
from geopolitik.app.cases.shipped import names, shipped
from geopolitik.errors import GeopolitikError, NotFoundError, UsageError
from geopolitik.ledger.cases import CaseError, Problem, loads
from geopolitik.model.ledger.keeping import EntryKind, KeptEntry
from geopolitik.model.people import Role
from geopolitik.publish.site.routing import Get, Page, Post, status
from geopolitik.publish.site.views.ledger.asking import asked
from geopolitik.publish.site.views.ledger.passages import entry_address
from geopolitik.publish.site.views.ledger.templates import TEMPLATES
from geopolitik.publish.site.visit import Visit

_KINDS = {f"{kind.value}s": kind for kind in EntryKind if kind is not EntryKind.CASE} | {
    "case": EntryKind.CASE
}
_MOST_FILE = 5_000_000


def new_case(visit: Visit) -> Response:
    """The form for a new case."""
    need(visit.viewer, Role.ANALYST, "keeping cases")
    return _new_case(visit)


def add_case(visit: Visit) -> Response:
    """Keep a case: files that were dropped, a shipped one, or one with a title and nothing else yet."""
    need(visit.viewer, Role.ANALYST, "keeping cases")
    try:
        case = shipped(visit.field("shipped")) if visit.field("shipped") else loads(_files(visit))
        head = keeping.keep(visit.house, visit.viewer, case)
    except GeopolitikError as error:
        return _new_case(visit, error)
    return visit.to(f"/ledger/{head.id}", told="The case is kept.", undo=f"/ledger/{head.id}/withdraw")


def new_entry(visit: Visit) -> Response:
    """The form for a new entry."""
    kept, kind = _case(visit), _kind(visit)
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
    stood = editing.withdraw(visit.house, visit.viewer, kept.head.id, kind, visit.part("key"))
    return visit.to(
        f"/ledger/{kept.head.id}", told=f"The {kind.value} {stood.key} is withdrawn.", undo=_undo(stood)
    )


def restore(visit: Visit) -> Response:
    """Let an earlier version stand again."""
    kept = _case(visit)
    entry = editing.restore(visit.house, visit.viewer, kept.head.id, visit.part("version"))
    return visit.to(_address(entry), told="That version stands again.")


def _written(visit: Visit, key: str) -> Response:
    kept, kind = _case(visit), _kind(visit)
    body, based_on = visit.field("body").replace("\r\n", "\n"), visit.field("based_on")
    before = visit.field("before")
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
    undo = (
        f"/ledger/{kept.head.id}/restore/{before or based_on}" if based_on else f"{_address(entry)}/withdraw"
    )
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
        problems=_problems(error),
        skeleton=TEMPLATES[kind],
        back=entry_address(kept.head.id, f"{kind.value}s", key)
        if key and kind is not EntryKind.CASE
        else f"/ledger/{kept.head.id}",
    )


def _problems(error: GeopolitikError | None) -> tuple[Problem, ...]:
    return error.problems if isinstance(error, CaseError) else ()


def _new_case(visit: Visit, error: GeopolitikError | None = None) -> Response:
    return visit.render(
        "ledger_new.html.j2",
        status=status(error) if error else 200,
        shipped=names(),
        error=error,
        problems=_problems(error),
        id=visit.field("id"),
        title=visit.field("title"),
        about=visit.field("about"),
    )


def _files(visit: Visit) -> dict[str, str]:
    """The files that were dropped; or the case that the fields make."""
    files = visit.files("files")
    if not files:
        from geopolitik.ledger.cases import FILES, dump
        from geopolitik.model.ledger.case import Case

        made = Case(visit.field("id").strip(), visit.field("title").strip(), visit.field("about").strip())
        return {FILES[0]: dump(made)[FILES[0]]}
    found = {}
    for file in files:
        content = file.file.read(_MOST_FILE + 1)
        name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
        if len(content) > _MOST_FILE:
            raise UsageError(name, "is larger than 5 MB", "Split the case.")
        try:
            found[name] = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UsageError(name, "is no UTF-8 text", "Save it as UTF-8.") from error
    return found


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


def _presented(*, public: bool) -> Page:
    def page(visit: Visit) -> Response:
        head = editing.present(visit.house, visit.viewer, visit.part("case_id"), public=public)
        said = "Everybody may see the case." if public else "Only those who work here see the case."
        undo = f"/ledger/{head.id}/{'private' if public else 'public'}"
        return visit.to(f"/ledger/{head.id}", told=said, undo=undo)

    return page


def _withdrawn(*, withdrawn: bool) -> Callable[[Visit], Response]:
    def page(visit: Visit) -> Response:
        case_id = visit.part("case_id")
        editing.set_withdrawn(visit.house, visit.viewer, case_id, withdrawn=withdrawn)
        if withdrawn:
            undo = f"/ledger/{quote(case_id)}/bring-back"
            return visit.to("/ledger", told="The case is withdrawn.", undo=undo)
        return visit.to(f"/ledger/{quote(case_id)}", told="The case is back.")

    return page


PAGES = (
    Get("/ledger/new", new_case),
    Post("/ledger/new", add_case),
    Post("/ledger/{case_id}/public", _presented(public=True)),
    Post("/ledger/{case_id}/private", _presented(public=False)),
    Post("/ledger/{case_id}/withdraw", _withdrawn(withdrawn=True)),
    Post("/ledger/{case_id}/bring-back", _withdrawn(withdrawn=False)),
    Post("/ledger/{case_id}/restore/{version}", restore),
    Get("/ledger/{case_id}/new/{collection}", new_entry),
    Post("/ledger/{case_id}/new/{collection}", add_entry),
    Get("/ledger/{case_id}/edit/{collection}/{key}", edit),
    Post("/ledger/{case_id}/edit/{collection}/{key}", mend),
    Post("/ledger/{case_id}/{collection}/{key}/withdraw", withdraw),
)

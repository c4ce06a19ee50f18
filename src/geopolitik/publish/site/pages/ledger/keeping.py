"""Cases, kept: new ones, shown or not, withdrawn and brought back; each step can be undone."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.access import need
from geopolitik.app.cases import editing, keeping
from geopolitik.app.cases.shipped import names, shipped
from geopolitik.errors import GeopolitikError, UsageError
from geopolitik.ledger.cases import FILES, dump, loads
from geopolitik.model.ledger.case import Case
from geopolitik.model.people import Role
from geopolitik.publish.site.pages.ledger.writing import problems_of
from geopolitik.publish.site.routing import Get, Page, Post, status
from geopolitik.publish.site.visit import Visit

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


def _new_case(visit: Visit, error: GeopolitikError | None = None) -> Response:
    return visit.render(
        "ledger_new.html.j2",
        status=status(error) if error else 200,
        shipped=names(),
        error=error,
        problems=problems_of(error),
        id=visit.field("id"),
        title=visit.field("title"),
        about=visit.field("about"),
    )


def _files(visit: Visit) -> dict[str, str]:
    """The files that were dropped; or the case that the fields make."""
    files = visit.files("files")
    if not files:
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


def _presented(*, public: bool) -> Page:
    def page(visit: Visit) -> Response:
        head = editing.present(visit.house, visit.viewer, visit.part("case_id"), public=public)
        said = "Everybody may see the case." if public else "Only those who work here see the case."
        undo = f"/ledger/{head.id}/{'private' if public else 'public'}"
        return visit.to(f"/ledger/{head.id}", told=said, undo=undo)

    return page


def _withdrawn(*, withdrawn: bool) -> Page:
    def page(visit: Visit) -> Response:
        case_id = visit.part("case_id")
        head = editing.set_withdrawn(visit.house, visit.viewer, case_id, withdrawn=withdrawn)
        if withdrawn:
            return visit.to("/ledger", told="The case is withdrawn.", undo=f"/ledger/{head.id}/bring-back")
        return visit.to(f"/ledger/{head.id}", told="The case is back.", undo=f"/ledger/{head.id}/withdraw")

    return page


PAGES = (
    Get("/ledger/new", new_case),
    Post("/ledger/new", add_case),
    Post("/ledger/{case_id}/public", _presented(public=True)),
    Post("/ledger/{case_id}/private", _presented(public=False)),
    Post("/ledger/{case_id}/withdraw", _withdrawn(withdrawn=True)),
    Post("/ledger/{case_id}/bring-back", _withdrawn(withdrawn=False)),
)

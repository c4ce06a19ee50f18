"""Entries of a case: lists of them, and each with all that it says and rests on."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from geopolitik.app.cases import editing
from geopolitik.app.cases.looking import KeptCase, look
from geopolitik.errors import NotFoundError
from geopolitik.ledger.cases import CaseError
from geopolitik.ledger.naming import Names
from geopolitik.model.ledger.keeping import EntryKind
from geopolitik.model.people import Role
from geopolitik.publish.site.alike import alike
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.views.head import Head, head
from geopolitik.publish.site.views.ledger.asking import asked, number_of
from geopolitik.publish.site.views.ledger.entry import entry_view, find, title_of
from geopolitik.publish.site.views.ledger.naming import case_crumbs
from geopolitik.publish.site.views.ledger.passages import entry_address
from geopolitik.publish.site.visit import Visit

KINDS = {f"{kind.value}s": kind for kind in EntryKind if kind is not EntryKind.CASE}
"""Collections, as addresses call them."""
PAGE = 200
"""Entries on one page of a list."""
_TABS = ("actors", "documents", "ladders")
"""The collections whose list is a tab of the case; the others stand under all entries."""


def overview(visit: Visit) -> Response:
    """How many entries of which kind a case has."""
    visit.enter()
    kept = look(visit.house, visit.viewer, visit.part("case_id"))
    return visit.render(
        "ledger_entries.html.j2",
        head=_head(visit, kept, "All entries", "/entries"),
        kept=kept,
        asked=asked(visit),
        counts=[(name, len(getattr(kept.case, name))) for name in KINDS],
    )


def collection(visit: Visit) -> Response:
    """All entries of a kind."""
    visit.enter()
    kept, name = look(visit.house, visit.viewer, visit.part("case_id")), _collection(visit)
    held = getattr(kept.case, name)
    pages = max(1, -(-len(held) // PAGE))
    page = min(max(1, number_of(visit, "page")), pages)
    names = Names(kept.case)
    entries = [
        (entry.id, title_of(names, entry), entry_address(kept.head.id, name, entry.id))
        for entry in held[(page - 1) * PAGE : page * PAGE]
    ]
    told = _head(visit, kept, name.capitalize(), f"/{name}")
    return visit.render(
        "ledger_collection.html.j2",
        head=told,
        kept=kept,
        asked=asked(visit),
        collection=name,
        tab=f"/{name if name in _TABS else 'entries'}",
        title=name.capitalize(),
        entries=entries,
        total=len(held),
        page=page,
        pages=pages,
    )


def entry(visit: Visit) -> Response:
    """One entry."""
    visit.enter()
    kept = look(visit.house, visit.viewer, visit.part("case_id"))
    return entry_page(visit, kept, _collection(visit))


def entry_page(
    visit: Visit,
    kept: KeptCase,
    name: str,
    refused: CaseError | None = None,
    *,
    template: str = "ledger_entry.html.j2",
    **further: Any,
) -> Response:
    """An entry's page, which says why it can't be withdrawn if that was tried.

    Args:
        template: one that shows more than the entry.
        further: what that shows.
    """
    found = find(kept.case, name, visit.part("key"))
    if found is None:
        raise NotFoundError(visit.part("key")[:60], f"there is no such {name.removesuffix('s')} in this case")
    view = entry_view(kept.case, name, found)
    return visit.render(
        template,
        status=409 if refused else 200,
        refused=refused,
        head=_head(visit, kept, view.title, f"/{name}/{view.key}", (name.capitalize(), f"/{name}")),
        kept=kept,
        asked=asked(visit),
        view=view,
        address=entry_address(kept.head.id, name, view.key),
        may_edit=visit.viewer.at_least(Role.ANALYST),
        **further,
    )


def history(visit: Visit) -> Response:
    """All versions of an entry."""
    kept, name = look(visit.house, visit.viewer, visit.part("case_id")), visit.part("collection")
    is_case = name == EntryKind.CASE.value
    kind = EntryKind.CASE if is_case else KINDS[_collection(visit)]
    versions = editing.history(visit.house, visit.viewer, kept.head.id, kind, visit.part("key"))
    return visit.render(
        "ledger_history.html.j2",
        kept=kept,
        asked=asked(visit),
        collection=name,
        key=visit.part("key"),
        address=f"/ledger/{kept.head.id}"
        if is_case
        else entry_address(kept.head.id, name, visit.part("key")),
        versions=versions,
    )


def _collection(visit: Visit) -> str:
    name = visit.part("collection")
    if name not in KINDS:
        raise NotFoundError(name[:40], "there is no such page of a case", "Go back to the case.")
    return name


def _head(visit: Visit, kept: KeptCase, title: str, path: str, *further: tuple[str, str]) -> Head:
    base = f"/ledger/{kept.head.id}"
    return head(
        visit,
        title=f"{title} – {kept.case.title} – {visit.settings.name}",
        path=base + path,
        crumbs=case_crumbs(kept.head.id, kept.case.title, *((n, base + p) for n, p in further), (title, "")),
    )


PAGES = (
    Get("/ledger/{case_id}/entries", alike(overview)),
    Get("/ledger/{case_id}/{collection}", alike(collection)),
    Get("/ledger/{case_id}/{collection}/{key}", alike(entry)),
    # Ladders have a page of their own at the address above.
    Get("/ledger/{case_id}/{collection}/{key}/entry", alike(entry)),
    Get("/ledger/{case_id}/{collection}/{key}/history", history),
)

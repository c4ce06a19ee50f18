"""Entries of a case: lists of them, and each with all that it says and rests on."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.cases import editing
from geopolitik.app.cases.looking import KeptCase, look
from geopolitik.errors import NotFoundError
from geopolitik.ledger.cases import CaseError
from geopolitik.model.ledger.keeping import EntryKind
from geopolitik.model.people import Role
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.views.head import Head, head
from geopolitik.publish.site.views.ledger.asking import asked
from geopolitik.publish.site.views.ledger.entry import entry_view, find, title_of
from geopolitik.publish.site.views.ledger.naming import case_crumbs
from geopolitik.publish.site.views.ledger.passages import entry_address
from geopolitik.publish.site.visit import Visit

LISTED = {"documents": "Documents", "actors": "Actors", "incidents": "Incidents", "ladders": "Ladders"}
"""The collections that have a list of their own."""
KINDS = {f"{kind.value}s": kind for kind in EntryKind if kind is not EntryKind.CASE}


def collection(visit: Visit) -> Response:
    """All entries of a kind."""
    visit.enter()
    kept, name = look(visit.house, visit.viewer, visit.part("case_id")), _collection(visit)
    entries = [
        (entry.id, title_of(kept.case, entry), entry_address(kept.head.id, name, entry.id))
        for entry in getattr(kept.case, name)
    ]
    told = _head(visit, kept, LISTED.get(name, name.capitalize()), f"/{name}")
    return visit.render(
        "ledger_collection.html.j2",
        head=told,
        kept=kept,
        asked=asked(visit),
        collection=name,
        title=LISTED.get(name, name.capitalize()),
        entries=entries,
    )


def entry(visit: Visit) -> Response:
    """One entry."""
    visit.enter()
    kept = look(visit.house, visit.viewer, visit.part("case_id"))
    return entry_page(visit, kept, _collection(visit))


def entry_page(visit: Visit, kept: KeptCase, name: str, refused: CaseError | None = None) -> Response:
    """An entry's page, which says why it can't be withdrawn if that was tried."""
    found = find(kept.case, name, visit.part("key"))
    if found is None:
        raise NotFoundError(visit.part("key")[:60], f"there is no such {name.removesuffix('s')} in this case")
    view = entry_view(kept.case, name, found)
    return visit.render(
        "ledger_entry.html.j2",
        status=409 if refused else 200,
        refused=refused,
        head=_head(visit, kept, view.title, f"/{name}/{view.key}", (name.capitalize(), f"/{name}")),
        kept=kept,
        asked=asked(visit),
        view=view,
        address=entry_address(kept.head.id, name, view.key),
        may_edit=visit.viewer.at_least(Role.ANALYST),
    )


def history(visit: Visit) -> Response:
    """All versions of an entry."""
    kept, name = look(visit.house, visit.viewer, visit.part("case_id")), _collection(visit)
    versions = editing.history(visit.house, visit.viewer, kept.head.id, KINDS[name], visit.part("key"))
    return visit.render(
        "ledger_history.html.j2",
        kept=kept,
        asked=asked(visit),
        collection=name,
        key=visit.part("key"),
        address=entry_address(kept.head.id, name, visit.part("key")),
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
    Get("/ledger/{case_id}/{collection}", collection),
    Get("/ledger/{case_id}/{collection}/{key}", entry),
    # Ladders have a page of their own at the address above.
    Get("/ledger/{case_id}/{collection}/{key}/entry", entry),
    Get("/ledger/{case_id}/{collection}/{key}/history", history),
)

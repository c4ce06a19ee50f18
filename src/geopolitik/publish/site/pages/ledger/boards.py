"""The cases, and the board of each: what is in force, by whose account."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.cases.looking import listed, look
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.views.head import head
from geopolitik.publish.site.views.ledger.asking import asked
from geopolitik.publish.site.views.ledger.board import board
from geopolitik.publish.site.views.ledger.naming import case_crumbs
from geopolitik.publish.site.views.ledger.next import coming
from geopolitik.publish.site.visit import Visit
from geopolitik.storage.paging import Paging


def all_cases(visit: Visit) -> Response:
    """Every case that the viewer may see."""
    visit.enter()
    found = listed(visit.house, visit.viewer, paging=Paging(limit=100, after=visit.query("after") or None))
    told = head(
        visit,
        title=f"Ledger – {visit.settings.name}",
        path="/ledger",
        description="Who said what is in force, and what falls due next.",
        crumbs=(("Ledger", ""),),
    )
    return visit.render("ledger_cases.html.j2", head=told, cases=found.items, next=found.next)


def one_case(visit: Visit) -> Response:
    """A case's board."""
    visit.enter()
    kept = look(visit.house, visit.viewer, visit.part("case_id"))
    question = asked(visit)
    told = head(
        visit,
        title=f"{kept.case.title} – {visit.settings.name}",
        path=f"/ledger/{kept.head.id}",
        description=kept.case.about[:300],
        crumbs=case_crumbs(kept.head.id, kept.case.title),
        feeds=(
            (f"{kept.case.title}: what runs out", f"/ledger/{kept.head.id}/calendar.ics", "text/calendar"),
        ),
    )
    return visit.render(
        "ledger_board.html.j2",
        head=told,
        kept=kept,
        asked=question,
        panels=board(kept.case, question),
        coming=coming(kept.case, question),
    )


PAGES = (Get("/ledger", all_cases), Get("/ledger/{case_id}", one_case))

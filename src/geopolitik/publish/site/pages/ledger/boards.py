"""The cases, and the board of each: what is in force, by whose account."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.cases.looking import listed, look, may_withdraw, withdrawn
from geopolitik.model.people import Role
from geopolitik.publish.site.alike import alike
from geopolitik.publish.site.pages.ledger.files import formats_of
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.views.head import head
from geopolitik.publish.site.views.ledger.asking import asked, minute
from geopolitik.publish.site.views.ledger.board import board
from geopolitik.publish.site.views.ledger.naming import case_crumbs
from geopolitik.publish.site.views.ledger.next import coming
from geopolitik.publish.site.views.ledger.sifting import sieve
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
    return visit.render(
        "ledger_cases.html.j2",
        head=told,
        cases=found.items,
        next=found.next,
        gone=withdrawn(visit.house, visit.viewer),
    )


def one_case(visit: Visit) -> Response:
    """A case's board."""
    visit.enter()
    kept = look(visit.house, visit.viewer, visit.part("case_id"))
    question = asked(visit)
    wanted = sieve(visit)
    told = head(
        visit,
        title=f"{kept.case.title} – {visit.settings.name}",
        path=f"/ledger/{kept.head.id}",
        description=kept.case.about[:300],
        crumbs=case_crumbs(kept.head.id, kept.case.title),
        feeds=(
            (f"{kept.case.title}: changes", f"/ledger/{kept.head.id}/feed.atom", "application/atom+xml"),
            (f"{kept.case.title}: what runs out", f"/ledger/{kept.head.id}/calendar.ics", "text/calendar"),
        ),
    )
    return visit.render(
        "ledger_board.html.j2",
        head=told,
        kept=kept,
        asked=question,
        board=board(kept.case, question, wanted),
        is_editor=visit.viewer.at_least(Role.EDITOR),
        may_withdraw=may_withdraw(visit.viewer, kept.head),
        formats=formats_of(kept.case),
        coming=coming(kept.case, question),
    )


PAGES = (Get("/ledger", alike(all_cases)), Get("/ledger/{case_id}", alike(one_case, besides=minute)))

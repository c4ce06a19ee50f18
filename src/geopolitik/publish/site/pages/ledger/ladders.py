"""Ladders, incidents, positions, and what became known."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from geopolitik.app.cases.looking import KeptCase, look
from geopolitik.errors import NotFoundError
from geopolitik.ledger.differing import differ
from geopolitik.publish.site.alike import alike
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.views.head import Head, head
from geopolitik.publish.site.views.ledger.asking import asked, instant_of, minute
from geopolitik.publish.site.views.ledger.incident import incident_view
from geopolitik.publish.site.views.ledger.known import known_view
from geopolitik.publish.site.views.ledger.ladder import ladder_view
from geopolitik.publish.site.views.ledger.naming import case_crumbs
from geopolitik.publish.site.views.ledger.positions import matrix_view
from geopolitik.publish.site.visit import Visit


def ladder(visit: Visit) -> Response:
    """One ladder; `if` names an incident to suppose."""
    kept = _case(visit)
    found = next((one for one in kept.case.ladders if one.id == visit.part("ladder_id")), None)
    if found is None:
        raise NotFoundError(visit.part("ladder_id")[:60], "there is no such ladder in this case")
    supposed = next((one for one in kept.case.incidents if one.id == visit.query("if")), None)
    if visit.query("if") and supposed is None:
        raise NotFoundError(
            visit.query("if")[:60], "there is no such incident in this case", "Choose another."
        )
    question = asked(visit)
    return visit.render(
        "ledger_ladder.html.j2",
        head=_head(visit, kept, found.title, f"/ladders/{found.id}", ("Ladders", "/ladders")),
        kept=kept,
        asked=question,
        view=ladder_view(kept.case, found, question, supposed),
        supposed=supposed.id if supposed else "",
        incidents=[(one.id, one.title) for one in kept.case.incidents],
    )


def incidents(visit: Visit) -> Response:
    """All incidents, each with its four questions."""
    kept, question = _case(visit), asked(visit)
    return visit.render(
        "ledger_incidents.html.j2",
        head=_head(visit, kept, "Incidents", "/incidents"),
        kept=kept,
        asked=question,
        incidents=[incident_view(kept.case, one, question) for one in kept.case.incidents],
    )


def positions(visit: Visit) -> Response:
    """The matrix of positions."""
    kept, question = _case(visit), asked(visit)
    return visit.render(
        "ledger_positions.html.j2",
        head=_head(visit, kept, "Positions", "/positions"),
        kept=kept,
        asked=question,
        view=matrix_view(kept.case, question),
    )


def became_known(visit: Visit) -> Response:
    """What became known between two instants, and which answers it changed."""
    kept, question = _case(visit), asked(visit)
    before = instant_of(visit, "since") or question.known - timedelta(days=1)
    # Turned round, they ask the same.
    first, last = sorted((before, question.known))
    found = differ(kept.case, on=question.on, known_before=first, known_after=last)
    return visit.render(
        "ledger_known.html.j2",
        head=_head(visit, kept, "What became known", "/known"),
        kept=kept,
        asked=question,
        since=f"{first:%Y-%m-%dT%H:%M}",
        first=first,
        last=last,
        view=known_view(kept.case, found),
    )


def _case(visit: Visit) -> KeptCase:
    visit.enter()
    return look(visit.house, visit.viewer, visit.part("case_id"))


def _head(visit: Visit, kept: KeptCase, title: str, path: str, *further: tuple[str, str]) -> Head:
    base = f"/ledger/{kept.head.id}"
    way = (*((name, base + to) for name, to in further), (title, ""))
    return head(
        visit,
        title=f"{title} – {kept.case.title} – {visit.settings.name}",
        path=base + path,
        crumbs=case_crumbs(kept.head.id, kept.case.title, *way),
    )


PAGES = (
    Get("/ledger/{case_id}/incidents", alike(incidents, besides=minute)),
    Get("/ledger/{case_id}/positions", alike(positions, besides=minute)),
    Get("/ledger/{case_id}/known", alike(became_known, besides=minute)),
    Get("/ledger/{case_id}/ladders/{ladder_id}", alike(ladder, besides=minute)),
)

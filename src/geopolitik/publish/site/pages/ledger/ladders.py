"""Ladders, incidents, positions, what became known, and the files of a case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from starlette.responses import Response

from geopolitik.app.cases.looking import KeptCase, look
from geopolitik.errors import NotFoundError
from geopolitik.ledger.differing import differ
from geopolitik.publish.exports.ledger.asked import Asked as Wanted
from geopolitik.publish.exports.ledger.formats import FORMATS
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.views.head import Head, head
from geopolitik.publish.site.views.ledger.asking import asked, instant_of
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


def file(visit: Visit) -> Response:
    """A case in another program's format."""
    kept, question = _case(visit), asked(visit)
    wanted = FORMATS.get(visit.part("format"))
    if wanted is None:
        raise NotFoundError(
            visit.part("format")[:40], "is no format of the ledger", f"There are: {', '.join(FORMATS)}."
        )
    on = question.on if question.stated else datetime(1000, 1, 1, tzinfo=UTC)
    made = wanted.write(Wanted(kept.case, on if wanted.name == "ics" else question.on, question.known))
    name = f"{kept.head.id}-{wanted.name}.{wanted.suffix}"
    told = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(made.content, media_type=wanted.media_type, headers=told)


def calendar(visit: Visit) -> Response:
    """What runs out, as a calendar that programs subscribe to."""
    kept, question = _case(visit), asked(visit)
    made = FORMATS["ics"].write(Wanted(kept.case, question.on, question.known))
    return Response(made.content, media_type=FORMATS["ics"].media_type)


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
    Get("/ledger/{case_id}/calendar.ics", calendar),
    Get("/ledger/{case_id}/incidents", incidents),
    Get("/ledger/{case_id}/positions", positions),
    Get("/ledger/{case_id}/known", became_known),
    Get("/ledger/{case_id}/files/{format}", file),
    Get("/ledger/{case_id}/ladders/{ladder_id}", ladder),
)

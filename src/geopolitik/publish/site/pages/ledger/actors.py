"""The page of an actor: what the case holds of it, and what the stories quote."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.app.cases.looking import look
from geopolitik.app.stories.looking import glance
from geopolitik.app.stories.naming import MOST_STORIES, stories_naming
from geopolitik.model.ledger.sources import Actor
from geopolitik.publish.site.alike import alike
from geopolitik.publish.site.pages.ledger.entries import entry_page
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.views.ledger.actor import ToldView, actor_view, told_view
from geopolitik.publish.site.views.ledger.asking import asked, minute
from geopolitik.publish.site.views.reading import Reading
from geopolitik.publish.site.views.said import said_shown
from geopolitik.publish.site.visit import Visit


def actor(visit: Visit) -> Response:
    """One actor of a case."""
    visit.enter()
    kept, question = look(visit.house, visit.viewer, visit.part("case_id")), asked(visit)
    found = next((one for one in kept.case.actors if one.id == visit.part("key")), None)
    if found is None:
        return entry_page(visit, kept, "actors")
    return entry_page(
        visit,
        kept,
        "actors",
        template="ledger_actor.html.j2",
        actor=actor_view(kept.case, found, question),
        quoted=_told(visit, found),
        told_elsewhere=("roles",),
        most_stories=MOST_STORIES,
    )


def _told(visit: Visit, found: Actor) -> tuple[ToldView, ...]:
    """What the latest stories quote of an actor."""
    told = []
    for head in stories_naming(visit.house, visit.viewer, (found.name, *found.aliases)):
        reading = Reading(visit, glance(visit.house, visit.viewer, head.id))
        shown = None if reading.outright else reading.shown
        said = said_shown(reading.trace, reading.said, reading.crediting, shown, {})
        told.append(told_view(found, head, said))
    return tuple(one for one in told if one is not None)


PAGES = (Get("/ledger/{case_id}/actors/{key}", alike(actor, besides=minute)),)

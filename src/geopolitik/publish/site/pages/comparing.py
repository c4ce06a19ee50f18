"""Compare these two anyway: the redline of two texts of which the trace leaves open who had it from whom."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from starlette.responses import Response

from geopolitik.app.access import need
from geopolitik.errors import GeopolitikError
from geopolitik.model.people import Role
from geopolitik.publish.site.rendering import environment
from geopolitik.publish.site.routing import Get, status
from geopolitik.publish.site.throttle import PROOF
from geopolitik.publish.site.views.addresses import story_address
from geopolitik.publish.site.views.assumed import assumed, ends
from geopolitik.publish.site.views.head import head
from geopolitik.publish.site.views.reading import Reading
from geopolitik.publish.site.views.sides import came
from geopolitik.publish.site.visit import Visit


@dataclass(frozen=True, slots=True)
class Asked:
    """The two texts that are to be compared, by the ids of their captures; empty before any is chosen."""

    original: str
    copy: str


def compare(visit: Visit) -> Response:
    """The form, and the redline if two texts are chosen; for those who work here."""
    need(visit.viewer, Role.ANALYST, "comparing texts")
    reading = Reading.of(visit, visit.part("story_id"))
    asked = Asked(visit.query("original"), visit.query("copy"))
    body, error = "", None
    if asked.original or asked.copy:
        try:
            key = ("assumed", asked.original, asked.copy, *reading.key)
            body = visit.site.bodies.get(key, lambda: _body(reading, asked))
        except GeopolitikError as found:
            error = found
    story = reading.glance.head
    return visit.render(
        "compare.html.j2",
        status=status(error) if error else 200,
        head=head(
            visit,
            title=f"Two texts compared: {story.title}",
            path=f"/s/{story.id}/compare",
            crumbs=(("Stories", "/stories"), (story.title, story_address(story)), ("Two texts compared", "")),
        ),
        story=story,
        revision="" if reading.is_latest else str(reading.glance.revision),
        asked=asked,
        ends=ends(reading.trace),
        body=Markup(body),  # noqa: S704 - made from a template of ours
        error=error,
    )


def _body(reading: Reading, asked: Asked) -> str:
    visit = reading.visit
    visit.limit("comparing", PROOF)
    found = visit.site.comparisons.compare(
        visit.viewer, reading.trace, original=asked.original, copy=asked.copy
    )
    with visit.house.store.reading() as r:
        known = {side: came(r, side, outright=True) for side in (asked.original, asked.copy)}
    page = assumed(found, reading.trace, {side: how for side, how in known.items() if how})
    return environment().get_template("compare_body.html.j2").render(page=page)


PAGES = (Get("/s/{story_id}/compare", compare),)

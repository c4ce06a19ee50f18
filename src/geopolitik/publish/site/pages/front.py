"""The front page."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.publish.site.pages.stories import need_to_visit
from geopolitik.publish.site.rendering import environment
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.views.feeds import SITE_FEEDS
from geopolitik.publish.site.views.front import front_view
from geopolitik.publish.site.views.head import head
from geopolitik.publish.site.visit import Visit
from geopolitik.publish.structured import Publisher, web_site
from geopolitik.storage import audits


def front(visit: Visit) -> Response:
    """What is new, and what is read."""
    need_to_visit(visit)
    site = visit.site.address
    weather = visit.site.weather.shown(visit.settings.place) if visit.site.weather else None
    told = head(
        visit,
        title=visit.settings.name,
        path="/",
        description=visit.settings.description,
        feeds=SITE_FEEDS,
        data=(
            web_site(Publisher(visit.settings.name, site), search_address=f"{site}/search?q=", language="en"),
        ),
    )
    return visit.render("front.html.j2", head=told, body=_shown(visit), weather=weather)


def _shown(visit: Visit) -> str:
    """The page below the title; all visitors see the same until something changes."""
    if visit.viewer.user is not None:
        return _body(visit)
    with visit.house.store.reading() as r:
        last = audits.newest(r, limit=1)
    # Whatever changes what visitors see is in the audit log; views are counted anew once a minute.
    key = ("front", last[0].number if last else 0, int(visit.now.timestamp() // 60), visit.settings)
    return visit.site.bodies.get(key, lambda: _body(visit))


def _body(visit: Visit) -> str:
    template = environment().get_template("front_body.html.j2")
    return template.render(visit=visit, front=front_view(visit))


PAGES = (Get("/", front),)

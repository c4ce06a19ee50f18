"""The front page."""

from __future__ import annotations

from starlette.responses import Response

from geopolitik.publish.site.alike import alike
from geopolitik.publish.site.rendering import environment
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.views.feeds import SITE_FEEDS
from geopolitik.publish.site.views.front import front_view
from geopolitik.publish.site.views.head import head
from geopolitik.publish.site.visit import Visit
from geopolitik.publish.site.weather import Weather
from geopolitik.publish.structured import Publisher, web_site


def front(visit: Visit) -> Response:
    """What is new, and what is read."""
    visit.enter()
    site = visit.site.address
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
    return visit.render(
        "front.html.j2",
        head=told,
        body=_body(visit),
        weather=_weather(visit),
    )


def _weather(visit: Visit) -> Weather | None:
    return visit.site.weather.shown(visit.settings.place) if visit.site.weather else None


def _body(visit: Visit) -> str:
    template = environment().get_template("front_body.html.j2")
    return template.render(visit=visit, front=front_view(visit))


def _besides(visit: Visit) -> tuple[object, ...]:
    """The weather, and the minute: what is read most is counted anew with each."""
    return int(visit.now.timestamp() // 60), _weather(visit)


PAGES = (Get("/", alike(front, besides=_besides)),)

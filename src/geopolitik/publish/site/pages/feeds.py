"""Feeds: the page that lists them, the list for readers' programs, and the feeds themselves."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from geopolitik.app.access import may_visit
from geopolitik.errors import NotFoundError
from geopolitik.model.people import VISITOR
from geopolitik.publish.feeds import FORMATS, Feed, cache_headers, to_opml
from geopolitik.publish.feeds.opml import MEDIA_TYPE
from geopolitik.publish.site.alike import alike
from geopolitik.publish.site.routing import Get, Page
from geopolitik.publish.site.syndication import collecting
from geopolitik.publish.site.syndication.catalogue import catalogue, subscriptions
from geopolitik.publish.site.syndication.serving import conditional, format_of, served
from geopolitik.publish.site.views.feeds import SITE_FEEDS
from geopolitik.publish.site.views.head import head
from geopolitik.publish.site.visit import Visit

_OF_THE_SITE: dict[str, Callable[[Visit], Feed]] = {
    "site": collecting.whole_site,
    "stories": collecting.all_stories,
    "posts": collecting.all_posts,
    "uncredited": collecting.uncredited,
}


def listed(visit: Visit) -> Response:
    """Every feed, and how to subscribe."""
    visit.enter()
    readable = may_visit(VISITOR, guests=visit.settings.guests)
    told = head(
        visit,
        title=f"Feeds – {visit.settings.name}",
        path="/feeds",
        description="What is new, for a feed reader.",
        feeds=SITE_FEEDS if readable else (),
    )
    groups = catalogue(visit) if readable else ()
    return visit.render("feeds.html.j2", head=told, groups=groups, formats=FORMATS, readable=readable)


def opml(visit: Visit) -> Response:
    """The list of feeds, for a reader's program."""
    visit = collecting.as_visitor(visit)
    content = to_opml(subscriptions(visit), title=f"Feeds of {visit.settings.name}")
    headers = cache_headers(content, visit.now) | {
        "Cache-Control": "public, max-age=300",
        "Content-Disposition": 'attachment; filename="feeds.opml"',
    }
    return conditional(visit, content, headers, f"{MEDIA_TYPE}; charset=utf-8")


def of_the_site(visit: Visit) -> Response:
    """One of the feeds of the site as a whole."""
    collect = _OF_THE_SITE.get(visit.part("name"))
    if collect is None:
        raise NotFoundError(visit.part("name")[:40], "there is no such feed", "Look at the list of feeds.")
    return _page(collect)(visit)


def _page(collect: Callable[[Visit], Feed]) -> Page:
    def page(visit: Visit) -> Response:
        format_of(visit)
        visit = collecting.as_visitor(visit)
        return served(visit, collect(visit))

    return page


PAGES = (
    Get("/feeds", alike(listed)),
    Get("/feeds.opml", opml),
    Get("/feeds/{name}.{fmt}", of_the_site),
    Get("/c/{slug}/feed.{fmt}", _page(collecting.of_channel)),
    Get("/ledger/{case_id}/feed.{fmt}", _page(collecting.of_case)),
    Get("/s/{story_id}/feed.{fmt}", _page(collecting.of_story)),
    Get("/o/{slug}/feed.{fmt}", _page(collecting.of_outlet)),
    Get("/search/feed.{fmt}", _page(collecting.of_search)),
)

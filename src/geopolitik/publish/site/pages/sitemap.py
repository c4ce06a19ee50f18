"""What search engines are told: the site's pages, its news, and where not to go."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.responses import PlainTextResponse, Response

from geopolitik.app.access import may_enter, may_visit
from geopolitik.errors import NotFoundError
from geopolitik.model.people import VISITOR
from geopolitik.publish.feeds import NewsPage, Page, Sitemap, cache_headers, news_sitemap, sitemap
from geopolitik.publish.feeds.sitemaps import MEDIA_TYPE, MOST_NEWS
from geopolitik.publish.site.routing import Get
from geopolitik.publish.site.syndication.serving import conditional
from geopolitik.publish.site.views.addresses import outlet_address, story_address
from geopolitik.publish.site.views.posts import post_address
from geopolitik.publish.site.visit import Visit
from geopolitik.storage import cases, channels, posts, stories
from geopolitik.storage.paging import MOST, Paging
from geopolitik.text.clean import one_line

_KEEP = {"Cache-Control": "public, max-age=3600"}
_NOT_FOR_ROBOTS = (
    *("/search", "/write", "/admin", "/inbox", "/check", "/account", "/api/", "/ledger/new"),
    *("/sign-in", "/sign-out", "/register", "/demo", "/s/*/reply", "/*?"),
)
"""Pages for people: forms, and lists without end. `/*?` leaves out days of games and earlier revisions."""

_OF_A_CASE = ("", "/ladders", "/incidents", "/positions", "/entries")
"""The pages of a case from which all others are reached."""

_NO_PART = NotFoundError("this part of the sitemap", "does not exist", "Read /sitemap.xml.")


def pages(visit: Visit) -> Response:
    """The sitemap, or the list of its parts."""
    return _xml(visit, _file(visit, 0))


def part(visit: Visit) -> Response:
    """One part of a long sitemap."""
    number = visit.part("number")
    if not (number.isascii() and number.isdigit() and len(number) < 6 and int(number) >= 1):
        raise _NO_PART
    return _xml(visit, _file(visit, int(number)))


def news(visit: Visit) -> Response:
    """The posts of the last two days."""
    found = []
    with visit.house.store.reading() as r:
        for post in posts.published(
            r, VISITOR, guests=visit.settings.guests, paging=Paging(limit=min(MOST, MOST_NEWS))
        ).items:
            if post.published_at is not None:
                address = visit.site.address + post_address(post)
                found.append(NewsPage(address, one_line(post.title), post.published_at, "en"))
    return _xml(visit, news_sitemap(found, publication=visit.settings.name, now=visit.now))


def robots(visit: Visit) -> Response:
    """Where programs may go, and where the sitemap is."""
    if not may_visit(VISITOR, guests=visit.settings.guests):
        return PlainTextResponse("User-agent: *\nDisallow: /\n", headers=_KEEP)
    site = visit.site.address
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_FOR_ROBOTS), ""]
    lines += [f"Sitemap: {site}/sitemap.xml", f"Sitemap: {site}/sitemap-news.xml", ""]
    return PlainTextResponse("\n".join(lines), headers=_KEEP)


def _file(visit: Visit, number: int) -> bytes:
    """The sitemap, or with a number one of its parts: the store is walked once, until something changes.

    Raises:
        NotFoundError: it has no such part.
    """
    bodies, key = visit.site.bodies, ("sitemap", visit.entry, visit.settings)
    known = bodies.find((*key, "parts"))
    kept = bodies.find((*key, number)) if known is not None and number <= int(known) else None
    if kept is not None:
        return kept
    if known is None or number <= int(known):
        made = _sitemap(visit)
        files = (made.main, *made.parts)
        for place, content in enumerate(files):
            bodies.keep((*key, place), content)
        bodies.keep((*key, "parts"), str(len(made.parts)).encode())
        if number < len(files):
            return files[number]
    raise _NO_PART


def _sitemap(visit: Visit) -> Sitemap:
    site = visit.site.address
    return sitemap(_pages(visit), lambda number: f"{site}/sitemap-{number}.xml")


def _pages(visit: Visit) -> Iterator[Page]:
    """Every page that a visitor may read."""
    guests, site = visit.settings.guests, visit.site.address
    if not may_visit(VISITOR, guests=guests):
        return
    for path in ("/", "/stories", "/channels", "/outlets", "/feeds", "/about"):
        yield Page(site + path)
    with visit.house.store.reading() as r:
        for channel in channels.all_channels(r):
            if may_enter(VISITOR, channel, guests=guests):
                yield Page(f"{site}/c/{channel.slug}")
        for outlet in stories.outlets(r, public_only=True):
            yield Page(site + outlet_address(outlet.slug))
    yield from _cases(visit)
    yield from _stories(visit)
    yield from _posts(visit)


def _cases(visit: Visit) -> Iterator[Page]:
    yield Page(f"{visit.site.address}/ledger")
    after: str | None = None
    while True:
        with visit.house.store.reading() as r:
            found = cases.listed(r, public_only=True, paging=Paging(MOST, after))
        for head in found.items:
            for path in _OF_A_CASE:
                yield Page(f"{visit.site.address}/ledger/{head.id}{path}", head.updated_at)
        if (after := found.next) is None:
            return


def _stories(visit: Visit) -> Iterator[Page]:
    after: str | None = None
    while True:
        with visit.house.store.reading() as r:
            found = stories.newest(r, public_only=True, paging=Paging(MOST, after))
        for head in found.items:
            yield Page(visit.site.address + story_address(head), head.updated_at)
        if (after := found.next) is None:
            return


def _posts(visit: Visit) -> Iterator[Page]:
    after: str | None = None
    while True:
        with visit.house.store.reading() as r:
            found = posts.published(r, VISITOR, guests=visit.settings.guests, paging=Paging(MOST, after))
        for post in found.items:
            yield Page(visit.site.address + post_address(post), post.updated_at)
        if (after := found.next) is None:
            return


def _xml(visit: Visit, content: bytes) -> Response:
    return conditional(
        visit, content, cache_headers(content, visit.now) | _KEEP, f"{MEDIA_TYPE}; charset=utf-8"
    )


PAGES = (
    Get("/robots.txt", robots),
    Get("/sitemap.xml", pages),
    Get("/sitemap-news.xml", news),
    Get("/sitemap-{number}.xml", part),
)

"""Lists of sitemaps, followed on our own server: within bounds, and as the host wants it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from tests.app.collecting.world import article
from tests.steps.collect.web.serving import Answer, Origin, page, serving

from geopolitik.app.collecting import outlets
from geopolitik.app.collecting.outlets import Added
from geopolitik.app.collecting.running import Collector, Tally, from_web
from geopolitik.app.house import House
from geopolitik.model.watched import Watched
from geopolitik.storage import watched
from geopolitik.storage.archive import archive_of
from geopolitik.storage.archive.proving import Proof


@pytest.fixture
def origin() -> Iterator[Origin]:
    with serving() as server:
        yield server


def listing(origin: Origin, **parts: str) -> Answer:
    """A list of sitemaps by name, each with the day on which it was changed."""
    named = "".join(
        f"<sitemap><loc>{origin.url(f'/{name}.xml')}</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in parts.items()
    )
    return page(f"<sitemapindex>{named}</sitemapindex>", ETag='"same"')


def sitemap(origin: Origin, *names: str) -> Answer:
    urls = "".join(
        f"<url><loc>{origin.url(f'/{name}')}</loc><lastmod>2026-02-04</lastmod></url>" for name in names
    )
    return page(f"<urlset>{urls}</urlset>")


def watching(house: House, origin: Origin) -> Added:
    return outlets.add(
        house, origin.url("/index.xml"), get=partial(from_web, permitted=frozenset([origin.host]))
    )


def collect(house: House, origin: Origin, pauses: list[float] | None = None) -> Tally:
    told = pauses if pauses is not None else []
    collector = Collector(house, permitted=frozenset([origin.host]), courtesy=0, sleep=told.append)
    return collector.once()


def standing(house: House, feed: Watched) -> Watched:
    with house.store.reading() as r:
        found = watched.get(r, feed.id)
    assert found is not None
    return found


def test_the_pages_that_its_sitemaps_name_are_kept(house: House, origin: Origin) -> None:
    origin.pages |= {
        "/index.xml": listing(origin, old="2024-01-01", news="2026-02-04"),
        "/old.xml": sitemap(origin, "crane"),
        "/news.xml": sitemap(origin, "ferry", "crane"),
        "/ferry": page(article()),
        "/crane": page(article("The crane at the eastern quay was painted green again. " * 8)),
    }
    added = watching(house, origin)
    assert (added.entries, added.sitemaps) == (0, 2)
    tally = collect(house, origin)
    assert (tally.feeds, tally.named, tally.kept, tally.failed) == (1, 2, 2, 0)
    asked = [one.path for one in origin.asked]
    assert asked.index("/news.xml") < asked.index("/old.xml")
    proof = Proof(archive_of(house.store).folder)
    with house.store.reading() as r:
        assert list(proof.problems(r)) == []
    # Robots, the list, its two sitemaps, two pages.
    assert proof.records >= 6
    feed = standing(house, added.feed)
    # A list often stays the same while what it names changes: it must come whole the next time.
    assert (feed.trouble, feed.validators.etag) == ("", "")


def test_a_sitemap_that_cannot_be_had_is_left_out(house: House, origin: Origin) -> None:
    origin.pages |= {
        "/index.xml": listing(origin, gone="2026-02-05", news="2026-02-04"),
        "/news.xml": sitemap(origin, "ferry"),
        "/ferry": page(article()),
    }
    feed = watching(house, origin).feed
    assert collect(house, origin).kept == 1
    assert standing(house, feed).trouble == ""


def test_a_list_in_a_list_is_not_followed(house: House, origin: Origin) -> None:
    origin.pages |= {
        "/index.xml": listing(origin, again="2026-02-05"),
        "/again.xml": listing(origin, news="2026-02-04"),
        "/news.xml": sitemap(origin, "ferry"),
    }
    feed = watching(house, origin).feed
    assert collect(house, origin).failed == 1
    assert origin.times("/news.xml") == 0
    trouble = "is a list of sitemaps, and one of them is a list of sitemaps again"
    assert standing(house, feed).trouble == trouble


def test_a_sitemap_closed_by_robots_is_not_asked_for(house: House, origin: Origin) -> None:
    origin.pages |= {
        "/robots.txt": page("User-agent: *\nDisallow: /news\n"),
        "/index.xml": listing(origin, news="2026-02-04"),
        "/news.xml": sitemap(origin, "ferry"),
    }
    feed = watching(house, origin).feed
    collect(house, origin)
    assert origin.times("/news.xml") == 0
    assert "closed to us by robots.txt" in standing(house, feed).trouble


def test_a_host_that_wants_long_pauses_is_asked_for_fewer(house: House, origin: Origin) -> None:
    days = {name: f"2026-02-0{n}" for n, name in enumerate(("one", "two", "three", "four"), 1)}
    origin.pages |= {f"/{name}.xml": sitemap(origin) for name in days}
    origin.pages |= {
        "/robots.txt": page("User-agent: *\nCrawl-delay: 25\n"),
        "/index.xml": listing(origin, **days),
    }
    watching(house, origin)
    pauses: list[float] = []
    collect(house, origin, pauses)
    assert pauses == [25.0, 25.0]
    assert [origin.times(f"/{name}.xml") for name in days] == [0, 0, 1, 1]


def test_a_host_that_says_to_wait_is_asked_no_more(house: House, origin: Origin) -> None:
    origin.pages |= {
        "/index.xml": listing(origin, news="2026-02-05", old="2026-02-04"),
        "/news.xml": Answer(status=503, headers=(("Retry-After", "600"),)),
        "/old.xml": sitemap(origin, "ferry"),
    }
    watching(house, origin)
    collect(house, origin)
    assert (origin.times("/news.xml"), origin.times("/old.xml")) == (1, 0)

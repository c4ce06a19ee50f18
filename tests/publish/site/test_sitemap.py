"""What search engines are told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.publish.feeds.reading import parsed, texts
from tests.publish.site.browser import ADDRESS, Browsers
from tests.publish.site.conftest import Clock
from tests.publish.site.newsroom import published

from geopolitik.app.house import House
from geopolitik.app.posting import channels, posts
from geopolitik.app.stories import managing
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role, Viewer
from geopolitik.model.publishing import Access, Visibility
from geopolitik.publish.feeds import sitemaps
from geopolitik.storage import settings, stories
from geopolitik.storage.paging import Paging


def addresses(browser: Browsers, path: str = "/sitemap.xml") -> list[str]:
    answer = browser(None).get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    return [address.removeprefix(ADDRESS) for address in texts(parsed(answer.content), "s:url/s:loc")]


def test_the_sitemap_lists_what_a_visitor_may_read(browser: Browsers, house: House, story: StoryHead) -> None:
    editor = Viewer(browser(Role.EDITOR).user)
    post_id = published(house, editor, "Open ferry").id
    published(house, editor, "Private ferry", visibility=Visibility.PRIVATE)
    published(house, editor, "Inner ferry", access=Access.MEMBERS)
    found = addresses(browser)
    assert f"/p/{post_id}/open-ferry" in found
    assert any(address.startswith(f"/s/{story.id}/") for address in found)
    assert "/o/meridian" in found
    assert "/c/desk-of-open-ferry" in found
    assert not [address for address in found if "/p/" in address and post_id not in address]
    assert "/c/desk-of-inner-ferry" not in found
    client = browser()
    assert {client.get(address).status_code for address in found} == {200}


def test_a_hidden_story_is_not_listed(browser: Browsers, house: House, story: StoryHead) -> None:
    with house.store.writing() as w:
        stories.change(w, story.id, public=False)
    assert not [address for address in addresses(browser) if address.startswith(("/s/", "/o/"))]


def test_all_pages_of_a_long_list(browser: Browsers, house: House) -> None:
    editor = Viewer(browser(Role.EDITOR).user)
    channel = channels.open_channel(house, editor, title="Ferries")
    for number in range(120):
        post = posts.write(house, editor, channel, title=f"Ferry {number}", body="Late.")
        posts.publish(house, editor, post.id)
    assert len([address for address in addresses(browser) if address.startswith("/p/")]) == 120


def test_the_store_is_walked_once_until_something_changes(
    browser: Browsers, house: House, story: StoryHead, monkeypatch: pytest.MonkeyPatch
) -> None:
    walks: list[Paging] = []
    newest = stories.newest

    def watched(*args: Any, paging: Paging, **options: Any) -> Any:
        walks.append(paging)
        return newest(*args, paging=paging, **options)

    monkeypatch.setattr(stories, "newest", watched)
    editor, client = Viewer(browser(Role.EDITOR).user), browser()
    first = [
        client.get(path) for path in ("/sitemap.xml", "/sitemap.xml", "/sitemap-1.xml", "/sitemap-2.xml")
    ]
    assert [answer.status_code for answer in first] == [200, 200, 404, 404]
    assert first[0].content == first[1].content
    assert len(walks) == 1
    managing.set_public(house, editor, story.id, public=False)
    assert story.id not in client.get("/sitemap.xml").text
    assert len(walks) == 2


def test_a_long_sitemap_has_parts(
    browser: Browsers, story: StoryHead, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = addresses(browser)
    monkeypatch.setattr(sitemaps, "MOST_ADDRESSES", 5)
    # Signing in is written in the audit log, after which everything is made anew.
    browser(Role.EDITOR)
    client = browser()
    parts = texts(parsed(client.get("/sitemap.xml").content), "s:sitemap/s:loc")
    assert len(parts) == -(-len(whole) // 5)
    listed = [a for part in parts for a in addresses(browser, part.removeprefix(ADDRESS))]
    assert listed == whole
    for odd in ("0", "x", "99", "²"):
        assert client.get(f"/sitemap-{odd}.xml").status_code == 404


def test_the_news_of_two_days(browser: Browsers, house: House, clock: Clock) -> None:
    editor = Viewer(browser(Role.EDITOR).user)
    published(house, editor, "Old ferry")
    clock.forward(days=3)
    published(house, editor, "New ferry")
    published(house, editor, "Private ferry", visibility=Visibility.PRIVATE)
    content = browser().get("/sitemap-news.xml").content
    assert texts(parsed(content), "s:url/n:news/n:title") == ["New ferry"]


def test_robots_are_told_where_not_to_go(browser: Browsers) -> None:
    answer = browser().get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert f"Sitemap: {ADDRESS}/sitemap.xml" in lines
    for path in ("/search", "/write", "/admin", "/inbox", "/check", "/account"):
        assert f"Disallow: {path}" in lines


def test_where_guests_are_not_let_in_nothing_is_listed(
    browser: Browsers, house: House, story: StoryHead
) -> None:
    published(house, Viewer(browser(Role.EDITOR).user), "Open ferry")
    with house.store.writing() as w:
        settings.save(w, replace(settings.load(w), guests=False))
    assert addresses(browser) == []
    assert addresses(browser, "/sitemap-news.xml") == []
    assert browser().get("/robots.txt").text == "User-agent: *\nDisallow: /\n"

"""Hostile titles, names and texts on the pages of games, replies, search and feeds stay text."""

from __future__ import annotations

from itertools import cycle

import pytest
from tests.publish.active import assert_inert
from tests.publish.feeds.hostile import hostile_texts, needs_data
from tests.publish.feeds.reading import parsed
from tests.publish.site.browser import ADDRESS, Browsers

from geopolitik.app.house import House
from geopolitik.model.keeping import StoryHead
from geopolitik.publish.site.pages.replies import TRAP
from geopolitik.publish.site.throttle import Throttle
from geopolitik.storage import fulltext, stories

pytestmark = needs_data


def printable(text: str) -> str:
    """The text as a store can hold it."""
    return text.encode(errors="replace").decode().replace("\x00", "")


def test_titles(browser: Browsers, house: House, story: StoryHead, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Throttle, "wait", lambda *_: 0.0)
    client, base = browser(), f"/s/{story.id}"
    pages = cycle((f"{base}/game", f"{base}/game/letters", f"{base}/reply", "/feeds", "/search?q=ismere"))
    feeds = cycle(("/feeds/site.atom", f"{base}/feed.rss", "/feeds.opml", "/sitemap.xml"))
    for text, page, feed in zip(map(printable, hostile_texts()), pages, feeds, strict=False):
        with house.store.writing() as w:
            stories.change(w, story.id, title=text[:200])
            fulltext.put(w, "story", story.id, "", title=text, body=f"Ismere {text}")
        answer = client.get(page)
        assert answer.status_code == 200
        assert_inert(answer.text.replace(ADDRESS, ""), page=True)
        parsed(client.get(feed).content)


def test_what_is_typed_into_forms(browser: Browsers, story: StoryHead) -> None:
    client = browser()
    for text in map(printable, hostile_texts()[::4]):
        fields = {TRAP: text or "x", "name": text, "contact": text, "body": text}
        answer = client.submit(f"/s/{story.id}/reply", **fields)
        assert answer.status_code == 422
        assert_inert(answer.text, page=True)


def test_guesses(browser: Browsers, story: StoryHead) -> None:
    client = browser()
    for text in map(printable, hostile_texts()[1::8]):
        for game, names in (
            ("game", ("guess-1", "letters-2", "hint-3")),
            ("game/letters", ("guess", "found")),
        ):
            answer = client.submit(f"/s/{story.id}/{game}", **dict.fromkeys(names, text))
            assert answer.status_code == 200
            assert_inert(answer.text.replace(ADDRESS, ""), page=True)

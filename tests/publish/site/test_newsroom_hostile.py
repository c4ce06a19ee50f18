"""Titles, bodies, descriptions and names that are out to break a page stay words wherever posts are shown."""

from __future__ import annotations

import re

import pytest
from tests.publish.active import assert_inert
from tests.publish.feeds.hostile import DATA, hostile_texts, needs_data
from tests.publish.site.browser import Browser, Browsers
from tests.publish.site.newsroom import channel_of, look, now, post_of, shown, typed, viewer_of

from geopolitik.app.house import House
from geopolitik.app.posting import posts
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role
from geopolitik.storage import accounts

pytestmark = needs_data
_EACH = 80
_BODIES = 8
_STARTS = range(0, len(hostile_texts()) if DATA else 0, _EACH)


def every_page(client: Browser, address: str) -> None:
    """Look at a list, page by page."""
    following: str | None = address
    while following:
        page = look(client, following)
        after = re.search(r'\?(?:[^"]*&amp;|[^"]*&)?after=([^"&]+)" rel="next"', page)
        following = f"{address}{'&' if '?' in address else '?'}after={after[1]}" if after else None


@pytest.mark.parametrize("start", _STARTS)
def test_hostile_posts_stay_words(browser: Browsers, house: House, story: StoryHead, start: int) -> None:
    texts = [t.encode("utf-8", "ignore").decode() for t in hostile_texts()[start : start + _EACH]]
    editor, reader = browser(Role.EDITOR), browser()
    assert editor.user is not None
    with house.store.writing() as w:
        accounts.change_user(w, editor.user.id, about="\n".join(texts[:9]))
    channel = channel_of(house, editor, f"Desk {texts[0]}", description=texts[-1])
    kept = []
    for number, title in enumerate(texts):
        body = "\n\n".join(texts[number : number + _BODIES]) if number % _BODIES == 0 else title
        kept.append(post_of(house, editor, channel, f"T {title}"[:190], body, story_id=story.id))
    for client in (reader, editor):
        look(client, "/channels")
        every_page(client, f"/c/{channel.slug}")
        every_page(client, f"/u/{editor.user.id}")
        for post in kept[::_BODIES]:
            look(client, f"/p/{post.id}")
    every_page(editor, "/write?state=published")
    look(editor, f"/c/{channel.slug}/settings")
    for post in kept[:: 2 * _BODIES]:
        posts.revise(
            house, viewer_of(editor), post.id, title=post.title, body=post.body[::-1], based_on=post.revision
        )
        look(editor, f"/write/{post.id}")
        look(editor, f"/write/{post.id}/history")
        stale = editor.submit(f"/write/{post.id}", do="save", **typed(post, body=post.body + "\n\nMore."))
        assert_inert(stale.text, page=True)
        shown(editor, f"/write/{post.id}", do="check", **typed(now(house, post)))

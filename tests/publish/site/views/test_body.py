"""Mentions in a body: people are found, but not without end."""

from __future__ import annotations

from tests.publish.site.browser import Browser, Browsers
from tests.publish.site.newsroom import channel_of, post_of

from geopolitik.app.house import House
from geopolitik.model.people import Role
from geopolitik.publish.site.views import body


def page(house: House, editor: Browser, text: str) -> str:
    channel = channel_of(house, editor, f"Room {len(text)}")
    post = post_of(house, editor, channel, "Thanks", text)
    return editor.get(f"/p/{post.id}").text


def test_whoever_is_mentioned_is_found(house: House, browser: Browsers) -> None:
    text = page(house, browser(Role.EDITOR, "Edith"), "Thanks to @edith, and to @nobody.")
    assert text.count('class="mention"') == 1


def test_only_the_first_names_are_asked_for(house: House, browser: Browsers) -> None:
    editor = browser(Role.EDITOR, "Edith")
    crowd = [f"@nobody{number}" for number in range(body._MOST_NAMES)]
    assert 'class="mention"' not in page(house, editor, " ".join([*crowd, "@edith"]))
    assert 'class="mention"' in page(house, editor, " ".join([*crowd[:-1], "@edith"]))

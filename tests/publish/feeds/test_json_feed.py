"""JSON Feed, read back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from tests.publish.feeds.hostile import hostile_texts, needs_data
from tests.publish.feeds.invented import ENTRY, FEED, telling
from tests.publish.feeds.reading import ANY_TEXT, held_by_json

from geopolitik.publish.feeds import Feed, to_json_feed


def read(feed: Feed) -> Any:
    return json.loads(to_json_feed(feed).decode("utf-8"))


def test_a_feed_has_what_the_format_asks_for() -> None:
    feed = read(FEED)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "The Sarn truce"
    assert feed["home_page_url"] == FEED.address
    assert feed["feed_url"] == FEED.self_address
    assert feed["next_url"] == "https://channel.example/stories/sarn.atom?page=3"
    assert feed["authors"] == [{"name": "GeoPolitik"}]
    assert feed["_geopolitik"]["rights"] == "Ours, but for the passages"
    assert [item["id"] for item in feed["items"]] == [entry.id for entry in FEED.entries]


def test_an_item_says_when_by_whom_and_on_what_it_rests() -> None:
    assert read(FEED)["items"][0] == {
        "id": ENTRY.id,
        "url": ENTRY.address,
        "title": ENTRY.title,
        "content_html": ENTRY.content,
        "summary": ENTRY.summary,
        "date_published": "2026-03-04T16:33:20Z",
        "date_modified": "2026-03-05T09:30:00Z",
        "authors": [{"name": "Ada Brenn", "url": "https://channel.example/people/ada"}],
        "tags": ["Valdenia", "truce & trade"],
        "language": "en",
        "_geopolitik": {"based_on": ["https://meridian.example/1?a=1&b=2"], "rights": "CC BY 4.0"},
    }


def test_an_item_without_content_has_its_summary_as_content() -> None:
    item = read(FEED)["items"][1]
    assert item["content_text"] == item["summary"] == "First revision: 2 captures."
    assert "content_html" not in item


def test_an_empty_feed_still_lists_its_items() -> None:
    assert read(replace(FEED, entries=(), title=""))["items"] == []
    assert read(replace(FEED, entries=(), title=""))["title"] == ""


def check_text(text: str) -> None:
    feed = read(telling(text))
    expected = held_by_json(text)
    (item,) = feed["items"]
    assert feed["title"] == expected
    assert item.get("title", "") == item.get("summary", "") == expected
    assert item.get("content_html", "") == expected
    assert item["tags"] == [expected]


@given(ANY_TEXT)
def test_any_text_comes_back(text: str) -> None:
    check_text(text)


@needs_data
def test_hostile_text_comes_back_as_text() -> None:
    for text in hostile_texts():
        check_text(text)

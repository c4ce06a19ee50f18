"""RSS, read back: what RSS 2.0 and its profile ask for is there, and text is text."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from tests.publish.feeds.hostile import hostile_texts, needs_data
from tests.publish.feeds.invented import ENTRY, FEED, telling
from tests.publish.feeds.reading import ANY_TEXT, attributes, held_by_xml, parsed, texts

from geopolitik.publish.feeds import Feed, to_rss

KNOWN = {
    *("title", "link", "description", "language", "copyright", "lastBuildDate", "generator", "image", "item"),
    *("guid", "pubDate", "category", "url"),
}


@pytest.mark.parametrize(
    "feed",
    [FEED, replace(FEED, entries=()), replace(FEED, authors=(), description="", rights=None, icon=None)],
    ids=["everything", "no entries", "the least"],
)
def test_a_feed_has_what_rss_asks_for(feed: Feed) -> None:
    rss = parsed(to_rss(feed))
    assert (rss.tag, rss.get("version")) == ("rss", "2.0")
    (channel,) = rss
    for required in ("title", "link", "description"):
        assert channel.findtext(required), required
    for element in channel.iter("*"):
        assert element.tag in KNOWN or element.tag.startswith("{") or element is channel, element.tag
    assert attributes(channel, "a:link[@rel='self']/@href") == [feed.self_address]
    for stamp in texts(channel, "lastBuildDate | item/pubDate"):
        assert parsedate_to_datetime(stamp).tzinfo


def test_an_item_says_when_by_whom_and_on_what_it_rests() -> None:
    item = parsed(to_rss(FEED)).find("channel/item")
    assert texts(item, "guid[@isPermaLink='false']") == ["tag:channel.example,2026-03-04:posts/7"]
    assert texts(item, "pubDate") == ["Wed, 04 Mar 2026 16:33:20 +0000"]
    assert texts(item, "a:updated") == ["2026-03-05T09:30:00Z"]
    assert texts(item, "dc:creator") == ["Ada Brenn"]
    assert texts(item, "dc:source") == ["https://meridian.example/1?a=1&b=2"]
    assert texts(item, "content:encoded") == [ENTRY.content]
    assert texts(item, "description") == [ENTRY.summary]


def test_an_item_without_authors_is_by_the_feed_s() -> None:
    assert texts(parsed(to_rss(FEED)), "channel/item[2]/dc:creator") == ["GeoPolitik"]


def test_marks_are_written_as_most_readers_take_them() -> None:
    content = to_rss(telling("a <b> & c"))
    assert b"<title>a &#x3C;b&#x3E; &#x26; c</title>" in content
    assert b"<description>a &#x26;lt;b&#x26;gt; &#x26;amp; c</description>" in content
    assert not re.search(rb"&(lt|gt|amp);", content)


def check_text(text: str) -> None:
    (channel,) = parsed(to_rss(telling(text)))
    expected = held_by_xml(text)
    for place in ("title", "item/title", "item/category", "item/content:encoded", "item/dc:creator"):
        assert texts(channel, place) == [expected], place
    # The description is HTML: as text it must be without a mark of HTML, and come back when read as HTML.
    (description,) = texts(channel, "item/description")
    assert "<" not in description
    assert description == html.escape(expected, quote=False)


@given(ANY_TEXT)
def test_any_text_comes_back(text: str) -> None:
    check_text(text)


@needs_data
def test_hostile_text_comes_back_as_text() -> None:
    for text in hostile_texts():
        check_text(text)


def test_the_same_feed_gives_the_same_bytes() -> None:
    assert to_rss(FEED) == to_rss(replace(FEED))

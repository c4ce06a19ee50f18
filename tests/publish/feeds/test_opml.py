"""A list of feeds, read back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from tests.publish.feeds.hostile import hostile_texts, needs_data
from tests.publish.feeds.reading import ANY_TEXT, attributes, held_by_xml, parsed, texts

from geopolitik.publish.feeds import Subscription, to_opml

ALL = Subscription(title="Everything", feed_address="https://channel.example/all.atom")
SARN = Subscription(
    title="The Sarn truce",
    feed_address="https://channel.example/sarn.atom?a=1&b=2",
    page_address="https://channel.example/sarn",
    description="What is told of the truce",
    language="en",
    group="Stories",
)
PEARS = Subscription(title="Pears", feed_address="https://channel.example/pears.atom", group="Stories")


def test_feeds_stand_in_their_groups() -> None:
    opml = parsed(to_opml([SARN, ALL, PEARS], title="Feeds", updated=datetime(2026, 3, 4, tzinfo=UTC)))
    assert (opml.tag, opml.get("version")) == ("opml", "2.0")
    assert texts(opml, "head/title | head/dateModified") == ["Feeds", "Wed, 04 Mar 2026 00:00:00 +0000"]
    assert attributes(opml, "body/outline/@text") == ["Stories", "Everything"]
    assert attributes(opml, "body/outline[@text='Stories']/outline/@text") == ["The Sarn truce", "Pears"]
    (sarn,) = opml.xpath("//outline[@text='The Sarn truce']")
    assert dict(sarn.attrib) == {
        "type": "rss",
        "text": "The Sarn truce",
        "title": "The Sarn truce",
        "xmlUrl": "https://channel.example/sarn.atom?a=1&b=2",
        "htmlUrl": "https://channel.example/sarn",
        "description": "What is told of the truce",
        "language": "en",
    }


def test_a_list_without_feeds_is_empty() -> None:
    assert attributes(parsed(to_opml([], title="Feeds")), "body/outline/@text") == []


def test_a_feed_without_an_absolute_address_is_refused() -> None:
    with pytest.raises(ValueError, match="a feed's own address"):
        to_opml([Subscription(title="x", feed_address="/x.atom")], title="Feeds")


def check_text(text: str) -> None:
    feed = Subscription(title=text, feed_address=ALL.feed_address, description=text, group=f"g{text}")
    opml = parsed(to_opml([feed], title=text))
    expected = held_by_xml(text)
    assert texts(opml, "head/title") == [expected]
    assert attributes(opml, "body/outline/@text") == [f"g{expected}"]
    assert set(attributes(opml, "//outline/outline/@*[name()='title' or name()='description']")) == {expected}


@given(ANY_TEXT)
def test_any_text_comes_back(text: str) -> None:
    check_text(text)


@needs_data
def test_hostile_text_comes_back_as_text() -> None:
    for text in hostile_texts():
        check_text(text)

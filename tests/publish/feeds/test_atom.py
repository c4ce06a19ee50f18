"""Atom, read back: what RFC 4287 asks for is there, and text is text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree
from tests.publish.feeds.hostile import hostile_texts, needs_data
from tests.publish.feeds.invented import ENTRY, FEED, telling
from tests.publish.feeds.reading import ANY_TEXT, attributes, held_by_xml, parsed, texts

from geopolitik.publish.feeds import Feed, to_atom

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


@pytest.mark.parametrize(
    "feed",
    [FEED, replace(FEED, entries=()), replace(FEED, authors=(), description="", rights=None, icon=None)],
    ids=["everything", "no entries", "the least"],
)
def test_a_feed_is_what_the_rfc_asks_for(feed: Feed) -> None:
    SCHEMA.assertValid(parsed(to_atom(feed)))


def test_a_feed_without_authors_names_itself() -> None:
    assert texts(parsed(to_atom(replace(FEED, authors=()))), "a:author/a:name") == ["The Sarn truce"]


def test_an_entry_says_when_by_whom_and_on_what_it_rests() -> None:
    entry = parsed(to_atom(FEED)).find("{*}entry")
    assert texts(entry, "a:id") == ["tag:channel.example,2026-03-04:posts/7"]
    assert texts(entry, "a:updated | a:published") == ["2026-03-05T09:30:00Z", "2026-03-04T16:33:20Z"]
    assert texts(entry, "a:author/a:uri") == ["https://channel.example/people/ada"]
    assert attributes(entry, "a:link[@rel='via']/@href") == ["https://meridian.example/1?a=1&b=2"]
    assert attributes(entry, "a:category/@term") == ["Valdenia", "truce & trade"]
    assert texts(entry, "a:summary") == ["New since the last revision: 1 capture."]
    assert texts(entry, "a:content[@type='html']") == [ENTRY.content]


def test_the_pages_of_a_long_feed_are_linked() -> None:
    feed = parsed(to_atom(FEED))
    assert attributes(feed, "a:link[@rel='previous']/@href") == ["https://channel.example/stories/sarn.atom"]
    assert attributes(feed, "a:link[@rel='next']/@href") == [
        "https://channel.example/stories/sarn.atom?page=3"
    ]
    assert not attributes(feed, "a:link[@rel='first' or @rel='last']/@href")


def test_the_same_feed_gives_the_same_bytes() -> None:
    assert to_atom(FEED) == to_atom(replace(FEED))
    assert to_atom(FEED) != to_atom(replace(FEED, title="Another"))


@pytest.mark.parametrize("address", ["/posts/7", "javascript:alert(1)", "", "https://"], ids=str)
def test_an_entry_without_an_absolute_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="an entry's address must be an absolute"):
        to_atom(replace(FEED, entries=(replace(ENTRY, address=address),)))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="must have a zone"):
        replace(ENTRY, updated=ENTRY.updated.replace(tzinfo=None))
    with pytest.raises(ValueError, match="must have a zone"):
        replace(FEED, updated=FEED.updated.replace(tzinfo=None))


def check_text(text: str) -> None:
    feed = parsed(to_atom(telling(text)))
    SCHEMA.assertValid(feed)
    expected = held_by_xml(text)
    places = ["a:title", "a:author/a:name"]
    in_entry = [f"a:entry/{place}" for place in (*places, "a:summary", "a:content")]
    for place in (*places, *in_entry):
        assert texts(feed, place) == [expected], place
    assert attributes(feed, "a:entry/a:category/@term") == [expected]
    # An empty one is left out.
    for place in ("a:subtitle", "a:rights", "a:entry/a:rights"):
        assert "".join(texts(feed, place)) == expected, place


@given(ANY_TEXT)
def test_any_text_comes_back(text: str) -> None:
    check_text(text)


@needs_data
def test_hostile_text_comes_back_as_text() -> None:
    for text in hostile_texts():
        check_text(text)


def test_entries_are_kept_in_order() -> None:
    entries = tuple(replace(ENTRY, id=f"tag:channel.example,2026-03-04:{n}") for n in range(5))
    feed = parsed(to_atom(replace(FEED, entries=entries)))
    assert texts(feed, "a:entry/a:id") == [entry.id for entry in entries]

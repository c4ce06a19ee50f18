"""JSON-LD as a page holds it: read back from the script, and never out of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from tests.publish.feeds.hostile import hostile_texts, needs_data
from tests.publish.feeds.reading import ANY_TEXT, held_by_json

from geopolitik.publish.feeds import Author
from geopolitik.publish.structured import (
    Citation,
    NewsItem,
    Publisher,
    breadcrumb_list,
    item_list,
    news_article,
    script_json,
    web_site,
)

PUBLISHER = Publisher("GeoPolitik", "https://channel.example/", "https://channel.example/logo.png")
ITEM = NewsItem(
    headline="Who says that the truce has run out",
    address="https://channel.example/posts/7",
    published=datetime(2026, 3, 4, 16, 33, tzinfo=UTC),
    publisher=PUBLISHER,
    authors=(Author("Ada Brenn", "https://channel.example/people/ada"), Author("The desk", is_person=False)),
    based_on=("https://meridian.example/1", "javascript:alert(1)"),
    citations=(
        Citation("has run out", "https://meridian.example/1#:~:text=has%20run%20out", "Meridian"),
        Citation("was never in force", "notes/local.txt"),
    ),
)


def test_a_post_is_a_news_article() -> None:
    assert news_article(ITEM) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": "https://channel.example/posts/7"},
        "url": "https://channel.example/posts/7",
        "headline": "Who says that the truce has run out",
        "datePublished": "2026-03-04T16:33:00Z",
        "dateModified": "2026-03-04T16:33:00Z",
        "author": [
            {"@type": "Person", "name": "Ada Brenn", "url": "https://channel.example/people/ada"},
            {"@type": "Organization", "name": "The desk"},
        ],
        "publisher": {
            "@type": "Organization",
            "name": "GeoPolitik",
            "url": "https://channel.example/",
            "logo": {"@type": "ImageObject", "url": "https://channel.example/logo.png"},
        },
        "isBasedOn": ["https://meridian.example/1"],
        "citation": [
            {
                "@type": "Quotation",
                "text": "has run out",
                "url": "https://meridian.example/1#:~:text=has%20run%20out",
                "publisher": {"@type": "Organization", "name": "Meridian"},
            },
            {"@type": "Quotation", "text": "was never in force"},
        ],
    }


def test_a_changed_post_says_when() -> None:
    article = news_article(replace(ITEM, modified=datetime(2026, 3, 5, 9, 30, tzinfo=UTC)))
    assert article["dateModified"] == "2026-03-05T09:30:00Z"


def test_breadcrumbs_have_places_and_addresses() -> None:
    crumbs = breadcrumb_list([("Front page", "https://channel.example/"), ("The Sarn truce", None)])
    assert crumbs["@type"] == "BreadcrumbList"
    assert crumbs["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Front page", "item": "https://channel.example/"},
        {"@type": "ListItem", "position": 2, "name": "The Sarn truce"},
    ]


def test_a_list_has_its_pages_in_order() -> None:
    listed = item_list(
        [("One", "https://channel.example/1"), ("Two", "https://channel.example/2")], name="Newest"
    )
    assert (listed["@type"], listed["name"]) == ("ItemList", "Newest")
    assert [(item["position"], item["url"]) for item in listed["itemListElement"]] == [
        (1, "https://channel.example/1"),
        (2, "https://channel.example/2"),
    ]


def test_the_site_says_how_to_search_it() -> None:
    site = web_site(PUBLISHER, search_address="https://channel.example/search?q=", language="en")
    assert (site["@type"], site["name"], site["inLanguage"]) == ("WebSite", "GeoPolitik", "en")
    assert site["potentialAction"]["target"]["urlTemplate"] == (
        "https://channel.example/search?q={search_term_string}"
    )
    assert site["potentialAction"]["query-input"] == "required name=search_term_string"


def test_a_relative_address_is_refused() -> None:
    with pytest.raises(ValueError, match="an item's address"):
        news_article(replace(ITEM, address="/posts/7"))
    with pytest.raises(ValueError, match="a listed page's address"):
        item_list([("One", "/1")])


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="must have a zone"):
        replace(ITEM, published=datetime(2026, 3, 4))


def in_page(script: str) -> Any:
    """The page's only element is the script, and what it holds, as a browser's parser sees them."""
    page = html.fromstring(
        f'<html><body><script type="application/ld+json">{script}</script></body></html>',
        parser=html.HTMLParser(encoding="utf-8", huge_tree=True),
    )
    assert [element.tag for element in page.iter()] == ["html", "body", "script"]
    return json.loads(page.findtext("body/script"))


def check_text(text: str) -> None:
    script = script_json([news_article(replace(ITEM, headline=f".{text}", section=text, keywords=(text,)))])
    assert not set("<>&\u2028\u2029") & set(script)
    (article,) = json.loads(script)
    expected = held_by_json(text)
    assert article["headline"] == f".{expected}"
    assert article.get("articleSection", "") == expected
    assert article["keywords"] == [expected]


@given(ANY_TEXT)
def test_any_text_comes_back(text: str) -> None:
    check_text(text)


@needs_data
def test_hostile_text_stays_in_the_script() -> None:
    for text in hostile_texts():
        check_text(text)
        assert in_page(script_json({"name": text})) == {"name": text}


@pytest.mark.parametrize(
    "text", ["</script><script>", "<!--<script>", "]]>", "\u2028", "&lt;/script&gt;", "\ud800"]
)
def test_nothing_ends_the_script(text: str) -> None:
    assert in_page(script_json({text: [text]})) == {held_by_json(text): [held_by_json(text)]}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | ANY_TEXT, lambda inner: st.lists(inner, max_size=3)
    )
)
def test_any_value_comes_back(value: object) -> None:
    read = json.loads(script_json({"value": value}))
    assert read == {"value": json.loads(held_by_json(json.dumps(value, ensure_ascii=False)))}

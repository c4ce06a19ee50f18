"""Meta tags of a page and of a post."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from tests.publish.feeds.reading import ANY_TEXT, held_by_xml

from geopolitik.publish.feeds import Author
from geopolitik.publish.structured import NewsItem, Publisher, article_meta, page_meta

ITEM = NewsItem(
    headline="Who says that the truce has run out",
    address="https://channel.example/posts/7",
    published=datetime(2026, 3, 4, 16, 33, tzinfo=UTC),
    publisher=Publisher("GeoPolitik", "https://channel.example/"),
)


def pairs(item: NewsItem) -> dict[str, str]:
    return {meta.key: meta.content for meta in article_meta(item)}


def test_a_page_says_what_it_is() -> None:
    tags = page_meta(title="Outlets", address="https://channel.example/outlets", site_name="GeoPolitik")
    assert [(tag.attribute, tag.key, tag.content) for tag in tags] == [
        ("property", "og:type", "website"),
        ("property", "og:title", "Outlets"),
        ("property", "og:url", "https://channel.example/outlets"),
        ("property", "og:site_name", "GeoPolitik"),
        ("name", "twitter:card", "summary"),
    ]


def test_a_post_says_when_by_whom_and_where() -> None:
    tags = pairs(
        replace(
            ITEM,
            authors=(
                Author("Ada Brenn", "https://channel.example/people/ada"),
                Author("Bo Calder", "mailto:bo"),
            ),
            description="A line",
            image="https://channel.example/7.png",
            section="Truces",
        )
    )
    assert tags["og:type"] == "article"
    assert tags["description"] == tags["og:description"] == "A line"
    assert tags["og:image"] == "https://channel.example/7.png"
    assert tags["twitter:card"] == "summary_large_image"
    assert tags["author"] == "Ada Brenn, Bo Calder"
    assert tags["article:author"] == "https://channel.example/people/ada"
    assert tags["article:section"] == "Truces"
    assert tags["article:published_time"] == tags["article:modified_time"] == "2026-03-04T16:33:00Z"


def test_each_keyword_has_a_tag() -> None:
    tags = article_meta(replace(ITEM, keywords=("Valdenia", "truce")))
    assert [tag.content for tag in tags if tag.key == "article:tag"] == ["Valdenia", "truce"]


@pytest.mark.parametrize(
    ("language", "locale"), [("en-GB", "en_GB"), ("en", None), (None, None), ("<b>", None)], ids=str
)
def test_a_locale_needs_a_country(language: str | None, locale: str | None) -> None:
    assert pairs(replace(ITEM, language=language)).get("og:locale") == locale


@pytest.mark.parametrize("image", ["javascript:alert(1)", "/7.png"])
def test_a_picture_that_is_not_of_the_web_is_left_out(image: str) -> None:
    assert "og:image" not in pairs(replace(ITEM, image=image))


def test_a_relative_address_is_refused() -> None:
    with pytest.raises(ValueError, match="a page's address"):
        page_meta(title="Outlets", address="/outlets", site_name="GeoPolitik")


@given(ANY_TEXT)
def test_any_text_stays_but_for_what_a_page_cannot_hold(text: str) -> None:
    assert pairs(replace(ITEM, headline=text)).get("og:title", "") == held_by_xml(text)

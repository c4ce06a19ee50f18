"""Sitemaps, read back: addresses, parts, limits, and the last two days' news."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.feeds.hostile import hostile_texts, needs_data
from tests.publish.feeds.reading import ANY_TEXT, held_by_xml, parsed, texts

from geopolitik.publish.feeds import NewsPage, Page, news_sitemap, sitemap
from geopolitik.publish.feeds import sitemaps as writer
from geopolitik.publish.feeds.sitemaps import MOST_ADDRESSES

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
LOCATIONS = "/s:urlset/s:url/s:loc"


def part_address(number: int) -> str:
    return f"https://channel.example/sitemap-{number}.xml"


def pages(count: int) -> list[Page]:
    return [Page(f"https://channel.example/{n}", NOW + timedelta(seconds=n)) for n in range(count)]


def test_few_pages_stand_in_one_file() -> None:
    both = [Page("https://channel.example/?a=1&b=ü", NOW), Page("https://channel.example/b")]
    result = sitemap(both, part_address)
    assert result.parts == ()
    urlset = parsed(result.main)
    assert texts(urlset, LOCATIONS) == ["https://channel.example/?a=1&b=%C3%BC", "https://channel.example/b"]
    assert texts(urlset, "s:url/s:lastmod") == ["2026-03-05T12:00:00Z"]


def test_no_pages_are_an_empty_list() -> None:
    assert texts(parsed(sitemap([]).main), LOCATIONS) == []


def test_too_many_pages_stand_in_parts() -> None:
    result = sitemap(pages(MOST_ADDRESSES + 1), part_address)
    assert [len(texts(parsed(part), LOCATIONS)) for part in result.parts] == [MOST_ADDRESSES, 1]
    index = parsed(result.main)
    assert texts(index, "/s:sitemapindex/s:sitemap/s:loc") == [part_address(1), part_address(2)]
    assert texts(index, "s:sitemap/s:lastmod") == ["2026-03-06T01:53:19Z", "2026-03-06T01:53:20Z"]


def test_just_enough_pages_stand_in_one_file() -> None:
    assert sitemap(pages(MOST_ADDRESSES)).parts == ()


def test_parts_without_addresses_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MOST_ADDRESSES", 2)
    with pytest.raises(ValueError, match="need parts"):
        sitemap(pages(3))


@given(st.lists(st.integers(1, 400), max_size=20), st.integers(600, 2000))
def test_no_part_is_over_the_limit_and_no_page_is_lost(lengths: list[int], most: int) -> None:
    listed = [Page(f"https://channel.example/{'x' * length}") for length in lengths]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "MOST_BYTES", most)
        result = sitemap(listed, part_address)
    files = result.parts or (result.main,)
    assert all(len(content) <= most for content in files)
    assert [place for content in files for place in texts(parsed(content), LOCATIONS)] == [
        page.address for page in listed
    ]


def news(hours: float, title: str = "Shots at the Sarn") -> NewsPage:
    return NewsPage(f"https://channel.example/{hours}", title, NOW - timedelta(hours=hours), "en")


def test_news_are_of_the_last_two_days_newest_first() -> None:
    content = news_sitemap([news(47), news(49), news(1), news(-1)], publication="GeoPolitik", now=NOW)
    urlset = parsed(content)
    assert texts(urlset, LOCATIONS) == ["https://channel.example/1", "https://channel.example/47"]
    url = urlset[0]
    assert texts(url, "n:news/n:publication/n:name") == ["GeoPolitik"]
    assert texts(url, "n:news/n:publication/n:language") == ["en"]
    assert texts(url, "n:news/n:publication_date") == ["2026-03-05T11:00:00Z"]
    assert texts(url, "n:news/n:title") == ["Shots at the Sarn"]


def test_news_are_at_most_a_thousand() -> None:
    content = news_sitemap([news(n / 60) for n in range(1_200)], publication="GeoPolitik", now=NOW)
    assert len(texts(parsed(content), LOCATIONS)) == 1_000


def check_title(text: str) -> None:
    content = news_sitemap([news(1, text)], publication=text, now=NOW)
    assert texts(parsed(content), "//n:title | //n:name") == [held_by_xml(text)] * 2


@given(ANY_TEXT)
def test_any_title_comes_back(text: str) -> None:
    check_title(text)


@needs_data
def test_hostile_titles_come_back_as_text() -> None:
    for text in hostile_texts():
        check_title(text)

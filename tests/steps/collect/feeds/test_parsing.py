"""Feeds of every kind are read alike, ill-formed ones too."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geopolitik.errors import FeedError
from geopolitik.model.feed import Feed, FeedEntry, FeedKind, SourceNamed
from geopolitik.steps.collect.feeds.parsing import MOST_ENTRIES, MOST_UNPACKED, parse
from geopolitik.steps.collect.feeds.texts import moment

ADDRESS = "https://harbour.example/feeds/news.xml"
ATOM = "xmlns='http://www.w3.org/2005/Atom'"


def rss(items: str, head: str = "<title>Harbour News</title>") -> bytes:
    return f"<rss version='2.0'><channel>{head}{items}</channel></rss>".encode()


def only(content: bytes) -> FeedEntry:
    (entry,) = parse(content, ADDRESS).entries
    return entry


RSS = rss(
    "<item><title>Ferry halted</title><link>/ferry</link><guid isPermaLink='false'>17</guid>"
    "<description>&lt;p&gt;The ferry &amp;amp; its crew&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;"
    "</description><pubDate>Wed, 04 Feb 2026 16:33:00 +0300</pubDate>"
    "<author>ada@harbour.example (Ada Marsh)</author></item>",
    "<title>Harbour News</title><link>https://harbour.example/</link><language>en-GB</language><ttl>30</ttl>",
)
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
 <channel rdf:about="https://harbour.example/"><title>Harbour News</title>
 <link>https://harbour.example/</link><dc:language>en-GB</dc:language></channel>
 <item rdf:about="17"><title>Ferry halted</title><link>https://harbour.example/ferry</link>
 <description>The ferry &amp; its crew</description><dc:creator>Ada Marsh</dc:creator>
 <dc:date>2026-02-04T16:33:00+03:00</dc:date></item></rdf:RDF>"""
ATOM_FEED = f"""<feed {ATOM} xml:lang="en-GB"><title>Harbour News</title><link href="https://harbour.example/"/>
 <entry><id>17</id><title type="html">Ferry &lt;i&gt;halted&lt;/i&gt;</title><link href="/ferry"/>
 <summary>The ferry &amp; its crew</summary><author><name>Ada Marsh</name></author>
 <published>2026-02-04T16:33:00+03:00</published></entry></feed>""".encode()
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour News",
        "home_page_url": "https://harbour.example/",
        "language": "en-GB",
        "items": [
            {
                "id": 17,
                "url": "/ferry",
                "title": "Ferry halted",
                "content_html": "<p>The ferry &amp; its crew</p>",
                "date_published": "2026-02-04T16:33:00+03:00",
                "authors": [{"name": "Ada Marsh"}],
            }
        ],
    }
).encode()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        pytest.param(RSS, FeedKind.RSS, id="RSS 2.0"),
        pytest.param(RDF, FeedKind.RDF, id="RSS 1.0"),
        pytest.param(ATOM_FEED, FeedKind.ATOM, id="Atom"),
        pytest.param(JSON, FeedKind.JSON, id="JSON Feed"),
    ],
)
def test_one_entry_is_the_same_in_every_format(content: bytes, kind: FeedKind) -> None:
    feed = parse(content, ADDRESS)
    assert (feed.kind, feed.title, feed.address) == (kind, "Harbour News", "https://harbour.example/")
    (entry,) = feed.entries
    assert (entry.id, entry.address) == ("17", "https://harbour.example/ferry")
    assert (entry.title, entry.summary) == ("Ferry halted", "The ferry & its crew")
    assert entry.published == datetime(2026, 2, 4, 16, 33, tzinfo=timezone(timedelta(hours=3)))
    assert entry.published.utcoffset() == timedelta(hours=3)
    assert (entry.author, entry.language) == ("Ada Marsh", "en-GB")


def test_how_long_a_feed_stays_fresh() -> None:
    assert parse(RSS, ADDRESS).minutes == 30
    often = "<updatePeriod>daily</updatePeriod><updateFrequency>24</updateFrequency>"
    assert parse(rss("", often), ADDRESS).minutes == 60


@pytest.mark.parametrize(
    ("entry", "source", "via"),
    [
        pytest.param(
            "<source url='https://agency.example/rss'>The Agency</source>",
            SourceNamed("The Agency", "https://agency.example/rss"),
            (),
            id="RSS names a feed",
        ),
        pytest.param(
            "<link xmlns='http://www.w3.org/2005/Atom' rel='via' href='https://agency.example/1'/>",
            None,
            ("https://agency.example/1",),
            id="a link of Atom in RSS",
        ),
        pytest.param("<source/>", None, (), id="an empty element"),
        pytest.param("<source url='javascript:x()'/>", None, (), id="no address of the web"),
    ],
)
def test_where_an_entry_comes_from_is_evidence(
    entry: str, source: SourceNamed | None, via: tuple[str, ...]
) -> None:
    found = only(rss(f"<item><title>x</title>{entry}</item>"))
    assert (found.source, found.via) == (source, via)


def test_the_source_of_an_atom_entry_is_a_feed_of_its_own() -> None:
    found = only(
        f"<feed {ATOM}><entry><title>x</title><id>1</id><source><title>The Agency</title>"
        "<link rel='self' href='https://agency.example/atom'/></source></entry></feed>".encode()
    )
    assert found.source == SourceNamed("The Agency", "https://agency.example/atom")
    assert found.title == "x"


@pytest.mark.parametrize(
    ("content", "title"),
    [
        pytest.param(rss("<item><title>Tom & Ann</title></item>"), "Tom & Ann", id="a bare ampersand"),
        pytest.param(
            rss("<item><title>caf&eacute;&nbsp;bar</title></item>"), "café bar", id="entities of HTML"
        ),
        pytest.param(rss("<item><title>a&nosuch;b</title></item>"), "a&nosuch;b", id="an entity that isn't"),
        pytest.param(b"\n\n" + rss("<item><title>late</title></item>"), "late", id="blank lines before"),
        pytest.param(rss("<item><title>cut"), "cut", id="cut off"),
        pytest.param(rss("<item><title>a\x08b</title></item>"), "ab", id="a control character"),
        pytest.param(
            rss("<item><title><![CDATA[A <b>bold</b> move]]></title></item>"), "A bold move", id="CDATA"
        ),
        pytest.param(
            b"<rss><channel><title>t</title></channel><item><title>outside</title></item></rss>",
            "outside",
            id="items outside the channel",
        ),
        pytest.param(
            "<?xml version='1.0' encoding='windows-1251'?>".encode("cp1251")
            + rss("").replace(b"</channel>", "<item><title>Гавань</title></item></channel>".encode("cp1251")),
            "Гавань",
            id="a Cyrillic encoding",
        ),
        pytest.param(
            b"<?xml version='1.0' encoding='utf-8'?>"
            + rss("").replace(b"</channel>", b"<item><title>caf\xe9</title></item></channel>"),
            "café",
            id="Latin 1 that says it is UTF-8",
        ),
        pytest.param(rss("<item><title>é</title></item>").decode().encode("utf-16"), "é", id="UTF-16"),
        pytest.param(
            b"<?xml version='1.0' encoding='utf-16'?>" + rss("<item><title>é</title></item>"),
            "é",
            id="UTF-8 that says it is UTF-16",
        ),
        pytest.param(
            b"<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://x.example/rss.dtd'>"
            + rss("<item><title>old</title></item>"),
            "old",
            id="a document type that nobody fetches",
        ),
    ],
)
def test_ill_formed_feeds_are_read_all_the_same(content: bytes, title: str) -> None:
    assert only(content).title == title


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"<!DOCTYPE x [<!ENTITY a 'b'>]><rss/>", "defines entities", id="entities"),
        pytest.param(b"<rss>" + b"<a>" * 5_000, "nested too deeply", id="depth"),
        pytest.param(
            b"<html><body>Hello</body></html>", "is no feed, but XML of the kind “html”", id="a page"
        ),
        pytest.param(b"Hello", "neither XML nor JSON", id="a text"),
        pytest.param(b"", "neither XML nor JSON", id="nothing"),
        pytest.param(b'{"items": []}', "is JSON, but no feed", id="other JSON"),
        pytest.param(b'{"a":' * 100_000, "no well-formed JSON", id="deep JSON"),
        pytest.param(b"<sitemapindex/>", "none of them on its own host", id="an empty list of sitemaps"),
        pytest.param(b"\x1f\x8bferry", "begins like gzip", id="no gzip"),
        pytest.param(gzip.compress(b" " * (MOST_UNPACKED + 1)), "unpacks to more", id="a gzip bomb"),
    ],
)
def test_what_is_no_feed_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(FeedError, match=reason):
        parse(content, ADDRESS)


def test_a_sitemap_of_news_is_a_feed_newest_first() -> None:
    news = "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    feed = parse(
        f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' {news}>"
        "<url><loc>https://harbour.example/old</loc><lastmod>2026-02-03</lastmod></url>"
        "<url><loc>https://harbour.example/new</loc><news:news><news:publication><news:name>H</news:name>"
        "<news:language>en</news:language></news:publication><news:title>Ferry halted</news:title>"
        "<news:publication_date>2026-02-04T10:00Z</news:publication_date></news:news></url>"
        "<url><loc>ftp://harbour.example/no</loc></url></urlset>".encode(),
        ADDRESS,
    )
    assert [(entry.address, entry.title, entry.language) for entry in feed.entries] == [
        ("https://harbour.example/new", "Ferry halted", "en"),
        ("https://harbour.example/old", "", ""),
    ]


def test_of_a_list_of_sitemaps_the_newest_of_its_own_host_are_named() -> None:
    listed = [
        ("https://harbour.example/2024.xml", "2024-12-31"),
        ("https://elsewhere.example/news.xml", "2026-02-05"),
        ("https://harbour.example:99999/news.xml", "2026-02-05"),
        ("https://harbour.example/untold.xml", ""),
        ("https://harbour.example/news.xml", "2026-02-04T10:00Z"),
        ("https://harbour.example/news.xml", "2026-02-04T09:00Z"),
        *((f"https://harbour.example/old-{n}.xml", f"2023-0{n}-01") for n in range(1, 9)),
    ]
    sitemaps = "".join(f"<sitemap><loc>{loc}</loc><lastmod>{at}</lastmod></sitemap>" for loc, at in listed)
    feed = parse(f"<sitemapindex>{sitemaps}</sitemapindex>".encode(), ADDRESS)
    assert feed.parts == tuple(
        f"https://harbour.example/{name}.xml" for name in ("news", "2024", "old-8", "old-7", "old-6")
    )
    assert (feed.entries, feed.cut) == ((), True)


def test_a_packed_sitemap_is_unpacked() -> None:
    packed = gzip.compress(b"<urlset><url><loc>https://harbour.example/ferry</loc></url></urlset>")
    assert [entry.address for entry in parse(packed, ADDRESS).entries] == ["https://harbour.example/ferry"]


def test_equal_entries_are_one_and_the_rest_of_an_endless_feed_is_left_out() -> None:
    same = parse(rss("<item><guid>1</guid><title>x</title></item>" * 500), ADDRESS)
    assert len(same.entries) == 1
    many = parse(rss("".join(f"<item><guid>{n}</guid></item>" for n in range(MOST_ENTRIES + 5))), ADDRESS)
    assert (len(many.entries), many.cut) == (MOST_ENTRIES, True)


def test_an_entry_without_a_name_is_named_by_its_words() -> None:
    first, second = (only(rss("<item><title>Ferry halted</title></item>")) for _ in range(2))
    assert first.id == second.id != ""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("2026-02-04", datetime(2026, 2, 4, tzinfo=UTC), id="a day"),
        pytest.param("2026-02-04T24:00:00Z", datetime(2026, 2, 5, tzinfo=UTC), id="midnight as 24"),
        pytest.param(
            "2026-12-31T23:59:60Z", datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), id="leap second"
        ),
        pytest.param("20260204T163300+0300", datetime(2026, 2, 4, 13, 33, tzinfo=UTC), id="without signs"),
        pytest.param(
            "Wed, 4 Feb 26 16:33 EST", datetime(2026, 2, 4, 21, 33, tzinfo=UTC), id="a zone by name"
        ),
        pytest.param("February 04, 2026 at 04:33PM", datetime(2026, 2, 4, 16, 33, tzinfo=UTC), id="in words"),
        pytest.param("Wed, 31 Feb 2026 25:61:61 +9999", None, id="no such day"),
        pytest.param("292277026596-12-04", None, id="beyond all years"),
        pytest.param("yesterday", None, id="a word"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_moments_as_feeds_write_them(written: str, expected: datetime | None) -> None:
    assert moment(written) == expected


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_refused(content: bytes) -> None:
    for whole in (content, rss("").replace(b"</channel>", content)):
        try:
            found = parse(whole, ADDRESS)
        except FeedError:
            continue
        assert isinstance(found, Feed)


@given(st.text(max_size=60))
def test_any_text_is_a_moment_or_none(written: str) -> None:
    found = moment(written)
    assert found is None or found.tzinfo is not None

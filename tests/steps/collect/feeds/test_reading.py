"""Feeds, lists of feeds and pages are read apart; what they do to the reader, it ends in time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.feeds import AS_EXPECTED, judged, rows
from tests.steps.collect.feeds.test_parsing import ADDRESS, ATOM_FEED, RSS

from geopolitik.errors import FeedError
from geopolitik.model.feed import Subscribed
from geopolitik.steps.collect.feeds import feeds_of, read_feed, read_opml
from geopolitik.steps.collect.feeds.finding import usual

DATA = os.environ.get("GEOPOLITIK_DATA")
needs_data = pytest.mark.skipif(not DATA, reason="GEOPOLITIK_DATA is not set: no suites of feeds")


def test_a_feed_comes_back_from_the_child_as_it_was_read() -> None:
    feed = read_feed(RSS, ADDRESS, "application/rss+xml")
    assert feed.entries[0].published is not None
    assert feed.entries[0].published.isoformat() == "2026-02-04T16:33:00+03:00"
    assert read_feed(ATOM_FEED, ADDRESS).entries[0].title == "Ferry halted"


def test_what_is_no_feed_is_refused_with_the_reason() -> None:
    with pytest.raises(FeedError, match=f"{ADDRESS}: is no feed"):
        read_feed(b"<html/>", ADDRESS)


def test_a_list_of_subscriptions_is_read_with_its_folders() -> None:
    listed = read_opml(
        b"<opml version='2.0'><body><outline text='Ports'><outline type='rss' text='Harbour News'"
        b" xmlUrl='https://harbour.example/feed' htmlUrl='https://harbour.example/'/></outline>"
        b"<outline text='Twice' xmlUrl='https://harbour.example/feed'/><outline xmlUrl='file:///etc/passwd'/>"
        b"<outline title='Quay' xmlUrl='https://quay.example/rss'/></body></opml>",
        "subscriptions.opml",
    )
    assert listed == (
        Subscribed("https://harbour.example/feed", "Harbour News", "https://harbour.example/", "Ports"),
        Subscribed("https://quay.example/rss", "Quay"),
    )


def test_a_feed_is_no_list_of_subscriptions() -> None:
    with pytest.raises(FeedError, match="is no list of subscriptions"):
        read_opml(RSS, "subscriptions.opml")


@pytest.mark.parametrize(
    ("head", "found"),
    [
        pytest.param(
            "<link rel='alternate' type='application/rss+xml' href='/comments/feed'>"
            "<link rel='alternate' type='application/atom+xml' href='/atom'>",
            ("https://harbour.example/atom", "https://harbour.example/comments/feed"),
            id="comments last",
        ),
        pytest.param(
            "<base href='https://feeds.example/x/'>"
            "<link rel=alternate type='text/xml; charset=utf-8' href=rss>",
            ("https://feeds.example/x/rss",),
            id="another base",
        ),
        pytest.param("<link rel='alternate' hreflang='de' href='/de'>", (), id="another language is no feed"),
        pytest.param(
            "<link rel='feed' href='/f'>", ("https://harbour.example/f",), id="by its relation alone"
        ),
        pytest.param("<link rel='alternate' type='application/rss+xml'>", (), id="without an address"),
    ],
)
def test_the_feeds_that_a_page_names(head: str, found: tuple[str, ...]) -> None:
    page = f"<html><head>{head}</head><body>News</body></html>".encode()
    assert feeds_of(page, "https://harbour.example/news") == found


def test_where_feeds_usually_lie() -> None:
    assert usual("https://harbour.example/news/today")[0] == "https://harbour.example/feed/"


@needs_data
def test_feedparsers_cases_are_read_as_expected() -> None:
    figures = {row.measure: row.figure for row in rows(Path(DATA or ""))}
    right, _, asked, *_ = figures[AS_EXPECTED].split()
    assert int(asked) > 700
    assert int(right) / int(asked) >= 0.97
    assert int(figures["refused with a reason"]) <= 1


@needs_data
def test_a_wrong_reading_would_be_seen() -> None:
    suite = Path(DATA or "") / "hostile" / "feedparser"
    case = {"path": "tests/wellformed/atom10/entry_title.xml", "headers": {}}
    assert judged(suite, case | {"expect": "not bozo and entries[0]['title'] == 'Example Atom'"}) == "right"
    assert judged(suite, case | {"expect": "not bozo and entries[0]['title'] == 'another'"}) == "wrong"
    assert judged(suite, case | {"expect": "entries[0]['tags'][0]['term'] == 'x'"}) == "other"


@pytest.fixture(scope="module")
def bombs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    # The maker writes beside itself.
    folder = tmp_path_factory.mktemp("own")
    maker = shutil.copyfile(Path(DATA or "") / "hostile/own/make_bombs.py", folder / "make_bombs.py")
    subprocess.run([sys.executable, str(maker)], check=True, stdout=subprocess.DEVNULL)
    yield folder / "bombs"
    shutil.rmtree(folder)


@needs_data
def test_every_bomb_is_read_or_refused_in_time(bombs: Path) -> None:
    slow, refused = {}, set()
    for path in sorted(bombs.iterdir()):
        begun = time.monotonic()
        for read in (read_feed, read_opml):
            try:
                read(path.read_bytes(), path.name)
            except FeedError:
                refused.add((path.name, read.__name__))
        if (took := time.monotonic() - begun) > 15:
            slow[path.name] = took
    assert slow == {}
    laughs = {
        ("laughs-rss.xml", "read_feed"),
        ("laughs-atom.xml", "read_feed"),
        ("laughs-opml.xml", "read_opml"),
    }
    assert laughs <= refused
    assert ("feed-100k-items.xml", "read_feed") not in refused

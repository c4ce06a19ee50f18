"""Watching outlets and collecting from the command line, over a server of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.app.collecting.world import article, feed
from tests.steps.collect.web.serving import Answer, Origin, page, serving

from geopolitik.cli.main import main
from geopolitik.storage import open_store, pages, watched


@pytest.fixture
def origin() -> Iterator[Origin]:
    with serving() as running:
        running.pages["/feed"] = page(feed("ferry").replace("https://harbour.example", running.url("")))
        running.pages["/ferry"] = page(article(), Content_Type="text/html")
        running.pages["/"] = page("<link rel='alternate' type='application/rss+xml' href='/feed'>")
        yield running


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_a_site_is_watched_and_collected(origin: Origin, tmp_path: Path) -> None:
    at = ("--store", str(tmp_path / "store.db"), "--permit", origin.host)
    added = run("outlets", "add", origin.url("/"), *at)
    assert added.stdout == f"Watched: {origin.url('/feed')} (Harbour News), 1 entry\n"
    collected = run("collect", *at)
    assert collected.exit_code == 0
    assert collected.stdout == (
        "Asked 1 feed and 1 page: 1 new, 1 capture kept, 0 of them changed, 0 failed\n"
    )
    assert origin.times("/robots.txt") == 1
    store = open_store(tmp_path / "store.db")
    with store.reading() as r:
        kept = pages.get(r, watched.key_of(origin.url("/ferry")))
    store.close()
    assert kept is not None
    assert kept.capture
    again = run("collect", *at)
    assert again.stdout.startswith("Asked 0 feeds and 0 pages")


def test_the_list_tells_how_each_feed_is_doing(origin: Origin, tmp_path: Path) -> None:
    store, at = ("--store", str(tmp_path / "store.db")), ("--permit", origin.host)
    run("outlets", "add", origin.url("/feed"), *store, *at)
    assert "not asked yet" in run("outlets", "list", *store).stdout
    run("collect", *store, *at)
    assert "every 18 min; next at" in run("outlets", "list", *store).stdout


def test_a_feed_that_fails_is_told(origin: Origin, tmp_path: Path) -> None:
    store, at = ("--store", str(tmp_path / "store.db")), ("--permit", origin.host)
    run("outlets", "add", origin.url("/feed"), *store, *at)
    origin.pages["/feed"] = Answer(status=503)
    assert "1 failed" in run("collect", *store, *at).stdout
    assert "failed 1 time: can't be served now" in run("outlets", "list", *store).stdout


def test_subscriptions_come_in_and_go_out(tmp_path: Path) -> None:
    store = ("--store", str(tmp_path / "store.db"))
    listed = tmp_path / "subscriptions.opml"
    listed.write_text(
        "<opml version='2.0'><body><outline text='Ports'><outline text='Harbour' "
        "xmlUrl='https://harbour.example/feed'/></outline><outline xmlUrl='http://10.0.0.1/'/></body></opml>"
    )
    imported = run("outlets", "import", str(listed), *store)
    assert imported.stdout == "Watched: 1 new, 0 already; 1 left out\n"
    assert "http://10.0.0.1/ leads to a private network" in imported.stderr
    listed.write_text(run("outlets", "export", *store).stdout)
    again = run("outlets", "import", str(listed), *store)
    assert again.stdout == "Watched: 0 new, 1 already; 0 left out\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("outlets", "add", "http://127.0.0.1/"), "leads to this machine", id="inner address"),
        pytest.param(("outlets", "import", "missing.opml"), "can't be read", id="no such list"),
        pytest.param(("collect",), "there is no such file", id="no store"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(
    arguments: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    result = run(*arguments, "--store", str(tmp_path / "store.db"))
    assert result.exit_code in (1, 2)
    assert message in result.stderr
    assert result.stderr.count("\n") == 1

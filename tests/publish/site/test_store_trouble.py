"""What readers and writers are told when the store can't be read or written: a page, and nothing is lost."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.publish.site.browser import ADDRESS, Browser, Browsers
from tests.publish.site.newsroom import channel_of, now, post_of, typed

from geopolitik.app.house import House
from geopolitik.model.keeping import StoryHead
from geopolitik.model.people import Role
from geopolitik.publish.site import routing
from geopolitik.publish.site.application import application
from geopolitik.publish.site.site import Site


def from_now_on(house: House, pragma: str) -> None:
    """Let every transaction from now on begin after a pragma."""

    def taken(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(pragma)

    event.listen(house.store.engine, "checkout", taken)


@pytest.mark.parametrize(
    ("pragma", "told"),
    [
        pytest.param("PRAGMA query_only = ON", "can only be read", id="read-only"),
        pytest.param("PRAGMA max_page_count = 1", "has no room left on its disk", id="full"),
    ],
)
def test_what_can_not_be_kept_comes_back(
    house: House,
    browser: Browsers,
    story: StoryHead,
    pragma: str,
    told: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    editor = browser(Role.EDITOR, "Edith")
    post = post_of(house, editor, channel_of(house, editor), out=False)
    from_now_on(house, pragma)
    words = "A sentence that took an hour. " * 2_000
    answer = editor.submit(f"/write/{post.id}", do="save", **typed(post, body=words))
    assert answer.status_code == 503
    assert told in answer.text
    assert "store.db" in answer.text.lower()
    assert str(tmp_path) not in answer.text
    assert str(tmp_path) in caplog.text, "whoever keeps the site reads in its log which file it is"
    assert words in answer.text
    assert now(house, post) == post
    assert browser().get(f"/s/{story.id}/{story.id}").status_code == 200


def test_a_writer_that_waits_too_long_is_told(
    house: House, browser: Browsers, story: StoryHead, tmp_path: Path
) -> None:
    editor = browser(Role.EDITOR, "Edith")
    from_now_on(house, "PRAGMA busy_timeout = 100")
    with closing(sqlite3.connect(tmp_path / "store.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = editor.submit(f"/s/{story.id}/rename", title="Talks")
        assert answer.status_code == 503
        assert "is held too long by another writer" in answer.text
        assert str(tmp_path) not in answer.text
        assert browser().get("/").status_code == 200
    assert editor.submit(f"/s/{story.id}/rename", title="Talks").status_code == 303


@pytest.fixture
def damaged(house: House, story: StoryHead, tmp_path: Path) -> None:
    house.store.engine.dispose()
    file = tmp_path / "store.db"
    file.write_bytes(b"no database at all. " * (file.stat().st_size // 20))


@pytest.mark.usefixtures("damaged")
@pytest.mark.parametrize(
    "path", ["/", "/stories", "/nowhere", "/search?q=fuel", "/feeds/site.atom", "/api/v1/stories"]
)
def test_a_damaged_store_is_told_and_says_nothing_of_where_it_is(
    house: House, tmp_path: Path, path: str
) -> None:
    answer = Browser(_bare(house), base_url=ADDRESS).get(path)
    assert answer.status_code == 503
    assert "not a database" in answer.text
    assert str(tmp_path) not in answer.text


def _bare(house: House) -> Starlette:
    """The site as it goes on serving after its store was damaged."""
    from geopolitik.app.checking import Desk
    from geopolitik.publish.site import application as module

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "site_key", lambda _: "key")
        return application(Site(house, ADDRESS, Desk(house)))


def test_a_fault_of_ours_is_a_page_too(
    site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(routing, "_proven", lambda visit, entry: 1 / 0)
    client = TestClient(application(site), base_url=ADDRESS, raise_server_exceptions=False)
    with caplog.at_level(logging.CRITICAL):
        answer = client.get("/stories")
    assert answer.status_code == 500
    assert "a fault of ours" in answer.text
    assert "division" not in answer.text
    assert "content-security-policy" in answer.headers

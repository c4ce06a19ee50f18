"""The odd files that warcio's own tests read: each is read, or told of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from geopolitik.steps.collect.files import Page, Unread, read_file

FOLDER = Path(os.environ.get("GEOPOLITIK_DATA", "")) / "data" / "feeds_warc" / "warcio" / "test" / "data"
PAGES = {
    "example.warc": 1,
    "example.warc.gz": 1,
    "example-iana.org-chunked.warc": 1,
    "example-wrong-chunks.warc.gz": 1,
    "example-resource.warc.gz": 1,
    "example-digest.warc": 0,
    "post-test.warc.gz": 0,
}


@pytest.mark.skipif(not FOLDER.is_dir(), reason="GEOPOLITIK_DATA is not set: no archives of others")
@pytest.mark.parametrize(("name", "pages"), PAGES.items(), ids=PAGES)
def test_pages_are_found(name: str, pages: int) -> None:
    held = list(read_file(FOLDER / name))
    assert sum(isinstance(one, Page) for one in held) == pages
    assert not [one for one in held if isinstance(one, Unread) and one.is_bad]


@pytest.mark.skipif(not FOLDER.is_dir(), reason="GEOPOLITIK_DATA is not set: no archives of others")
def test_a_damaged_one_is_told() -> None:
    held = list(read_file(FOLDER / "example-trunc.warc"))
    assert [one.reason for one in held if isinstance(one, Unread) and one.is_bad]
    assert any(isinstance(one, Page) for one in held)

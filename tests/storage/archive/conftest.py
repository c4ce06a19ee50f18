"""An archive of its own for each test, and what a fetch might bring."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geopolitik.steps.collect.web.fetch import Fetched, Hop
from geopolitik.storage import Store
from geopolitik.storage.archive import Archive, archive_of

AT = datetime(2031, 5, 14, 9, 30, tzinfo=UTC)
PAGE = b"<html><title>Ferry line to Orsk closes</title><p>The line was closed after ice damaged two boats."


@pytest.fixture
def archive(store: Store) -> Archive:
    return archive_of(store)


def brought(
    body: bytes = PAGE,
    url: str = "https://nordwire.example/ferry",
    *,
    status: int = 200,
    moved_from: str = "",
    whole: bool = True,
    packed: bytes | None = None,
    headers: tuple[tuple[str, str], ...] = (("content-type", "text/html; charset=utf-8"),),
    at: datetime = AT,
) -> Fetched:
    """What a fetch of an invented page brings."""
    before = (Hop(moved_from, 301, (("location", url),), "203.0.113.7"),) if moved_from else ()
    hops = (*before, Hop(url, status, headers, "203.0.113.7"))
    return Fetched(moved_from or url, hops, body, body if packed is None else packed, whole, at)


def brought_packed(url: str = "https://nordwire.example/packed") -> Fetched:
    """The same page, packed by the server and sent in chunks."""
    headers = (("content-type", "text/html"), ("content-encoding", "gzip"), ("transfer-encoding", "chunked"))
    return brought(url=url, packed=gzip.compress(PAGE, mtime=0), headers=headers)


def path(archive: Archive, number: int = 1) -> Path:
    return archive.folder / f"{number:05}.warc.gz"

"""What the connections of one process take."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from geopolitik.storage import open_store

MOST = 64_000
"""Kibibytes: what a site with thousands of stories can spare."""


def test_the_connections_of_a_busy_site_share_a_bounded_cache(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.db")
    with ExitStack() as open_at_once:
        busy = [open_at_once.enter_context(store.reading()) for _ in range(16)]
        # Negative: SQLite counts pages otherwise.
        each = [connection.exec_driver_sql("PRAGMA cache_size").scalar_one() for connection in busy]
    store.close()
    assert max(each) < 0
    assert -sum(each) <= MOST

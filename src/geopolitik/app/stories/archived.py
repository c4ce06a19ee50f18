"""Stories for the site from an archive: what was traced there is kept with its captures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from geopolitik import pipeline
from geopolitik.app.house import House
from geopolitik.app.stories.keeping import keep
from geopolitik.errors import CaptureError
from geopolitik.index.archive.shelf import Shelf
from geopolitik.model.archive import Record
from geopolitik.model.capture import Capture, Declared
from geopolitik.steps.collect import capture_bytes
from geopolitik.steps.collect.files import Page
from geopolitik.storage import captures, growth

_COLUMNS = ("cluster", "record", "traced", "kind")


@dataclass(slots=True)
class Archived:
    """What was kept of an archive."""

    stories: int = 0
    texts: int = 0
    known: int = 0
    """Clusters of which the site has a text in a story already: they are left alone."""
    apart: int = 0
    """Clusters in which nothing was made from another, as far as can be told."""


def keep_clusters(
    house: House,
    stemma: Path,
    shelf: Shelf,
    *,
    public: bool = False,
    progress: Callable[[Archived], None] | None = None,
) -> Archived:
    """Keep the clusters of an archive in which one text was made from another, each as a story.

    A story is one transaction: an interrupted run is begun again, and what was kept is known by then. The
    texts are traced anew, as the site does it. Those of a cluster that were not traced are left out.

    Args:
        stemma: `stemma.parquet` of the archive.
        shelf: the archive.
        public: whether visitors may see the stories at once.
        progress: told what was done so far, after each cluster.

    Raises:
        StoreError: the store can't be written.
    """
    done = Archived()
    for rows in _clusters(stemma):
        if any(row["kind"] for row in rows):
            _keep_cluster(house, [row["record"] for row in rows], shelf, public, done)
        else:
            done.apart += 1
        if progress is not None:
            progress(done)
    return done


def _clusters(stemma: Path) -> Iterator[list[dict[str, Any]]]:
    """The traced rows of each cluster, which stand together."""
    from pyarrow import parquet

    with parquet.ParquetFile(stemma) as file:
        batches = file.iter_batches(columns=list(_COLUMNS))
        rows = (row for batch in batches for row in batch.to_pylist())
        for _, cluster in groupby(rows, key=lambda row: row["cluster"]):
            yield [row for row in cluster if row["traced"]]


def _keep_cluster(house: House, names: list[str], shelf: Shelf, public: bool, done: Archived) -> None:
    found = [capture for name in names if (capture := _capture(house, name, shelf)) is not None]
    with house.store.reading() as r:
        if any(growth.holds(r, capture.id) for capture in found):
            done.known += 1
            return
    trace = pipeline.trace(found)
    if not trace.derivations:
        done.apart += 1
        return
    keep(house, trace, by=None, public=public)
    done.stories += 1
    done.texts += len(trace.annotations)


def _capture(house: House, name: str, shelf: Shelf) -> Capture | None:
    """A record as a capture: the store's own if it came from there."""
    with house.store.reading() as r:
        kept = captures.get(r, name)
    number = shelf.number_of(name)
    if kept is not None or number is None:
        return kept
    return _made(shelf.record(number))


def _made(record: Record) -> Capture | None:
    text = record.text.encode("utf-8", "replace")
    page = Page(record.id, text, title=record.title, is_bare=True)
    declared = Declared(record.outlet or None, record.address or None, record.date or None)
    try:
        return capture_bytes(page.titled, record.id, declared=declared)
    except CaptureError:
        return None

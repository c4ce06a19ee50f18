"""Quality doesn't fall below what was reached, unseen: floors, not figures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from benchmarks.alignment import seed_links
from benchmarks.common import seeds
from benchmarks.redline import rows as redline_rows
from benchmarks.retellings import retellings, tally

DATA = os.environ.get("GEOPOLITIK_DATA")
needs_data = pytest.mark.skipif(not DATA, reason="GEOPOLITIK_DATA is not set: no measuring data")


def test_bendings_of_invented_retellings_are_found_and_rewordings_left_alone() -> None:
    tallies = [tally(pair) for pair in retellings()]
    listed = sum(t.listed_high for t in tallies)
    assert sum(t.as_high for t in tallies) >= 0.70 * listed
    assert sum(t.as_high_or_medium for t in tallies) >= 0.85 * listed
    assert sum(t.harmless_flagged for t in tallies) <= 0.05 * sum(t.harmless for t in tallies)
    assert sum(t.supported for t in tallies) >= 0.85 * sum(t.flags for t in tallies)


@needs_data
def test_sentences_of_the_captures_find_their_counterparts() -> None:
    lenient, _ = seed_links(*seeds(Path(DATA or "")))
    assert lenient.f1 >= 0.95


@needs_data
def test_bendings_of_the_captures_are_found() -> None:
    figure = next(
        row.figure for row in redline_rows(Path(DATA or "")) if row.measure.startswith("seeds: high")
    )
    found, listed = (int(part) for part in figure.split("/"))
    assert found >= 0.80 * listed

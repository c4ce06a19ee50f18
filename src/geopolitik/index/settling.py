"""What was added lately becomes a sorted run, and runs become one as they grow."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from sqlalchemy import Connection

from geopolitik.index.ranking import COMMON
from geopolitik.storage import postings
from geopolitik.storage.postings import Entries, Run

FRESH = 64
"""So many texts wait unsorted before they become a run."""
_LATE = 256
"""The entries of so many stay at hand beside the runs, for those who looked before they came."""
_LARGER = 8
"""Each run is so many times as large as the next, or both become one: few to look into, and few rewritten."""
_AT_ONCE = 512
"""Blocks of the largest run that are merged at a time: however large it is, memory stays small."""


def settle(connection: Connection) -> None:
    """Sort what is fresh into a run, together with the runs that aren't much larger."""
    entries, upto = _sorted(postings.fresh(connection)), postings.count(connection)
    postings.forget_late(connection, upto - _LATE)
    size, runs, merged = len(entries.features), list(postings.runs(connection)), list[Run]()
    while runs and runs[-1].entries < _LARGER * size:
        size += runs[-1].entries
        merged.append(runs.pop())
    if merged:
        small = [entries, *(postings.blocks(connection, r, range(len(r.firsts))) for r in merged[:-1])]
        whole = _merged(connection, merged[-1], _sorted(Entries.joined(small)))
        postings.write_run(connection, whole, upto)
    else:
        postings.write_run(connection, [entries], upto)
    for run in merged:
        postings.drop_run(connection, run)


def _merged(connection: Connection, large: Run, small: Entries) -> Iterator[Entries]:
    """The entries of a run and others, sorted, a stretch at a time."""
    done = 0
    for start in range(0, len(large.firsts), _AT_ONCE):
        stop = start + _AT_ONCE
        is_last = stop >= len(large.firsts)
        upto = len(small.features) if is_last else int(np.searchsorted(small.features, large.firsts[stop]))
        part = postings.blocks(connection, large, range(start, min(stop, len(large.firsts))))
        yield _sorted(Entries.joined([part, small.stretch(done, upto)]))
        done = upto


def _sorted(entries: Entries) -> Entries:
    """Sorted by feature; of a feature that too many texts have, as many entries as show that."""
    order = np.argsort(entries.features, kind="stable")
    features = entries.features[order]
    starts = np.flatnonzero(np.diff(features, prepend=-1))
    lengths = np.diff(starts, append=len(features))
    kept = np.arange(len(features)) - np.repeat(starts, lengths) <= COMMON
    return Entries(features[kept], entries.texts[order][kept])

"""Passages that were reused, as lines of JSON like those that passim writes (Smith, Cordell and Mullen 2015).

A line is one passage of one text: `cluster`, `size` (how many texts the cluster has), `begin` and `end` (code
points, the end exclusive), `uid` (a number for the text, made from its id), `src` (the earlier passages that
it was paired with), `pboiler` (the share of its cluster's passages to which one of the same series leads, the
first not counted), and the text's own `id`, `series`, `date`, `title` and `url`, with the `text` of the
passage. As with passim a cluster is what pairs connect, and passages of one text are one where they overlap
for the most part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from geopolitik.index.archive.shelf import Shelf

if TYPE_CHECKING:
    import pyarrow

_OVERLAP = 0.5
"""Two passages of one text are of one cluster if so much of the shorter lies in the other."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Passage:
    """Passages of one text that overlap, as one."""

    record: int
    begin: int
    end: int
    sources: tuple[int, ...]
    """Spans of earlier texts."""


@dataclass(frozen=True, slots=True)
class _Spans:
    """The spans that pairs name, each once: number of the record, begin, end; sorted."""

    rows: Ints
    links: Ints
    """Pairs of spans: the earlier text's, the later one's."""
    records: tuple[str, ...]
    """Ids of the records by their number here."""
    series: tuple[str, ...]


def passim(pairs: pyarrow.Table, shelf: Shelf) -> Iterator[bytes]:
    """The lines, the largest cluster first.

    Args:
        pairs: as `pairs.parquet` has them.
        shelf: the archive that they are of.
    """
    spans = _spans(pairs)
    # The largest first; what comes first in the archive decides between equal ones.
    found = sorted(_clusters(spans), key=lambda passages: -len({p.record for p in passages}))
    uids = [_uid(name) for name in spans.records]
    for number, passages in enumerate(found):
        size = len({passage.record for passage in passages})
        boiler = sum(_is_boiler(passage, spans) for passage in passages) / max(1, len(passages) - 1)
        for passage in passages:
            told = {"cluster": number, "size": size, "uid": uids[passage.record], "pboiler": round(boiler, 4)}
            yield msgspec.json.encode(told | _told(passage, spans, uids, shelf)) + b"\n"


def _told(passage: _Passage, spans: _Spans, uids: list[int], shelf: Shelf) -> dict[str, Any]:
    number = shelf.number_of(spans.records[passage.record])
    if number is None:
        return {"id": spans.records[passage.record], "begin": passage.begin, "end": passage.end}
    record = shelf.record(number)
    sources = (spans.rows[source].tolist() for source in passage.sources)
    return {
        "begin": passage.begin,
        "end": passage.end,
        "src": [{"uid": uids[one], "begin": begin, "end": end} for one, begin, end in sources],
        "id": record.id,
        "series": record.outlet,
        "date": record.date,
        "title": record.title,
        "url": record.address,
        "text": record.text[passage.begin : passage.end],
    }


def _uid(name: str) -> int:
    return int.from_bytes(sha256(name.encode()).digest()[:8], "big", signed=True)


def _is_boiler(passage: _Passage, spans: _Spans) -> bool:
    series = spans.series
    own = series[passage.record]
    return bool(own) and any(series[int(spans.rows[source, 0])] == own for source in passage.sources)


def _spans(pairs: pyarrow.Table) -> _Spans:
    import pyarrow as pa

    sides = [pairs[side].combine_chunks() for side in ("a", "b")]
    coded = pa.concat_arrays(sides).dictionary_encode()
    outlets = pa.concat_arrays([pairs[f"{side}_outlet"].combine_chunks() for side in ("a", "b")]).to_pylist()
    numbers = coded.indices.to_numpy().astype(np.int64)
    ends = [
        np.concatenate([pairs[f"{side}_{end}"].to_numpy() for side in ("a", "b")]) for end in ("begin", "end")
    ]
    rows, which = np.unique(np.stack((numbers, *ends), axis=1), axis=0, return_inverse=True)
    series = dict(zip(numbers.tolist(), outlets, strict=True))
    names = tuple(coded.dictionary.to_pylist())
    return _Spans(
        rows.astype(np.int64),
        which.reshape(2, -1).T.astype(np.int64),
        names,
        tuple(series[number] for number in range(len(names))),
    )


def _clusters(spans: _Spans) -> Iterator[list[_Passage]]:
    """The clusters with their passages, by the first of their spans."""
    leader = list(range(len(spans.rows)))

    def lead(span: int) -> int:
        while leader[span] != span:
            leader[span] = leader[leader[span]]
            span = leader[span]
        return span

    for one, other in (*_overlapping(spans.rows), *spans.links.tolist()):
        a, b = lead(one), lead(other)
        leader[max(a, b)] = min(a, b)
    members: dict[int, list[int]] = defaultdict(list)
    for span in range(len(leader)):
        members[lead(span)].append(span)
    sources: dict[int, list[int]] = defaultdict(list)
    for one, other in spans.links.tolist():
        sources[other].append(one)
    for cluster in members.values():
        yield list(_merged(cluster, spans.rows, sources))


def _overlapping(rows: Ints) -> Iterator[tuple[int, int]]:
    """Pairs of spans of one text that are one for the most part."""
    active: list[tuple[int, int, int, int]] = []
    for number, (record, begin, end) in enumerate(rows.tolist()):
        active = [other for other in active if other[1] == record and other[3] > begin]
        for other, _, start, stop in active:
            shared = min(end, stop) - begin
            if shared >= _OVERLAP * min(end - begin, stop - start):
                yield other, number
        active.append((number, record, begin, end))


def _merged(cluster: list[int], rows: Ints, sources: dict[int, list[int]]) -> Iterator[_Passage]:
    """The passages of a cluster: spans of one text that overlap are one."""
    waiting: _Passage | None = None
    for span in cluster:
        record, begin, end = rows[span].tolist()
        own = tuple(sources[span])
        if waiting is not None and waiting.record == record and begin < waiting.end:
            both = tuple(sorted({*waiting.sources, *own}))
            waiting = _Passage(record, waiting.begin, max(end, waiting.end), both)
            continue
        if waiting is not None:
            yield waiting
        waiting = _Passage(record, begin, end, own)
    if waiting is not None:
        yield waiting

"""The index of candidates: which text has which feature. Who asks for what is `index`'s affair.

The features of the last texts lie by text; those of all others in runs, sorted by feature and cut into
blocks, which are never changed. So a text is added with one row, and asked for by the blocks that may hold
its features (the log-structured merge tree of O'Neil et al. 1996, in tables).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, delete, func, insert, select

from geopolitik.storage.schema import fingerprints, fresh_postings, posting_blocks, posting_runs

Ints = NDArray[np.int64]
_AT_ONCE = 500
"""Values named in one statement; databases take no end of them."""
_BLOCK = 256
"""Entries of a block, and some: those of one feature lie in one."""
_RUN = 1 << 32
"""Blocks of a run are numbered from here on, times its id."""


_SORTED = select(func.coalesce(func.max(posting_runs.c.upto), 0)).scalar_subquery()
"""The number of the last text that is in a run."""
_LATE = select(fresh_postings).order_by(fresh_postings.c.number)


class Entries(NamedTuple):
    """Which texts have which features: the features, and beside them the numbers of texts."""

    features: Ints
    texts: NDArray[np.int32]

    @classmethod
    def joined(cls, parts: Sequence[Entries]) -> Entries:
        """Entries of several places, one after the other."""
        features = [np.zeros(0, np.int64), *(part.features for part in parts)]
        texts = [np.zeros(0, np.int32), *(part.texts for part in parts)]
        return cls(np.concatenate(features), np.concatenate(texts))

    def of(self, features: Ints) -> Entries:
        """Those of some features, which are sorted."""
        at = np.minimum(np.searchsorted(features, self.features), max(0, len(features) - 1))
        wanted = features[at] == self.features if len(features) else np.zeros(len(self.features), bool)
        return Entries(self.features[wanted], self.texts[wanted])

    def stretch(self, start: int | None, stop: int | None) -> Entries:
        """Some of them that stand in a row."""
        return Entries(self.features[start:stop], self.texts[start:stop])


@dataclass(frozen=True, slots=True)
class Run:
    """Entries sorted by feature, in blocks."""

    id: int
    entries: int
    firsts: Ints
    """The first feature of each block."""


def number_of(connection: Connection, wording: str) -> int | None:
    """The number under which a text stands in the index."""
    query = select(fingerprints.c.number).where(fingerprints.c.wording == wording)
    return connection.execute(query).scalar()


def held(connection: Connection, wordings: Sequence[str]) -> frozenset[str]:
    """Those of some texts that the index holds."""
    query = select(fingerprints.c.wording).where(fingerprints.c.wording.in_(wordings))
    return frozenset(connection.execute(query).scalars())


def wordings(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """Ids of texts by the numbers under which they stand in the index."""
    query = select(fingerprints.c.number, fingerprints.c.wording).where(fingerprints.c.number.in_(numbers))
    return {row.number: row.wording for row in connection.execute(query)}


def terms_of(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int | None, Ints]]:
    """The day and the words of texts, by id."""
    query = select(fingerprints).where(fingerprints.c.wording.in_(ids))
    rows = connection.execute(query)
    return {row.wording: (row.day, np.frombuffer(row.terms, "<i8").astype(np.int64)) for row in rows}


def count(connection: Connection) -> int:
    """How many texts the index holds; none is ever taken out."""
    return int(connection.execute(select(func.max(fingerprints.c.number))).scalar() or 0)


# Texts that came last


def add(connection: Connection, wording: str, *, day: int | None, terms: Ints, features: Ints) -> int:
    """Put a text into the index under the next number.

    Args:
        wording: its id, which the index doesn't hold yet.
        day: the ordinal of its date.
        terms: its words as hashes, kept whole.
        features: under which it can be found.

    Returns:
        How many texts are in no run yet.
    """
    row = {"wording": wording, "day": day, "terms": np.asarray(terms, "<i8").tobytes()}
    number = connection.execute(insert(fingerprints).values(**row)).inserted_primary_key
    assert number is not None
    fresh_row = {"number": number[0], "features": np.asarray(features, "<i8").tobytes()}
    connection.execute(insert(fresh_postings).values(**fresh_row))
    return int(number[0]) - int(connection.execute(select(_SORTED)).scalar_one())


def fresh(connection: Connection) -> Entries:
    """The entries that are in no run yet, text by text."""
    return _entries(connection.execute(_LATE.where(fresh_postings.c.number > _SORTED)))


def since(connection: Connection, held: int) -> Entries | None:
    """The entries of texts that came after the index held so many; None if not all are at hand."""
    rows = connection.execute(_LATE.where(fresh_postings.c.number > held)).all()
    return _entries(rows) if rows and rows[0].number == held + 1 else None


def _entries(rows: Iterable[Row[Any]]) -> Entries:
    found = [(np.frombuffer(row.features, "<i8"), row.number) for row in rows]
    return Entries.joined([Entries(held, np.full(len(held), number, np.int32)) for held, number in found])


def forget_late(connection: Connection, upto: int) -> None:
    """Keep the entries of texts up to a number in their runs alone."""
    connection.execute(delete(fresh_postings).where(fresh_postings.c.number <= upto))


# Runs


def runs(connection: Connection) -> tuple[Run, ...]:
    """All runs, the oldest first."""
    rows = connection.execute(select(posting_runs).order_by(posting_runs.c.id))
    return tuple(Run(row.id, row.entries, np.frombuffer(row.firsts, "<i8")) for row in rows)


def blocks(connection: Connection, run: Run, places: Iterable[int]) -> Entries:
    """The entries of some blocks of a run, by feature."""
    rest, found = iter(sorted(places)), list[bytes]()
    while some := [run.id * _RUN + place for place in islice(rest, _AT_ONCE)]:
        # Neighbours are read in one go. Others are named in the statement itself, which costs far less than
        # to bind hundreds of numbers.
        whole = some[-1] - some[0] == len(some) - 1
        wanted = f"BETWEEN {some[0]} AND {some[-1]}" if whole else f"IN ({','.join(map(str, some))})"
        query = f"SELECT entries FROM posting_blocks WHERE id {wanted} ORDER BY id"  # noqa: S608 - our numbers
        found += [row[0] for row in connection.exec_driver_sql(query).all()]
    return Entries.joined([_unpacked(data) for data in found])


def holders(connection: Connection, features: Ints) -> Entries:
    """The entries of some features, which are sorted; of those in a great many texts, some."""
    found = [fresh(connection).of(features)]
    for run in runs(connection):
        places = np.unique(np.searchsorted(run.firsts, features, "right") - 1)
        held = blocks(connection, run, places[places >= 0].tolist())
        low, high = (np.searchsorted(held.features, features, side) for side in ("left", "right"))
        lengths = high - low
        # The places of each stretch, one stretch after the other.
        entries = np.repeat(low - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        found.append(Entries(held.features[entries], held.texts[entries]))
    return Entries.joined(found)


def write_run(connection: Connection, parts: Iterable[Entries], upto: int) -> None:
    """Write a new run; each part begins with another feature than the one before ended with.

    Args:
        connection: of the transaction.
        parts: its entries, sorted by feature.
        upto: the number of the last text in it.
    """
    empty = insert(posting_runs).values(entries=0, upto=upto, firsts=b"")
    made = connection.execute(empty).inserted_primary_key
    assert made is not None
    run, entries, firsts = int(made[0]), 0, list[int]()
    for part in parts:
        rows = []
        for block in _cut(part):
            rows.append({"id": run * _RUN + len(firsts), "entries": _packed(block)})
            firsts.append(int(block.features[0]))
        if rows:
            connection.execute(insert(posting_blocks), rows)
        entries += len(part.features)
    values = {"entries": entries, "firsts": np.array(firsts, "<i8").tobytes()}
    connection.execute(posting_runs.update().where(posting_runs.c.id == run).values(**values))


def drop_run(connection: Connection, run: Run) -> None:
    """Forget a run: its entries are in another."""
    first = run.id * _RUN
    connection.execute(delete(posting_blocks).where(posting_blocks.c.id.between(first, first + _RUN - 1)))
    connection.execute(delete(posting_runs).where(posting_runs.c.id == run.id))


def _cut(entries: Entries) -> Iterator[Entries]:
    """Blocks of about one size; the entries of one feature stay together."""
    starts = np.flatnonzero(np.diff(entries.features, prepend=-1))
    after = np.searchsorted(starts, np.arange(_BLOCK, len(entries.features), _BLOCK))
    bounds = [0, *np.unique(starts[after[after < len(starts)]]).tolist(), len(entries.features)]
    for start, stop in pairwise(bounds):
        if start < stop:
            yield entries.stretch(start, stop)


def _packed(entries: Entries) -> bytes:
    return entries.features.astype("<i8").tobytes() + entries.texts.astype("<i4").tobytes()


def _unpacked(data: bytes) -> Entries:
    count = len(data) // 12
    return Entries(np.frombuffer(data, "<i8", count), np.frombuffer(data, "<i4", count, 8 * count))

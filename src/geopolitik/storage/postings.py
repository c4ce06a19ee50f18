"""The index of candidates as rows: which text has which feature. Who asks for what is `index`'s affair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, insert, select

from geopolitik.storage.schema import common_features, fingerprints, postings

Ints = NDArray[np.int64]
_AT_ONCE = 500
"""Values named in one statement; databases take no end of them."""


def number_of(connection: Connection, wording: str) -> int | None:
    """The number under which a text stands in the index."""
    query = select(fingerprints.c.number).where(fingerprints.c.wording == wording)
    return connection.execute(query).scalar()


def held(connection: Connection, wordings: Sequence[str]) -> frozenset[str]:
    """Those of some texts that the index holds."""
    query = select(fingerprints.c.wording).where(fingerprints.c.wording.in_(wordings))
    return frozenset(connection.execute(query).scalars())


def add(connection: Connection, wording: str, *, day: int | None, terms: Ints, features: Ints) -> int:
    """Put a text into the index under the next number; features that are common are left out.

    Args:
        wording: its id, which the index doesn't hold yet.
        day: the ordinal of its date.
        terms: its words as hashes, kept whole.
        features: under which it can be found, sorted.
    """
    row = {"wording": wording, "day": day, "terms": np.asarray(terms, "<i8").tobytes()}
    number = connection.execute(insert(fingerprints).values(**row)).inserted_primary_key
    assert number is not None
    kept = np.setdiff1d(features, common(connection, features), assume_unique=True)
    if len(kept):
        rows = [{"feature": feature, "number": number[0]} for feature in kept.tolist()]
        connection.execute(insert(postings), rows)
    return int(number[0])


def common(connection: Connection, features: Ints) -> Ints:
    """Those of some features that too many texts have to tell anything."""
    found: list[int] = []
    for some in _batches(features):
        query = select(common_features.c.feature).where(common_features.c.feature.in_(some))
        found += connection.execute(query).scalars()
    return np.array(sorted(found), np.int64)


def mark_common(connection: Connection, features: Ints) -> None:
    """Say of features that too many texts have them; they are not looked up any more."""
    if len(features):
        rows = [{"feature": feature} for feature in features.tolist()]
        connection.execute(insert(common_features), rows)


def holders(connection: Connection, features: Ints) -> tuple[Ints, Ints]:
    """Which texts have which of some features: the features, and beside them the texts' numbers."""
    rows: list[tuple[int, int]] = []
    for some in _batches(features):
        query = select(postings.c.feature, postings.c.number).where(postings.c.feature.in_(some))
        rows += (tuple(row) for row in connection.execute(query))
    both = np.array(rows, np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


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


def _batches(features: Ints) -> Iterator[list[int]]:
    rest = iter(features.tolist())
    while some := list(islice(rest, _AT_ONCE)):
        yield some

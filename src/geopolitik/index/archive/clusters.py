"""Clusters: the records that pairs connect, and that are traced together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geopolitik.index.archive.joining import join, settled

if TYPE_CHECKING:
    import pyarrow

TOGETHER = 0.3
"""The share of one of two texts that must be in common for them to be traced together. What shares less, a
paragraph of a long article, would chain story to story; it is told by the pair alone."""


def clusters(pairs: Iterable[pyarrow.Table], count: int) -> list[tuple[int, ...]]:
    """The clusters of an archive: their records by number, in order; those of one record are left out.

    Args:
        pairs: tables with the columns of `schemas.numbered_pairs()`.
        count: how many records the archive holds.
    """
    leader = np.arange(count)
    for table in pairs:
        share = np.maximum(table["a_share"].to_numpy(), table["b_share"].to_numpy())
        strong = share >= TOGETHER
        both = np.stack([table[side].to_numpy()[strong] for side in ("a_number", "b_number")], axis=1)
        for a, b in np.unique(both, axis=0).tolist():
            join(leader, a, b)
    return _groups(settled(leader))


def _groups(leader: NDArray[np.int64]) -> list[tuple[int, ...]]:
    order = np.argsort(leader, kind="stable")
    starts = np.flatnonzero(np.diff(leader[order], prepend=-1))
    groups = np.split(order, starts[1:])
    return [tuple(group.tolist()) for group in groups if len(group) > 1]

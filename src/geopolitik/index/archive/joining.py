"""Joining numbers to groups, each led by its least (Galler and Fischer 1964)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def join(leader: Numbers, a: int, b: int) -> None:
    """Join the groups of two numbers. `leader` says of each number who leads it, perhaps over some others."""
    one, other = _first(leader, a), _first(leader, b)
    leader[max(one, other)] = min(one, other)


def settled(leader: Numbers) -> Numbers:
    """Of each number the one that leads its group."""
    while True:
        above = leader[leader]
        if np.array_equal(above, leader):
            return above
        leader = above


def _first(leader: Numbers, n: int) -> int:
    while leader[n] != n:
        leader[n] = leader[leader[n]]
        n = int(leader[n])
    return n

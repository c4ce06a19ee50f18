"""Circles among ids that refer to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter


def circle(links: Mapping[str, Sequence[str]]) -> list[str]:
    """One circle, its first id repeated at its end; empty if there is none.

    Args:
        links: to which ids each id refers.
    """
    try:
        TopologicalSorter(links).prepare()
    except CycleError as error:
        # Each stands before the one that refers to it: turned round it reads as the links do.
        found: list[str] = list(reversed(error.args[1]))
        return found
    return []

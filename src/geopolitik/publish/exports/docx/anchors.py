"""Where each change's comment hangs in the merged text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from geopolitik.publish.exports.docx.merging import GONE, Run

Anchors = Mapping[int, tuple[int, int]]
"""Number of a change -> its first and last run."""


def anchors(runs: Sequence[Run]) -> Anchors:
    """One stretch for each change with a passage; where it has two far apart, the copy's."""
    marked: dict[int, list[int]] = {}
    for index, run in enumerate(runs):
        for number in run.changes:
            marked.setdefault(number, []).append(index)
    return {number: _anchor(runs, indices) for number, indices in sorted(marked.items())}


def _anchor(runs: Sequence[Run], indices: Sequence[int]) -> tuple[int, int]:
    groups: list[list[int]] = [[indices[0]]]
    for last, index in pairwise(indices):
        if _together(runs, last, index):
            groups[-1].append(index)
        else:
            groups.append([index])
    best = next((g for g in groups if any(runs[index].fate not in GONE for index in g)), groups[0])
    return best[0], best[-1]


def _together(runs: Sequence[Run], one: int, two: int) -> bool:
    """Whether both stand at one row: what lies between them belongs to it too."""
    return all(run.place == runs[one].place for run in runs[one + 1 : two + 1])

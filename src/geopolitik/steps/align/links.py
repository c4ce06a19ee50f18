"""Sentence pairs become links: same, light edit, reworded, merged, split; moved or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import Indel

from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Operation
from geopolitik.steps.align.pairs import Pair, moved_pairs

Star = tuple[tuple[int, ...], tuple[int, ...]]

_LIGHT = 0.75
"""Share of words kept in order, above which a reworded sentence is a light edit."""


def stars(pairs: Mapping[Pair, float]) -> list[Star]:
    """Groups of pairs with one sentence on at least one side, so that a group says no more than its pairs.

    A sentence of b with several of a is a merger; a sentence of a with several of b, none of which is a
    merger, is a split; the rest are one to one.
    """
    to_a: dict[int, list[int]] = defaultdict(list)
    to_b: dict[int, list[int]] = defaultdict(list)
    for i, j in sorted(pairs):
        to_a[j].append(i)
        to_b[i].append(j)
    found: list[Star] = [(tuple(rows), (j,)) for j, rows in to_a.items() if len(rows) > 1]
    for i, columns in to_b.items():
        own = tuple(j for j in columns if len(to_a[j]) == 1)
        if own:
            found.append(((i,), own))
    return sorted(found)


def operation(a: Annotation, b: Annotation, star: Star) -> Operation:
    """What happened between the two passages of a star."""
    rows, columns = star
    if len(rows) > 1:
        return Operation.MERGED
    if len(columns) > 1:
        return Operation.SPLIT
    ours, theirs = _words(a, rows), _words(b, columns)
    if ours == theirs:
        return Operation.SAME
    kept = Indel.normalized_similarity(ours, theirs)
    return Operation.LIGHT_EDIT if kept >= _LIGHT else Operation.REWORDED


def _words(annotation: Annotation, sentences: Iterable[int]) -> list[str]:
    return [t.norm for s in sentences for t in annotation.tokens_of(annotation.sentences[s])]


def moved_stars(found: Iterable[Star]) -> set[Star]:
    """The stars that stand out of the common order of the two texts."""
    first = {(rows[0], columns[0]): (rows, columns) for rows, columns in found}
    return {first[pair] for pair in moved_pairs(list(first))}

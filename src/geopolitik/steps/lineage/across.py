"""Two texts in different languages: what can be compared without translating."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import STORY_LABELS
from geopolitik.text.forms import fold

_NUMBER = re.compile(r"\d+(?:[.,  ]\d+)*")
_CAPITAL = re.compile(r"[^\W\d_]{4,}")
_PREFIX = 4
"""Names are inflected and spelt differently; their first letters in Latin script are compared."""


@dataclass(frozen=True, slots=True)
class Across:
    """Numbers and names that two texts in different languages share."""

    numbers: float
    """Share of the shorter list's distinct numbers that the other holds."""
    names: float
    count: int
    """Distinct numbers and names of the text that has fewer."""


def across(a: Annotation, b: Annotation) -> Across:
    """Compare the numbers and names of two texts in different languages."""
    numbers_a, names_a = _marks(a)
    numbers_b, names_b = _marks(b)
    count = min(len(numbers_a), len(numbers_b)) + min(len(names_a), len(names_b))
    return Across(_shared(numbers_a, numbers_b), _shared(names_a, names_b), count)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _marks(annotation: Annotation) -> tuple[frozenset[str], frozenset[str]]:
    article = annotation.article
    text = article.legible
    numbers: set[str] = set()
    names: set[str] = set()
    for block in article.blocks:
        if block.label not in STORY_LABELS:
            continue
        passage = text[block.start : block.end]
        numbers |= {"".join(c for c in m.group() if c.isdigit()) for m in _NUMBER.finditer(passage)}
        for match in _CAPITAL.finditer(passage):
            # A word at the start of a block is capital by its place.
            if match.group()[0].isupper() and match.start() > 0:
                names.add(fold(match.group())[:_PREFIX])
    return frozenset(numbers), frozenset(names)

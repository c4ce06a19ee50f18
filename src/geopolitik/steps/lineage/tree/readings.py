"""Readings: what several texts of a family have in common, as stretches of words that the same texts hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from math import log2
from operator import or_

from geopolitik.model.annotation import Annotation

_GRAM = 3
_PAIR = 2
"""Content words in a row, whatever stands between them: what survives where little words change."""
_WORTH = 4
"""A stretch counts for so many single changes at most: words come and go in passages."""
_LONG = 5
"""So many n-grams in a row are a passage; two writers don't arrive at it by chance."""

Feature = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """Which text holds which readings, as sets of bits in the order in which texts have them."""

    held: tuple[int, ...]
    """Per text, in the order given."""
    long: int
    """Readings that are passages."""

    @property
    def all(self) -> int:
        """Every reading."""
        return reduce(or_, self.held, 0)


def readings_of(annotations: Sequence[Annotation]) -> Readings:
    """Find what every text of a family reads."""
    held = [0] * len(annotations)
    long = 0
    at = 0
    for features, passage in ((_grams, _LONG), (_pairs, _LONG - 1)):
        for holders, length in _stretches([list(features(a)) for a in annotations]):
            worth = 1 if length <= _GRAM else min(_WORTH, round(1 + log2(length / _GRAM)))
            bits = ((1 << worth) - 1) << at
            at += worth
            long |= bits if length >= passage else 0
            for text in range(len(annotations)):
                if holders >> text & 1:
                    held[text] |= bits
    return Readings(tuple(held), long)


def _grams(annotation: Annotation) -> Iterator[list[Feature]]:
    """Per sentence, its words three by three."""
    for sentence in annotation.sentences:
        words = [t.norm for t in annotation.tokens[sentence.first_token : sentence.last_token]]
        yield [tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)]


def _pairs(annotation: Annotation) -> Iterator[list[Feature]]:
    """Per sentence, its content words two by two, by their stems."""
    for sentence in annotation.sentences:
        tokens = annotation.tokens[sentence.first_token : sentence.last_token]
        stems = [t.stem for t in tokens if t.content]
        yield [tuple(stems[i : i + _PAIR]) for i in range(len(stems) - _PAIR + 1)]


def _stretches(texts: Sequence[Sequence[Sequence[Feature]]]) -> Iterator[tuple[int, int]]:
    """Stretches of features in a row that the same texts hold: the holders as bits, and the length.

    They come in a common order: the fullest text's, what others add standing where they have it.
    """
    holders: dict[Feature, int] = {}
    for number, sentences in enumerate(texts):
        for sentence in sentences:
            for feature in sentence:
                holders[feature] = holders.get(feature, 0) | 1 << number
    found: list[tuple[int, int]] = []
    place: dict[Feature, int] = {}
    after = [-1]
    # A linked list: `after[n + 1]` is the stretch that follows stretch n, `after[0]` the first.
    for number in sorted(range(len(texts)), key=lambda n: (-sum(map(len, texts[n])), n)):
        last = -1
        for sentence in texts[number]:
            is_open = False
            for feature in sentence:
                if feature in place:
                    last, is_open = place[feature], False
                    continue
                if is_open and found[last][0] == holders[feature]:
                    found[last] = (found[last][0], found[last][1] + 1)
                else:
                    found.append((holders[feature], 1))
                    after.append(after[last + 1])
                    after[last + 1] = len(found) - 1
                    last, is_open = len(found) - 1, True
                place[feature] = last
    at = after[0]
    while at >= 0:
        yield found[at]
        at = after[at + 1]

"""Whether two texts are about anything in common: the words and the names they share."""

from __future__ import annotations

from geopolitik.model.annotation import Annotation

_WORDS = 0.2
"""Share of the smaller vocabulary that returns in the other, below which subjects part.
Of ECB+ texts on one event all share .25 and more, of texts on different topics nine in ten less than .17."""
_NAMES = 2
_SAYING = 6
"""So many words in a row are no chance."""
_ENOUGH = 25
"""A text of fewer content words can't show what it is about."""


def share_no_subject(a: Annotation, b: Annotation) -> bool:
    """Whether two texts of one language share next to no words, one name at most, and no saying."""
    words_a, words_b = _words(a), _words(b)
    smaller = min(len(words_a), len(words_b))
    if smaller < _ENOUGH:
        return False
    if len(words_a & words_b) >= _WORDS * smaller or len(_names(a) & _names(b)) >= _NAMES:
        return False
    return _sayings(a).isdisjoint(_sayings(b))


def _words(annotation: Annotation) -> frozenset[str]:
    return frozenset(token.stem for token in annotation.tokens if token.content)


def _names(annotation: Annotation) -> frozenset[str]:
    return frozenset(name.entity for name in annotation.names if not name.is_pronoun)


def _sayings(annotation: Annotation) -> frozenset[tuple[str, ...]]:
    norms = tuple(token.norm for token in annotation.tokens)
    return frozenset(norms[i : i + _SAYING] for i in range(len(norms) - _SAYING + 1))

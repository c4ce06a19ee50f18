"""What single words tell about which text was revised: plainer words, mended spelling, newer dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import log

from geopolitik.lexicon import table
from geopolitik.model.annotation import Annotation, Token
from geopolitik.remembering import remembers
from geopolitik.steps.lineage.counts.edits import Edited
from geopolitik.steps.lineage.counts.measures import Side
from geopolitik.steps.lineage.counts.quoting import Passages
from geopolitik.text.forms import stem

_MANY = 20
"""From so many words on either side a mean length says something."""
_SHORT_WORD = 4
_SLIP = 2
"""Letters that may differ between a misspelling and the word that was meant."""
_YEARS = range(1500, 2100)
_TEXTS = 16
"""So many texts are remembered with their newest year."""
_CLOSE = 8
"""Words that may be replaced together with a year, for the one year to stand in for the other."""


def plainness(a: Side, b: Side) -> float:
    """By how many letters the words that only a has are longer than those that only b has.

    Both are content words that the other text lacks altogether; a few words count for less.
    """
    ours, theirs = _own_words(a, b), _own_words(b, a)
    fewer = min(len(ours), len(theirs))
    if not fewer:
        return 0.0
    return (sum(ours) / len(ours) - sum(theirs) / len(theirs)) * min(1.0, fewer / _MANY)


def _own_words(side: Side, other: Side) -> list[int]:
    """Lengths of the content words that the other text lacks."""
    return [
        len(t.norm)
        for t in side.annotation.tokens
        if t.content and t.norm.isalpha() and t.norm not in other.words
    ]


def mended_spellings(changes: Iterable[Edited]) -> tuple[Passages, Passages]:
    """Misspellings of a that b writes as known words, and the other way round."""
    mended_b: list[tuple[Token, Token]] = []
    mended_a: list[tuple[Token, Token]] = []
    for old, new in _replaced(changes):
        if _knows(new) and not _knows(old):
            mended_b.append((old, new))
        elif _knows(old) and not _knows(new):
            mended_a.append((new, old))
    return _passages(mended_b), _passages(mended_a)


def _replaced(changes: Iterable[Edited]) -> Iterator[tuple[Token, Token]]:
    """Single words in whose place a word stands that differs by a letter or two, in more than an ending."""
    from rapidfuzz.distance import Levenshtein

    for change in changes:
        for edit in change.edits:
            if len(edit.a) != 1 or len(edit.b) != 1:
                continue
            ours, theirs = edit.a[0], edit.b[0]
            if (
                min(len(ours.norm), len(theirs.norm)) >= _SHORT_WORD
                and ours.norm.isalpha()
                and theirs.norm.isalpha()
                and ours.stem != theirs.stem
                and Levenshtein.distance(ours.norm, theirs.norm, score_cutoff=_SLIP) <= _SLIP
            ):
                yield ours, theirs


def _knows(token: Token) -> bool:
    return token.stem in _dictionary()


@cache
def _dictionary() -> frozenset[str]:
    """Stems of English words: those that the lists of like words and of verbs know."""
    found = {part for row in table("like_words") for part in row["stems"].split()}
    return frozenset(found | {stem(row["verb"]) for row in table("verbs")})


def _passages(found: Sequence[tuple[Token, Token]]) -> Passages:
    return Passages(tuple(own.span for own, _ in found), tuple(other.span for _, other in found))


def newer_dates(changes: Iterable[Edited], a: Side, b: Side) -> tuple[float, Passages, Passages]:
    """Whether b goes on to later years than a: above 0 if so, below if a does.

    Counted are the newest year of either text, and years in whose place the other text has a later one.

    Returns:
        The amount, and per text the years that speak for the other being the older one.
    """
    last_a, last_b = _last_year(a.annotation), _last_year(b.annotation)
    later_a, later_b = _moved(changes)
    newest = 0
    if last_a and last_b:
        newest = (_year(last_b) > _year(last_a)) - (_year(last_a) > _year(last_b))
    amount = newest + log((len(later_b) + 1) / (len(later_a) + 1))
    later_a += [last_a] if last_a and newest < 0 else []
    later_b += [last_b] if last_b and newest > 0 else []
    return amount, _places(later_a), _places(later_b)


def _moved(changes: Iterable[Edited]) -> tuple[list[Token], list[Token]]:
    """Years that are later than the one in whose place they stand, in a and in b."""
    later_a: list[Token] = []
    later_b: list[Token] = []
    for change in changes:
        for edit in change.edits:
            ours, theirs = _newest(edit.a), _newest(edit.b)
            if ours is None or theirs is None or max(len(edit.a), len(edit.b)) > _CLOSE:
                continue
            if _year(theirs) > _year(ours):
                later_b.append(theirs)
            elif _year(ours) > _year(theirs):
                later_a.append(ours)
    return later_a, later_b


@remembers(_TEXTS)
def _last_year(annotation: Annotation) -> Token | None:
    return _newest(annotation.tokens)


def _newest(tokens: Iterable[Token]) -> Token | None:
    """The first mention of the latest year."""
    return max((t for t in tokens if _year(t)), key=_year, default=None)


def _year(token: Token) -> int:
    """The year that four digits name, or 0; `1,900` is a number and no year."""
    if token.end - token.start != 4 or not (token.norm.isascii() and token.norm.isdigit()):
        return 0
    year = int(token.norm)
    return year if year in _YEARS else 0


def _places(tokens: Iterable[Token]) -> Passages:
    return Passages(tuple(sorted({t.span for t in tokens})), ())

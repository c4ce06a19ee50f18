"""What joins two words by themselves, before anything is known of their surroundings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from rapidfuzz.distance import Indel

from geopolitik.lexicon import table
from geopolitik.model.annotation import Annotation, Token
from geopolitik.steps.redline.words import alike
from geopolitik.text.forms import fold
from geopolitik.text.likeness import DERIVED, SPELLING

_MARK = re.compile(r"([^\w\s])\1*")
"""A punctuation mark, or several of one kind."""
_QUOTES = frozenset({"''", "``", '"', "'", "`"})
_INNER = frozenset("-'./&")
"""Marks that can stand within a word, or close an abbreviation."""
_SHORT = frozenset({"s", "re", "ve", "ll", "d", "m", "t"})
_SIMILAR = 0.72
"""Likeness of letters from which two words may be spellings of one."""
_LONGEST = 6
"""Longer acronyms are words by now."""
_LETTERS = 4
"""Shorter words are spelt alike by chance."""


class Sort(StrEnum):
    """What a word is to the aligner."""

    CONTENT = "content"
    FUNCTION = "function"
    MARK = "mark"


class Kinship(StrEnum):
    """What joins two words by themselves."""

    SAME_CONTENT = "same content word"
    SAME_FUNCTION = "same function word"
    SAME_MARK = "same mark"
    SAME_STEM = "same stem"
    DERIVED = "derived from one another"
    SPELT_ALIKE = "spelt alike"
    SYNONYM = "synonyms"
    CONTAINED = "one within the other"
    ACRONYM = "acronym and its words"
    NUMBERS = "two numbers"
    NUMBER_AND_WORD = "number and word"
    CAPITALS = "two capitals"
    CAPITAL = "one capital"
    CONTENT = "two content words"
    KINDRED_FUNCTION = "kindred function words"
    FUNCTION = "two function words"
    MIXED = "content word and function word"
    MARKS = "two marks"
    MARK_AND_WORD = "mark and word"


ALIKE: dict[Kinship, float] = {
    Kinship.SAME_CONTENT: 1.0,
    Kinship.SAME_STEM: 0.95,
    Kinship.DERIVED: 0.9,
    Kinship.SPELT_ALIKE: 0.75,
    Kinship.SYNONYM: 0.7,
    Kinship.SAME_FUNCTION: 0.5,
    Kinship.SAME_MARK: 0.5,
    Kinship.KINDRED_FUNCTION: 0.1,
}
"""The kinships that can join two words at first sight, with how alike they make them."""

_UNLIKE = (Kinship.CONTENT, Kinship.CAPITAL, Kinship.CAPITALS)
"""By the number of capital letters."""
SAME = frozenset({Kinship.SAME_CONTENT, Kinship.SAME_FUNCTION, Kinship.SAME_MARK, Kinship.SAME_STEM})


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a punctuation mark of a passage, as the aligner sees it."""

    start: int
    end: int
    norm: str
    stem: str
    sort: Sort
    capital: bool = False
    """Whether it begins with a capital letter."""
    acronym: bool = False


def words_of(annotation: Annotation, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words and punctuation marks of `text[start:end]`, in order.

    What is written within a word (a hyphen, the full stop of an abbreviation) is no mark of its own, and the
    apostrophe of a short form that stands alone (`'s`, `'re`) belongs to it.
    """
    end = len(annotation.text) if end is None else end
    return tuple(_words(annotation, start, end))


def _words(annotation: Annotation, start: int, end: int) -> Iterator[Word]:
    text = annotation.text
    stops = frozenset(s.end for s in annotation.sentences)
    at = start
    for token in annotation.tokens:
        if start <= token.start and token.end <= end:
            begin = token.start - 1 if _is_short_form(text, token) else token.start
            yield from _marks(text, at, begin, stops)
            yield _word(text, begin, token)
            at = token.end
    yield from _marks(text, at, end, stops)


def _is_short_form(text: str, token: Token) -> bool:
    return token.norm in _SHORT and fold(text[max(0, token.start - 1) : token.start]) == "'"


def _word(text: str, start: int, token: Token) -> Word:
    surface = text[token.start : token.end]
    # U.S. and US fold to the pronoun "us".
    acronym = surface.isupper() and len(surface) > 1 and not surface.isdigit()
    sort = Sort.CONTENT if token.content or acronym else Sort.FUNCTION
    return Word(start, token.end, token.norm, token.stem, sort, surface[:1].isupper(), acronym)


def _marks(text: str, start: int, end: int, stops: frozenset[int]) -> Iterator[Word]:
    for match in _MARK.finditer(text, start, end):
        if _within_word(text, match, stops):
            continue
        mark = fold(match.group())
        norm = '"' if mark in _QUOTES else mark
        yield Word(match.start(), match.end(), norm, norm, Sort.MARK)


def _within_word(text: str, match: re.Match[str], stops: frozenset[int]) -> bool:
    if fold(match.group()) not in _INNER or text[match.start() - 1 : match.start()].isspace():
        return False
    if text[match.end() : match.end() + 1].isalnum():
        return match.start() > 0
    return match.group() == "." and stops.isdisjoint((match.end(), match.end() + 1))


def kinship(a: Word, b: Word) -> Kinship:
    """What joins two words."""
    return _kinship(a.norm, a.stem, a.sort, a.capital, b.norm, b.stem, b.sort, b.capital)


@lru_cache(maxsize=1 << 18)
def _kinship(
    norm: str, stem: str, sort: Sort, capital: bool, norm_b: str, stem_b: str, sort_b: Sort, capital_b: bool
) -> Kinship:
    if sort != sort_b:
        return Kinship.MARK_AND_WORD if Sort.MARK in (sort, sort_b) else Kinship.MIXED
    if sort is Sort.MARK:
        return Kinship.SAME_MARK if norm == norm_b else Kinship.MARKS
    if sort is Sort.FUNCTION:
        return _function_words(norm, norm_b)
    if norm == norm_b:
        return Kinship.SAME_CONTENT
    if stem == stem_b:
        return Kinship.SAME_STEM
    return _listed(stem, stem_b) or _spelt(norm, norm_b) or _UNLIKE[capital + capital_b]


def _function_words(a: str, b: str) -> Kinship:
    if a == b:
        return Kinship.SAME_FUNCTION
    groups = _function_groups()
    if groups.get(a, frozenset()) & groups.get(b, frozenset()):
        return Kinship.KINDRED_FUNCTION
    return Kinship.FUNCTION


def _listed(a: str, b: str) -> Kinship | None:
    found = alike(a, b)
    if found >= DERIVED:
        return Kinship.DERIVED
    if found >= SPELLING:
        return Kinship.SPELT_ALIKE
    return Kinship.SYNONYM if found else None


def _spelt(a: str, b: str) -> Kinship | None:
    if a[:1].isdigit() or b[:1].isdigit():
        both = a[:1].isdigit() and b[:1].isdigit()
        return Kinship.NUMBERS if both else Kinship.NUMBER_AND_WORD
    if min(len(a), len(b)) < _LETTERS:
        return None
    if Indel.normalized_similarity(a, b) >= _SIMILAR:
        return Kinship.SPELT_ALIKE
    return Kinship.CONTAINED if a in b or b in a or a[:_LETTERS] == b[:_LETTERS] else None


@cache
def _function_groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(table("like_function_words")):
        for word in row["words"].split():
            found[word].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def acronyms(ours: Sequence[Word], theirs: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where an acronym of one passage meets the words of the other that it abbreviates."""
    yield from _spelt_out(ours, theirs)
    yield from ((i, j) for j, i in _spelt_out(theirs, ours))


def _spelt_out(ours: Sequence[Word], theirs: Sequence[Word]) -> Iterator[tuple[int, int]]:
    for i, word in enumerate(ours):
        if word.acronym and len(word.norm) <= _LONGEST:
            found = (_initials(word.norm, theirs, first) for first in range(len(theirs)))
            yield from ((i, j) for j in next((places for places in found if places), range(0)))


def _initials(letters: str, words: Sequence[Word], first: int) -> range:
    """The words from `first` on whose initials the letters are; function words between may stay out."""
    at = 0
    for j in range(first, min(len(words), first + 2 * len(letters))):
        if words[j].norm[:1] == letters[at]:
            at += 1
            if at == len(letters):
                return range(first, j + 1)
        elif j == first or words[j].sort is not Sort.FUNCTION:
            break
    return range(0)

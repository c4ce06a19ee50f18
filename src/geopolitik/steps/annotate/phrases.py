"""Noun phrases around a verb: the little that is needed to find who speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from geopolitik.steps.annotate.reading import Reading
from geopolitik.text.grammar import AUXILIARIES, PREPOSITIONS, is_participle, is_verb, word_class

Phrase = tuple[int, int]
"""Tokens `first:after`."""

_STOPS = word_class("ends a noun phrase")
_SKIPPED = word_class("between subject and verb")
_DAYS = word_class("weekday")
_INNER = frozenset(["of", "for", "at", "from", "in", "with", "on"])
_PHRASE_ENDS = frozenset(["that", "because", "as", "when", "while", "if", "after", "before"])
_RELATIVES = frozenset(["who", "whom", "whose", "which", "where"])
_SUBJECT_PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we"])


class Stretch(NamedTuple):
    """Tokens `first:after` of a sentence outside its quotations."""

    first: int
    after: int


def gap(reading: Reading, at: int) -> str:
    """What stands before a token."""
    return reading.text[reading.tokens[at - 1].end : reading.tokens[at].start] if at else ""


def has_mark(text: str) -> bool:
    """Whether punctuation stands there that ends a phrase."""
    return any(mark in text for mark in ',;:—–()"“”') or " - " in text or "--" in text


def phrase_before(reading: Reading, verb: int, floor: int) -> Phrase | None:
    """The subject that stands before a verb; None if the verb has it further off."""
    at = verb
    while at > floor and not has_mark(gap(reading, at)) and _is_skipped(reading, at - 1):
        at -= 1
    if at <= floor:
        return None
    if "," in gap(reading, at):
        return _before_insertion(reading, at, floor)
    return _back(reading, at, floor)


def _is_skipped(reading: Reading, at: int) -> bool:
    word = reading.tokens[at].norm
    if reading.is_capital(at):
        return word in _DAYS
    if word == "on":
        return reading.tokens[at + 1].norm in _DAYS
    return word in AUXILIARIES or word in _SKIPPED or (word.endswith("ly") and len(word) > 4)


def _back(reading: Reading, after: int, floor: int) -> Phrase | None:
    """The noun phrase that ends before the token `after`."""
    tokens = reading.tokens
    if after > floor and tokens[after - 1].norm in _RELATIVES:  # Kim, who said
        return _antecedent(reading, after - 1, floor)
    first = after
    while first > floor:
        word = tokens[first - 1].norm
        if first < after and has_mark(gap(reading, first)):
            break
        if word in _STOPS or (_is_finite(reading, first - 1) and not reading.is_capital(first - 1)):
            break
        if word in _SUBJECT_PRONOUNS:
            return (first - 1, first) if first == after else (first, after)
        if word == "and" and (first == after or first - 2 < floor or is_verb(tokens[first - 2].norm)):
            break
        first -= 1
    return _trim(reading, first, after)


def _antecedent(reading: Reading, after: int, floor: int) -> Phrase | None:
    """Whom a relative clause is about: the name right before it, else the noun phrase."""
    first = after
    while (
        first > floor
        and reading.is_capital(first - 1)
        and (first == after or not has_mark(gap(reading, first)))
    ):
        first -= 1
    if first < after:
        return first, after
    return _back(reading, after, floor) if after > floor else None


def _is_finite(reading: Reading, at: int) -> bool:
    word = reading.tokens[at].norm
    return word in AUXILIARIES or (is_verb(word) and not _reads_as_adjective(reading, at))


def _reads_as_adjective(reading: Reading, at: int) -> bool:
    """`the retired general`: a participle behind an article."""
    return (
        at > 0
        and reading.tokens[at - 1].norm in ("the", "a", "an", "one", "some", "many")
        and reading.tokens[at].norm.endswith("ed")
    )


def _trim(reading: Reading, first: int, after: int) -> Phrase | None:
    """Without prepositions and conjunctions at the head: `in a statement Kim` is left to the caller."""
    tokens = reading.tokens
    while first < after and (
        tokens[first].norm in PREPOSITIONS or tokens[first].norm in ("and", "but", "or")
    ):
        first += 1
    return (first, after) if first < after else None


def _before_insertion(reading: Reading, at: int, floor: int) -> Phrase | None:
    """The subject before insertions between commas: `Kim, 45, of Bergen, who leads the port, said`."""
    start = at
    for _ in range(5):
        start -= 1
        while start > floor and not has_mark(gap(reading, start)):
            start -= 1
        if start <= floor:
            break
        found = _back(reading, start, floor)
        if found is not None and not _is_inserted(reading, found, floor):
            return found
    return phrase_after(reading, max(start, floor), at)


def _is_inserted(reading: Reading, phrase: Phrase, floor: int) -> bool:
    """Whether a phrase is an insertion itself: an age, `of Bergen`, a place behind a place."""
    first = phrase[0]
    if reading.tokens[first].norm[:1].isdigit():
        return True
    if first > floor and reading.tokens[first - 1].norm in PREPOSITIONS:
        return first - 1 == floor or has_mark(gap(reading, first - 1))
    return False


def phrase_after(reading: Reading, first: int, last: int) -> Phrase | None:
    """The noun phrase that begins at a token: up to a mark, a finite verb or a relative."""
    tokens = reading.tokens
    at = first
    while at < last:
        word = tokens[at].norm
        if at > first and has_mark(gap(reading, at)):
            break
        if word in _RELATIVES or word in _PHRASE_ENDS:
            break
        if at > first and word in PREPOSITIONS and word not in _INNER:
            break
        if at > first and word in ("in", "on", "at", "with", "from") and reading.is_capital(at - 1):
            break
        if _is_finite(reading, at) and not reading.is_capital(at):
            break
        if at > first and is_participle(word) and not reading.is_capital(at):
            break
        at += 1
        if word in _SUBJECT_PRONOUNS and at == first + 1:
            break
    return _trim(reading, first, at)


def subject(reading: Reading, stretch: Stretch) -> Phrase | None:
    """The subject of a stretch: the first noun phrase with a finite verb behind it.

    Leading adjuncts (`In Bergen, Norway, on Sunday,`) have none. Without such a phrase the first stretch
    between marks that does not open an adjunct gives it.
    """
    fallback: Phrase | None = None
    # Nobody's sentence is that long: what is, is asked about once for each of its quotations.
    stretch = Stretch(stretch.first, min(stretch.after, stretch.first + _LONGEST))
    for first, after in _segments(reading, stretch):
        start = first
        while start < after and reading.tokens[start].norm in _LINKS:
            start += 1
        if start == after or _opens_adjunct(reading, start, after):
            continue
        phrase = phrase_after(reading, start, after)
        if phrase is None:
            continue
        bracket = phrase[1] < stretch.after and "(" in gap(reading, phrase[1])
        if (phrase[1] < after or bracket) and _verb_follows(reading, phrase[1], stretch.after):
            return phrase
        fallback = fallback or phrase
    return fallback


_LONGEST = 200
"""Tokens in which a sentence's subject is looked for."""
_LINKS = frozenset(["and", "but", "so", "yet", "still", "also", "then", "or"])


def _segments(reading: Reading, stretch: Stretch) -> Iterator[Phrase]:
    first = stretch.first
    for at in range(stretch.first + 1, stretch.after):
        if has_mark(gap(reading, at)):
            yield first, at
            first = at
    if first < stretch.after:
        yield first, stretch.after


def _verb_follows(reading: Reading, at: int, after: int) -> bool:
    """Whether a finite verb stands behind a phrase, over adverbs, `on Monday` and brackets."""
    tokens = reading.tokens
    if "(" in gap(reading, at):
        while at < after and ")" not in gap(reading, at):
            at += 1
    while at < after and not _is_finite(reading, at):
        if tokens[at].norm == "on" and at + 1 < after and reading.is_capital(at + 1):
            at += 2
        elif tokens[at].norm in _SKIPPED or tokens[at].norm.endswith("ly"):
            at += 1
        else:
            return False
    return at < after


def _opens_adjunct(reading: Reading, at: int, after: int) -> bool:
    word = reading.tokens[at].norm
    if at + 1 < after and reading.is_capital(at) and reading.is_capital(at + 1) and word not in PREPOSITIONS:
        return False  # Lesley Dunn
    return (
        word in PREPOSITIONS
        or word in _STOPS
        or is_participle(word)
        or (word.endswith("ly") and len(word) > 4)
        or word in _OPENERS
    )


_OPENERS = word_class("opens an adjunct")

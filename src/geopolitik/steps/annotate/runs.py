"""Runs of capitalised words, which is how names look."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from geopolitik.lexicon import words
from geopolitik.model.annotation import Sentence
from geopolitik.model.article import Label
from geopolitik.steps.annotate.name_lexicon import Known, given_names, known_names
from geopolitik.steps.annotate.reading import Reading
from geopolitik.text.forms import function_words, norm
from geopolitik.text.grammar import base_verbs, is_participle, is_verb, word_class

CONNECTORS = word_class("name connector")
_NO_NAMES = word_class("capitalised, no name")


class Hit(NamedTuple):
    """A listed name at `tokens[first:after]`."""

    first: int
    after: int
    known: Known


class Run(NamedTuple):
    """Capitalised words at `tokens[first:after]` that stand together."""

    first: int
    after: int


@cache
def _openers() -> frozenset[str]:
    """Common words that are capitalised only because they open a sentence."""
    return frozenset(norm(word) for word in words("function_words")) | base_verbs() | _NO_NAMES


def hits(reading: Reading, sentence: Sentence) -> Iterator[Hit]:
    """The listed places and bodies of a sentence, longest first, not overlapping."""
    known, tokens = known_names(), reading.tokens
    taken = sentence.first_token
    for at in range(sentence.first_token, sentence.last_token):
        if at < taken or not reading.is_capital(at):
            continue
        for name in known.get(tokens[at].norm, ()):
            after = at + 1 + len(name.rest)
            if after > sentence.last_token or not _matches(reading, at, name):
                continue
            if name.is_demonym and _is_hyphenated_identity(reading, at):
                break
            yield Hit(at, after, name)
            taken = after
            break


def _matches(reading: Reading, at: int, name: Known) -> bool:
    if (
        name.is_acronym
        and not reading.word(at).replace(".", "").removesuffix("’s").removesuffix("'s").isupper()
    ):
        return False
    tokens = reading.tokens
    for step, word in enumerate(name.rest, start=1):
        if tokens[at + step].norm != word or not reading.adjacent(at + step - 1):
            return False
    return not name.rest or reading.is_capital(at + len(name.rest)) or len(name.rest) > 1


def _is_hyphenated_identity(reading: Reading, at: int) -> bool:
    """`African-American`: neither word names a place."""
    token = reading.tokens[at]
    beside = reading.text[max(0, token.start - 8) : token.end + 9]
    return "African-American" in beside or "Asian-American" in beside


def runs(reading: Reading, sentence: Sentence, lower: frozenset[str]) -> Iterator[Run]:
    """Maximal runs of capitalised words; a possessive ends one, `of` and the like may stand inside."""
    at, last = sentence.first_token, sentence.last_token
    while at < last:
        if not _is_name_word(reading, at):
            at += 1
            continue
        first = at
        at += 1
        while at < last and reading.adjacent_name(at - 1) and not _is_possessive(reading, at - 1):
            if _is_name_word(reading, at):
                at += 1
                continue
            step = _connector(reading, at, last)
            if not step:
                break
            at += step
        start = first
        while start < at and _opens_only(reading, start, sentence, lower):
            start += 1
        if start < at:
            yield Run(start, at)


def _is_name_word(reading: Reading, at: int) -> bool:
    return reading.is_capital(at)


def _connector(reading: Reading, at: int, last: int) -> int:
    """How many connecting words lead on to another capitalised word: `of the`, `al`."""
    for step in (1, 2):
        if at + step >= last or reading.tokens[at + step - 1].norm not in CONNECTORS:
            return 0
        if not reading.adjacent(at + step - 1):
            return 0
        if reading.is_capital(at + step):
            return step
    return 0


def _is_possessive(reading: Reading, at: int) -> bool:
    return reading.word(at).endswith(("'s", "’s")) or reading.text[
        reading.tokens[at].end : reading.tokens[at].end + 1
    ] in (
        "'",
        "’",
    )


def _opens_only(reading: Reading, at: int, sentence: Sentence, lower: frozenset[str]) -> bool:
    """Whether a word is capitalised only because it opens the sentence or a quotation."""
    word = reading.tokens[at].norm
    if word in function_words() or word in _NO_NAMES:
        return True
    if at != sentence.first_token and not reading.follows_opening(at):
        return False
    if word in known_names():
        return False
    if word in given_names() and at + 1 < sentence.last_token and reading.is_capital(at + 1):
        return False
    return word in lower or word in _openers() or word.endswith("ly") or is_participle(word) or is_verb(word)


def is_title_case(reading: Reading, sentence: Sentence) -> bool:
    """Whether a headline capitalises its words, so that capitals tell nothing."""
    if sentence.label is Label.BODY and reading.text[sentence.end - 1] in '.!?”"':
        return False
    content = [
        index
        for index in range(sentence.first_token, sentence.last_token)
        if reading.tokens[index].content and reading.tokens[index].norm.isalpha()
    ]
    if len(content) < 3 or (sentence.label is Label.BODY and len(content) < 5):
        return False
    capitals = sum(1 for index in content if reading.is_capital(index))
    return capitals > 0.75 * len(content)

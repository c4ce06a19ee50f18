"""Hedges, modals, certainty words, reporting verbs, negation, conditions, intensifiers, attributions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from geopolitik.lexicon import table
from geopolitik.model.annotation import Marker, MarkerKind
from geopolitik.steps.annotate.reading import Reading
from geopolitik.text.forms import norm
from geopolitik.text.inflection import spellings
from geopolitik.text.words import word_spans


class Entry(NamedTuple):
    """A lexicon entry behind its first word."""

    rest: tuple[str, ...]
    kind: MarkerKind
    lemma: str
    level: float


def find_markers(reading: Reading) -> list[Marker]:
    """The markers of an English text, longest first at each word; empty for other languages."""
    return list(_scan(reading)) if reading.english else []


def _scan(reading: Reading) -> Iterator[Marker]:
    entries = lexicon()
    tokens = reading.tokens
    for sentence in reading.sentences:
        first, last = sentence.first_token, sentence.last_token
        taken: dict[MarkerKind, int] = {}
        idiom = first
        for at in range(first, last):
            token = tokens[at]
            idiom = max(idiom, _idiom_end(reading, at, last))
            if at < idiom:
                continue
            if token.norm.endswith("n't"):
                yield from _contraction(reading, at)
                continue
            found = entries.get(token.norm)
            if not found or _is_month(reading, at, first):
                continue
            for marker, length in _matches(reading, at, last, found):
                if taken.get(marker.kind, -1) >= at or _is_noun(reading, at, first, marker.kind):
                    continue
                if marker.lemma == "reported" and _tells(reading, at, last):
                    continue
                taken[marker.kind] = at + length - 1
                yield marker


def _idiom_end(reading: Reading, at: int, last: int) -> int:
    """Behind the set phrase that begins at a word, if one does; else the word itself."""
    for words in idioms().get(reading.tokens[at].norm, ()):
        end = at + len(words)
        if end <= last and all(reading.tokens[at + k].norm == word for k, word in enumerate(words)):
            return end
    return at


@cache
def idioms() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word → the set phrases that begin with it, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in table("idioms"):
        phrase = row["phrase"]
        words = tuple(norm(phrase[start:end]) for start, end in word_spans(phrase))
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}


def _matches(
    reading: Reading, at: int, last: int, entries: tuple[Entry, ...]
) -> Iterator[tuple[Marker, int]]:
    """One marker per kind at this word, the longest."""
    tokens = reading.tokens
    for rest, kind, lemma, level in entries:
        end = at + len(rest)
        if (
            end >= last
            or (rest and tokens[at + 1].norm != rest[0])
            or any(
                tokens[at + 1 + step].norm != word or not reading.adjacent(at + step)
                for step, word in enumerate(rest)
            )
        ):
            continue
        yield Marker(tokens[at].start, tokens[end].end, kind, lemma, level), len(rest) + 1


def _contraction(reading: Reading, at: int) -> Iterator[Marker]:
    token = reading.tokens[at]
    yield Marker(token.start, token.end, MarkerKind.NEGATION, "not", 0.0)
    base = {"won't": "will", "can't": "can"}.get(token.norm, token.norm[:-3])
    for rest, kind, lemma, level in lexicon().get(base, ()):
        if kind is MarkerKind.MODAL and not rest:
            yield Marker(token.start, token.end, kind, lemma, level)


_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "your",
        "this",
        "these",
        "those",
        "no",
        "any",
        "each",
        "every",
    ]
)


def _is_noun(reading: Reading, at: int, first: int, kind: MarkerKind) -> bool:
    """Whether an article or possessive makes a noun of the verb: `the claim`, `Kim's report`."""
    if kind is not MarkerKind.REPORTING or at == first:
        return False
    before = reading.tokens[at - 1]
    return before.norm in _DETERMINERS or reading.text[before.end - 2 : before.end] in (
        "'s",
        "’s",
        "s’",
        "s'",
    )


def _tells(reading: Reading, at: int, last: int) -> bool:
    """Whether `reported` is a verb with what it reports behind it: the paper on Tuesday reported a leak."""
    if at and reading.tokens[at - 1].norm in _BE:
        return False
    behind = reading.tokens[at + 1] if at + 1 < last else None
    return behind is not None and not behind.content and behind.norm != "to"


_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])


def _is_month(reading: Reading, at: int, first: int) -> bool:
    """The month of May is no modal."""
    return at > first and reading.word(at) == "May"


@cache
def lexicon() -> dict[str, tuple[Entry, ...]]:
    """First word in normal form → the entries that begin with it, longest first."""
    found: dict[str, dict[tuple[tuple[str, ...], MarkerKind], Entry]] = {}
    for row in table("markers"):
        kind = MarkerKind(row["kind"])
        for phrase in spellings(row["entry"], row["forms"]):
            first, *rest = (norm(phrase[start:end]) for start, end in word_spans(phrase))
            entry = Entry(tuple(rest), kind, row["entry"], float(row["level"]))
            found.setdefault(first, {}).setdefault((entry.rest, kind), entry)
    return {
        first: tuple(sorted(entries.values(), key=lambda entry: -len(entry.rest)))
        for first, entries in found.items()
    }

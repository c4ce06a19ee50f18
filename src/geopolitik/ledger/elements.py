"""Which parts of a reported plan a captured text keeps, keeps in part, or loses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Protocol, TypeVar

from geopolitik.lexicon import table
from geopolitik.model.annotation import Annotation, MarkerKind, Sentence, TimeKind
from geopolitik.model.ledger.ladders import Element, Ladder
from geopolitik.model.ledger.times import Duration
from geopolitik.model.span import Span
from geopolitik.text.forms import fold, norm, stem
from geopolitik.text.words import word_spans


class Kept(StrEnum):
    """What a text does with an element of a plan."""

    KEPT = "kept"
    IN_PART = "kept in part"
    """Its words stand there, but only some of its names, or another quantity."""
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class ElementFound:
    """An element, whether the text keeps it, and where."""

    element: Element
    kept: Kept
    spans: tuple[Span, ...]
    """The words, numbers and names found, in text order; none if it is lost."""
    passage: Span | None
    """The sentence, or the two neighbours, in which they stand; None if it is lost."""
    missing: tuple[str, ...]
    """What of it doesn't stand there, in plain words."""
    negated: bool = False
    """Whether a negation stands in the passage: it may say that this is no part of the plan."""

    @property
    def reason(self) -> str:
        """A sentence that says why."""
        if self.kept is Kept.LOST:
            return "No passage about the plan has " + (", ".join(self.missing) or "it") + "."
        without = f"Part of it stands there, without {', '.join(self.missing)}."
        words = without if self.missing else "All of it stands there."
        return f"{words} A negation stands there too: read the passage." if self.negated else words


def elements_in(ladder: Ladder, annotation: Annotation) -> tuple[ElementFound, ...]:
    """For each element of a ladder's plan, whether a text keeps it; in the ladder's order.

    An element is kept if a word of each of its groups, its quantity and all its names stand in one sentence
    about the plan, or in one and its neighbour. A sentence is about the plan if it has the words of two
    elements, or of one beside a word of the plan's title; or if it has one and follows such a sentence, or
    precedes it.

    Args:
        ladder: the plan, with its elements.
        annotation: the text.
    """
    about = _about(ladder, annotation)
    windows = list(_windows(about, len(annotation.sentences)))
    sizes = frozenset(
        _size(each.quantity.amount, each.quantity.unit) for each in ladder.elements if each.quantity
    )
    return tuple(_best(element, annotation, windows, sizes) for element in ladder.elements)


def _about(ladder: Ladder, annotation: Annotation) -> frozenset[int]:
    """Indices of the sentences that speak of the plan."""
    title = {stem(word) for word in _words(ladder.title)}
    has: list[int] = []
    core: set[int] = set()
    for at, sentence in enumerate(annotation.sentences):
        count = sum(
            bool(element.words) and all(_word_hit(group, annotation, (at,)) for group in element.words)
            for element in ladder.elements
        )
        has.append(count)
        named = any(token.content and token.stem in title for token in annotation.tokens_of(sentence))
        if count > 1 or (count and named):
            core.add(at)
    waiting = sorted(core)
    while waiting:
        at = waiting.pop()
        for beside in (at - 1, at + 1):
            if 0 <= beside < len(has) and beside not in core and has[beside]:
                core.add(beside)
                waiting.append(beside)
    return frozenset(core)


def _windows(about: frozenset[int], count: int) -> Iterator[tuple[int, ...]]:
    """Each sentence about the plan alone, then each with a neighbour."""
    yield from ((at,) for at in sorted(about))
    pairs = {(at - 1, at) for at in about if at} | {(at, at + 1) for at in about if at + 1 < count}
    yield from sorted(pairs)


def _best(
    element: Element, annotation: Annotation, windows: list[tuple[int, ...]], sizes: frozenset[Size | None]
) -> ElementFound:
    """The passage that keeps most of an element; the first and shortest of equals."""
    order = [Kept.KEPT, Kept.IN_PART, Kept.LOST]
    found = [_in_window(element, annotation, window, sizes) for window in windows]
    if not found:
        return ElementFound(element, Kept.LOST, (), None, ())
    return min(found, key=lambda each: (order.index(each.kept), len(each.missing)))


def _in_window(
    element: Element, annotation: Annotation, window: tuple[int, ...], sizes: frozenset[Size | None]
) -> ElementFound:
    """What of an element stands in a sentence, or in two neighbours."""
    spans: list[Span] = []
    missing: list[str] = []
    is_lost = False
    for group in element.words:
        hit = _word_hit(group, annotation, window)
        if hit is None:
            missing.append(" or ".join(f"“{word}”" for word in group))
            is_lost = True
        else:
            spans.append(hit)
    if element.quantity is not None:
        amount = _amount_hit(element.quantity, annotation, window, sizes)
        if amount is None or not amount[1]:
            missing.append(str(element.quantity))
        if amount is None:
            is_lost = True
        else:
            spans.append(amount[0])
    names = {name: _name_hits(name, annotation, window) for name in element.names}
    missing += [name for name, hits in names.items() if not hits]
    is_lost = is_lost or (bool(names) and not any(names.values()))
    if is_lost or not (element.words or element.quantity or element.names):
        return ElementFound(element, Kept.LOST, (), None, tuple(missing))
    spans += [hit for hits in names.values() for hit in hits]
    kept = Kept.IN_PART if missing else Kept.KEPT
    passage = _passage(annotation, window)
    negated = any(each.kind is MarkerKind.NEGATION for each in _within(annotation.markers, passage))
    return ElementFound(element, kept, tuple(sorted(set(spans))), passage, tuple(missing), negated)


def _passage(annotation: Annotation, window: tuple[int, ...]) -> Span:
    return Span(annotation.sentences[window[0]].start, annotation.sentences[window[-1]].end)


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


Placed = TypeVar("Placed", bound=_Placed)


def _within(items: Sequence[Placed], passage: Span) -> Sequence[Placed]:
    """Those of some things in text order that begin in a passage."""
    first, last = (bisect_left(items, at, key=lambda each: each.start) for at in (passage.start, passage.end))
    return items[first:last]


def _word_hit(group: tuple[str, ...], annotation: Annotation, window: tuple[int, ...]) -> Span | None:
    """Where the first word or phrase of a group stands, by stems."""
    for phrase in group:
        stems = tuple(stem(word) for word in _words(phrase))
        for at in window:
            tokens = annotation.tokens_of(annotation.sentences[at])
            for first in range(len(tokens) - len(stems) + 1) if stems else ():
                if all(tokens[first + i].stem == each for i, each in enumerate(stems)):
                    return Span(tokens[first].start, tokens[first + len(stems) - 1].end)
    return None


def _words(phrase: str) -> list[str]:
    return [phrase[start:end] for start, end in word_spans(phrase)]


_MINUTES = {"minut": 1, "hour": 60, "day": 1440, "week": 10_080}
_MONTHS = {"month": 1, "year": 12}
_ISO = re.compile(r"P(?:(?P<n>\d+)(?P<u>[DWMY])|T(?P<tn>\d+)(?P<tu>[HM]))")
_ISO_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year", "TH": "hour", "TM": "minut"}
Size = tuple[str, float]
"""A stretch of time in minutes or in months, which don't convert into each other."""


def _size(amount: float, unit: str) -> Size | None:
    """How long so many of a unit are; None if the unit is none of time."""
    key = stem(unit)
    if key in _MINUTES:
        return "minutes", amount * _MINUTES[key]
    return ("months", amount * _MONTHS[key]) if key in _MONTHS else None


def _stretches(annotation: Annotation, window: tuple[int, ...]) -> Iterator[tuple[Span, Size]]:
    """The stretches of time in a passage; `a day` is one too."""
    passage = _passage(annotation, window)
    for quantity in _within(annotation.quantities, passage):
        size = _size(quantity.value, quantity.unit) if quantity.upper is None else None
        if size is not None:
            yield quantity.span, size
    for time in _within(annotation.times, passage):
        match = _ISO.fullmatch(time.iso or "") if time.kind is TimeKind.DURATION else None
        if match is not None:
            unit = _ISO_UNITS[match["u"] or f"T{match['tu']}"]
            size = _size(float(match["n"] or match["tn"]), unit)
            if size is not None:
                yield time.span, size


def _amount_hit(
    wanted: Duration, annotation: Annotation, window: tuple[int, ...], sizes: frozenset[Size | None]
) -> tuple[Span, bool] | None:
    """A stretch of time in a passage, and whether it is the wanted one.

    Another than the wanted one counts as changed from it, unless it belongs to another element of the plan.
    """
    size = _size(wanted.amount, wanted.unit)
    found = list(_stretches(annotation, window))
    same = [span for span, each in found if each == size]
    if same:
        return same[0], True
    changed = [span for span, each in found if each not in sizes]
    return (changed[0], False) if changed else None


def _name_hits(name: str, annotation: Annotation, window: tuple[int, ...]) -> list[Span]:
    """Where a name stands, under any of its listed variants."""
    words = tuple(norm(word) for word in _words(name))
    key = _known().get(words, fold(name))
    found = []
    for at in window:
        sentence = annotation.sentences[at]
        inside = _within(annotation.names, sentence.span)
        mentions = [mention.span for mention in inside if mention.entity == key and not mention.is_pronoun]
        found += mentions or _runs(words, annotation, sentence)
    return found


def _runs(words: tuple[str, ...], annotation: Annotation, sentence: Sentence) -> list[Span]:
    """Where the words of a name stand in a row, the first with a capital: `us` isn't the US."""
    tokens = annotation.tokens_of(sentence)
    found = []
    for first in range(len(tokens) - len(words) + 1) if words else ():
        if all(tokens[first + at].norm == word for at, word in enumerate(words)):
            span = Span(tokens[first].start, tokens[first + len(words) - 1].end)
            if not annotation.text[span.start].islower():
                found.append(span)
    return found


@cache
def _known() -> dict[tuple[str, ...], str]:
    """Listed names, as words in normal form → the key that their variants share."""
    found: dict[tuple[str, ...], str] = {}
    for name, column in (("places", "name"), ("bodies", "acronym")):
        for row in table(name):
            for phrase in (row["name"], row.get("acronym", ""), *row["variants"].split("|")):
                found[tuple(norm(word) for word in _words(phrase))] = fold(row[column] or row["name"])
    return found

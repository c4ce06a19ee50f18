"""Two texts in different languages: what can be compared without translating."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from geopolitik.model.annotation import Annotation
from geopolitik.model.article import STORY_LABELS, Block, Label
from geopolitik.remembering import remembers
from geopolitik.steps.lineage.counts.skeletons import is_caseless, skeleton

_NUMBER = re.compile(r"\d+(?:[.,  ' ]\d+)*")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|(?<=\w)['’-](?=\w)){2,}")
_QUOTED = 3
"""Words from which a quoted stretch is speech rather than a term."""
_SPREAD = 0.4
"""Log ratio by which the lengths of a passage and its translation may differ beyond their texts'."""
_TEXTS = 16
"""So many texts are remembered with their names and numbers."""
_MOST = 400
"""Passages of a text that are paired off by length; the time grows with the square."""
_NEAR = 0.12
"""Shares of the text by which a name or number may stand further up or down in a translation."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """The names and numbers that two texts share."""

    numbers: float
    """Share of the shorter list's distinct numbers that the other holds."""
    names: float
    """The same for names, by their consonants in Latin script."""
    count: int
    """Distinct numbers and names of the text that has fewer."""
    matched: int
    """Numbers and names that both hold."""
    order: float
    """How far these come in one order: 0 as by chance, 1 the same."""
    placed: float
    """Share of them that stands at about the same place of both texts."""


@dataclass(frozen=True, slots=True)
class Across(Particulars):
    """What two texts in different languages share."""

    quotations: float | None
    """Share of the quotations that pair off in order by their lengths; None if a text has fewer than two."""
    paragraphs: float | None
    """The same for paragraphs; None if a text has fewer than four."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """The names and numbers of a text with their first place, 0 at its start and 1 at its end."""

    numbers: Mapping[str, float]
    names: Mapping[str, float]
    words: Mapping[str, float]
    """In a script without capitals any word may be a name."""


def across(a: Annotation, b: Annotation) -> Across:
    """Compare numbers, names, their order, and the lengths of quotations and paragraphs."""
    shared = particulars(a, b)
    ratio = _length(b) / max(1, _length(a))
    return Across(
        shared.numbers,
        shared.names,
        shared.count,
        shared.matched,
        shared.order,
        shared.placed,
        quotations=_profile(_quotations(a), _quotations(b), ratio, 2),
        paragraphs=_profile(_paragraphs(a), _paragraphs(b), ratio, 4),
    )


def particulars(a: Annotation, b: Annotation) -> Particulars:
    """Compare numbers, names and their order."""
    marks_a, marks_b = _marks(a), _marks(b)
    numbers = [
        (marks_a.numbers[n], marks_b.numbers[n]) for n in marks_a.numbers.keys() & marks_b.numbers.keys()
    ]
    names = _same_names(marks_a, marks_b)
    pairs = sorted(numbers + names)
    fewer_numbers = min(len(marks_a.numbers), len(marks_b.numbers))
    fewer_names = (
        min(len(m.names) for m in (marks_a, marks_b) if m.names) if marks_a.names or marks_b.names else 0
    )
    return Particulars(
        numbers=len(numbers) / max(1, fewer_numbers),
        names=min(1.0, len(names) / max(1, fewer_names)),
        count=fewer_numbers + fewer_names,
        matched=len(pairs),
        order=_order([place for _, place in pairs]),
        placed=sum(abs(x - y) <= _NEAR for x, y in pairs) / max(1, len(pairs)),
    )


def _blocks(annotation: Annotation) -> Iterator[Block]:
    return (block for block in annotation.article.blocks if block.label in STORY_LABELS)


@remembers(_TEXTS)
def _marks(annotation: Annotation) -> _Marks:
    text = annotation.article.legible
    numbers: dict[str, int] = {}
    names: dict[str, int] = {}
    words: dict[str, int] = {}
    seen = 0
    for block in _blocks(annotation):
        passage = text[block.start : block.end]
        for match in _NUMBER.finditer(passage):
            numbers.setdefault("".join(c for c in match.group() if c.isdigit()), seen + match.start())
        for match in _WORD.finditer(passage):
            word = match.group()
            if is_caseless(word):
                # Such scripts may write a long vowel with the letter for w.
                for form in (word, word.replace("\u0648", "")):
                    words.setdefault(skeleton(form), seen + match.start())
            elif word[0].isupper() and not _opens(passage, match.start()):
                names.setdefault(skeleton(word), seen + match.start())
        seen += len(passage)
    whole = max(1, seen)
    return _Marks(
        *({key: at / whole for key, at in found.items() if key} for found in (numbers, names, words))
    )


def _opens(passage: str, at: int) -> bool:
    """Whether a word is capital by its place: it opens a paragraph, sentence or quotation."""
    before = passage[max(0, at - 3) : at].rstrip()
    return not before or before[-1] in ".!?:;…\"“„«»‘'—–-("


def _same_names(a: _Marks, b: _Marks) -> list[tuple[float, float]]:
    """The first places of names that both texts hold."""
    if not a.names:
        return [(place, other) for other, place in _matches(b.names, a.words)]
    held = b.names or b.words
    return _matches(a.names, held)


def _matches(names: Mapping[str, float], held: Mapping[str, float]) -> list[tuple[float, float]]:
    """Each name with the place of its like: case endings may add to it."""
    by_stem: dict[str, float] = {}
    for key, place in held.items():
        for size in range(3, len(key) + 1):
            by_stem.setdefault(key[:size], place)
    found = []
    for key, place in names.items():
        like = held.get(key, by_stem.get(key))
        if like is None and len(key) > 3:
            like = next(
                (held[key[:n]] for n in (len(key) - 1, len(key) - 2) if n >= 3 and key[:n] in held), None
            )
        if like is not None:
            found.append((place, like))
    return found


def _order(places: Sequence[float]) -> float:
    """The longest run in common order, against what chance gives."""
    n = len(places)
    if n < 3:
        return 0.0
    tails: list[float] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    # Baik, Deift and Johansson 1999: the longest increasing run of a random order is 2√n - 1.77 n^(1/6).
    chance = max(1.0, 2 * n**0.5 - 1.77 * n ** (1 / 6))
    return max(0.0, (len(tails) - chance) / (n - chance)) if n > chance else 0.0


def _length(annotation: Annotation) -> int:
    return sum(block.end - block.start for block in _blocks(annotation))


def _quotations(annotation: Annotation) -> list[int]:
    """The lengths of quotations, in characters, in order."""
    spans = [quotation.span for quotation in annotation.quotations]
    return [
        len(s)
        for s in spans
        if len(s.of(annotation.text).split()) >= _QUOTED or _is_dense(s.of(annotation.text))
    ]


def _is_dense(passage: str) -> bool:
    """Whether a script without spaces makes many words of few characters."""
    return len(passage) >= 6 and is_caseless(passage) and " " not in passage


def _paragraphs(annotation: Annotation) -> list[int]:
    return [b.end - b.start for b in annotation.article.blocks if b.label is Label.BODY]


def _profile(a: Sequence[int], b: Sequence[int], ratio: float, fewest: int) -> float | None:
    """The share of two rows of lengths that pairs off in order, the texts' ratio of lengths allowed for."""
    if min(len(a), len(b)) < fewest:
        return None
    a, b = a[:_MOST], b[:_MOST]
    row = [0] * (len(b) + 1)
    for x in a:
        above = row
        row = [0]
        for j, y in enumerate(b):
            alike = abs(log(max(1, y) / max(1.0, x * ratio))) <= _SPREAD
            row.append(max(above[j] + alike, above[j + 1], row[j]))
    return 2 * row[-1] / (len(a) + len(b))

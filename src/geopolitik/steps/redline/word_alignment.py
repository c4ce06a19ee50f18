"""Which words of two passages answer to one another: every word and mark, many to many where phrases do.

First the redline's content words are joined one to one (`words.candidates`), then function words and marks
by what stands around them. On these anchors every pair of words is judged by a logistic sum of evidence: what
joins the two by themselves, which neighbours answer to one another, whether both stand free in one gap
between anchors, and whether either has a partner already.

After M. A. Sultan, S. Bethard, T. Sumner: Back to Basics for Monolingual Alignment, TACL 2 (2014), where
words are joined by likeness and by aligned neighbours; windows take the place of dependencies here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from geopolitik.lexicon import table
from geopolitik.steps.redline.kinship import ALIKE, SAME, Kinship, Sort, Word, acronyms, kinship
from geopolitik.steps.redline.words import Likes, candidates, one_to_one

Link = tuple[int, int]

LINKED = 0.44
"""Probability from which two words are linked: a link raises F1 from half of the F1 that is reached, .88."""
_WINDOW = 3
_FIRM = 0.3
"""Context without which no function word or mark is joined at first sight."""
_MOST = 4.0
"""Context beyond this tells nothing more; so do more rivals."""
_FAR = 10
"""Places further than this from where the anchors point are all alike."""


def align_words(ours: Sequence[Word], theirs: Sequence[Word]) -> tuple[Link, ...]:
    """The words of two passages that answer to one another.

    Args:
        ours, theirs: of two sentences, or of a few that belong together (see `kinship.words_of`). Time and
            memory grow with the product of their lengths.

    Returns:
        Pairs of places, in order. A word has several partners where a phrase answers to it.
    """
    return tuple((i, j) for i, j, evidence in judged(ours, theirs) if probability(evidence) >= LINKED)


def probability(evidence: Mapping[str, float]) -> float:
    """How likely two words answer to one another, by the weights of `word_alignment.tsv`."""
    weights = _weights()
    odds = weights["always"] + sum([value * weights[name] for name, value in evidence.items()])
    return 1.0 / (1.0 + exp(-odds))


@cache
def _weights() -> dict[str, float]:
    return {row["evidence"]: float(row["weight"]) for row in table("word_alignment")}


def judged(ours: Sequence[Word], theirs: Sequence[Word]) -> Iterator[tuple[int, int, dict[str, float]]]:
    """Every pair of words with what speaks for and against it."""
    if not ours or not theirs:
        return
    field = _field(ours, theirs)
    for i in range(len(ours)):
        for j in range(len(theirs)):
            yield i, j, _evidence(field, i, j)


@dataclass(frozen=True, slots=True)
class _Field:
    """Two passages with their anchors and what follows from these."""

    ours: Sequence[Word]
    theirs: Sequence[Word]
    kin: Sequence[Sequence[Kinship]]
    to_b: Mapping[int, int]
    to_a: Mapping[int, int]
    context: Mapping[Link, float]
    gaps_a: Sequence[Link]
    """For every word the nearest anchors before it and after it."""
    gaps_b: Sequence[Link]
    rivals: Mapping[Link, int]
    """For every pair of the same words how many others they could be paired with."""

    def free(self, i: int, j: int) -> bool:
        """Whether neither word has a partner yet."""
        return i not in self.to_b and j not in self.to_a

    def anchored(self, i: int, j: int) -> bool:
        """Whether two places are an anchor; the ends of the passages count as one."""
        if i < 0 or j < 0:
            return i < 0 and j < 0
        if i == len(self.ours) or j == len(self.theirs):
            return i == len(self.ours) and j == len(self.theirs)
        return self.to_b.get(i) == j


def _field(ours: Sequence[Word], theirs: Sequence[Word]) -> _Field:
    kin = [[kinship(a, b) for b in theirs] for a in ours]
    for i, j in acronyms(ours, theirs):
        kin[i][j] = Kinship.ACRONYM
    to_b = _anchors(ours, theirs, kin)
    to_a = {j: i for i, j in to_b.items()}
    context = _contexts((link, 1.0) for link in to_b.items())
    gaps_a, gaps_b = _gaps(len(ours), to_b), _gaps(len(theirs), to_a)
    return _Field(ours, theirs, kin, to_b, to_a, context, gaps_a, gaps_b, _rivals(kin))


def _anchors(
    ours: Sequence[Word], theirs: Sequence[Word], kin: Sequence[Sequence[Kinship]]
) -> dict[int, int]:
    """What is joined at first sight, one to one: content words, then small words by their surroundings."""
    to_b = _content_anchors(ours, theirs)
    small = {
        (i, j): ALIKE[k]
        for i, row in enumerate(kin)
        for j, k in enumerate(row)
        if k in ALIKE and ours[i].sort is not Sort.CONTENT
    }
    context = _contexts([*small.items(), *((link, 1.0) for link in to_b.items())])
    n, m = len(ours), len(theirs)
    scored = [
        (value + 0.3 * context[i, j] - 0.3 * abs(i / n - j / m), i, j)
        for (i, j), value in small.items()
        if context.get((i, j), 0.0) >= _FIRM
    ]
    return to_b | one_to_one(scored)


def _content_anchors(ours: Sequence[Word], theirs: Sequence[Word]) -> dict[int, int]:
    places_a = [i for i, word in enumerate(ours) if word.sort is Sort.CONTENT]
    places_b = [j for j, word in enumerate(theirs) if word.sort is Sort.CONTENT]
    stems_a, stems_b = [ours[i].stem for i in places_a], [theirs[j].stem for j in places_b]
    likes = Likes({stem: {0} for stem in stems_b})
    scored = candidates(stems_a, stems_b, likes, similarity=0.0)
    return one_to_one((score, places_a[x], places_b[y]) for score, x, y in scored)


def _contexts(like: Iterable[tuple[Link, float]]) -> dict[Link, float]:
    """For every pair of places how alike what stands before and after both is; the nearer, the more."""
    found: dict[Link, float] = defaultdict(float)
    for (i, j), value in like:
        for x, y, share in _offsets():
            found[i + x, j + y] += value * share
    return found


@cache
def _offsets() -> tuple[tuple[int, int, float], ...]:
    steps = range(1, _WINDOW + 1)
    after = [(x, y, 1.0 / (max(x, y) + abs(x - y))) for x in steps for y in steps]
    return (*after, *((-x, -y, share) for x, y, share in after))


def _gaps(length: int, anchors: Iterable[int]) -> list[Link]:
    edges = [-1, *sorted(anchors), length]
    found: list[Link] = []
    following = 1
    for i in range(length):
        before = edges[following - 1]
        if edges[following] == i:
            following += 1
        found.append((before, edges[following]))
    return found


def _rivals(kin: Sequence[Sequence[Kinship]]) -> dict[Link, int]:
    same = [(i, j) for i, row in enumerate(kin) for j, k in enumerate(row) if k in SAME]
    ours: dict[int, int] = defaultdict(int)
    theirs: dict[int, int] = defaultdict(int)
    for i, j in same:
        ours[i] += 1
        theirs[j] += 1
    return {(i, j): ours[i] + theirs[j] - 2 for i, j in same}


def _evidence(field: _Field, i: int, j: int) -> dict[str, float]:
    """What speaks for and against a pair of words, named as in `word_alignment.tsv`."""
    found: dict[str, float] = {
        field.kin[i][j].value: 1.0,
        "context": min(field.context.get((i, j), 0.0), _MOST) / _MOST,
        "distance": abs(i / len(field.ours) - j / len(field.theirs)),
        "steps from where the anchors point": _steps(field, i, j) / _FAR,
    }
    if (i, j) in field.rivals:
        found["rivals"] = min(field.rivals[i, j], _MOST) / _MOST
    found.update(_beside(field, i, j))
    found.update(_gap(field, i, j) if field.free(i, j) else _taken(field, i, j))
    return found


def _steps(field: _Field, i: int, j: int) -> int:
    """How many steps two places are from being as far from their nearest anchors, before or after."""
    anchors = [anchor for anchor in field.gaps_a[i] if anchor in field.to_b]
    return min([_FAR, *(abs((field.to_b[anchor] - j) - (anchor - i)) for anchor in anchors)])


def _beside(field: _Field, i: int, j: int) -> Iterator[tuple[str, float]]:
    """Whether the neighbours answer to one another, or to the word itself."""
    if field.anchored(i - 1, j - 1):
        yield "words before joined", 1.0
    if field.anchored(i + 1, j + 1):
        yield "words after joined", 1.0
    before = (field.to_b.get(i - 1) == j) + (field.to_a.get(j - 1) == i)
    after = (field.to_b.get(i + 1) == j) + (field.to_a.get(j + 1) == i)
    if before:
        yield "word before joined to it", float(before)
    if after:
        yield "word after joined to it", float(after)


def _taken(field: _Field, i: int, j: int) -> Iterator[tuple[str, float]]:
    """Whether the words were joined at first sight, to one another or to others."""
    if field.to_b.get(i) == j:
        yield "joined at first sight", 1.0
    else:
        yield "joined to another", float((i in field.to_b) + (j in field.to_a))


def _gap(field: _Field, i: int, j: int) -> Iterator[tuple[str, float]]:
    """Whether both words, free so far, stand in one gap between anchors."""
    (before_a, after_a), (before_b, after_b) = field.gaps_a[i], field.gaps_b[j]
    if field.anchored(before_a, before_b):
        yield "gap begins alike", 1.0
    if field.anchored(after_a, after_b):
        yield "gap ends alike", 1.0

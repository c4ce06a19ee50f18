"""How much of what one text tells in its own voice the other tells too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.model.annotation import Token
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment, AlignmentLink
from geopolitik.steps.lineage.counts.measures import Order, Side, in_order, run_span, runs

_RETURNS = 0.5
"""Share of the shorter sentence's content words that must return for it to be told again."""
_TAKEN = 0.6
"""Share of the shorter sentence's words that must stand in the other in the same order for it to be taken."""
_WHOLE = 0.8
"""Share of the longer sentence's words that must stand in the other for it to be taken whole."""
_FEW = 25
"""With fewer words of narration than this, a share says little: it is counted as if there were so many."""
_FEWEST_CONTENT = 5
_FEWEST_WORDS = 8
_LONG = 8
"""So many words in a row are no chance, and seldom a formula."""
_SHOWN = 12
"""Passages that are shown for one reason."""


@dataclass(frozen=True, slots=True)
class Retold:
    """What two texts tell alike outside speech, posts, headlines and links."""

    share: float
    """Of the content words of the text that tells less: those that return in sentences told again."""
    sentences: int
    """Sentences of which most words stand in the other text in the same order."""
    passage: int
    """Words of the longest passage of two sentences and more that was taken whole."""
    runs: int
    """Runs of eight words and more."""
    longest: int
    """Words of the longest of them."""
    order: Order
    """Of the matches that share narration."""
    told: tuple[tuple[Span, ...], tuple[Span, ...]]
    taken: tuple[tuple[Span, ...], tuple[Span, ...]]
    passage_spans: tuple[tuple[Span, ...], tuple[Span, ...]]
    run_spans: tuple[tuple[Span, ...], tuple[Span, ...]]


def retold(alignment: Alignment, a: Side, b: Side) -> Retold:
    """Measure what the narrations of two texts have in common."""
    returned = 0
    told: list[tuple[int, int]] = []
    taken: list[tuple[int, int]] = []
    places: list[tuple[int, int]] = []
    whole: list[tuple[AlignmentLink, int]] = []
    for link in alignment.links:
        first = min(link.a), min(link.b)
        ours, theirs = _narrated(a, link.a), _narrated(b, link.b)
        words, fewest = _shared(ours, theirs)
        if fewest >= _FEWEST_CONTENT - 1:
            places.append(first)
        if fewest >= _FEWEST_CONTENT and words >= _RETURNS * fewest:
            returned += words
            told.append(first)
        least, most = sorted((len(ours), len(theirs)))
        kept = _kept(ours, theirs) if least >= _FEWEST_CONTENT else 0
        if least >= _FEWEST_WORDS and kept >= _TAKEN * least:
            taken.append(first)
        if kept >= _WHOLE * most > 0:
            whole.append((link, kept))
    shared = _shared_runs(a, b)
    passage, first_link, last_link = _longest_passage(whole)
    return Retold(
        share=min(1.0, returned / max(min(a.told, b.told), _FEW)),
        sentences=len(taken),
        passage=passage,
        runs=len(shared),
        longest=max((length for *_, length in shared), default=0),
        order=in_order([j for _, j in sorted(places)]),
        told=_sentences(a, b, told),
        taken=_sentences(a, b, taken),
        passage_spans=_stretch(a, b, first_link, last_link),
        run_spans=(
            tuple(run_span(a, first, length) for first, _, length in shared[:_SHOWN]),
            tuple(sorted(run_span(b, first, length) for _, first, length in shared[:_SHOWN])),
        ),
    )


def _narrated(side: Side, sentences: Sequence[int]) -> list[Token]:
    all_sentences, tokens = side.annotation.sentences, side.annotation.tokens
    return [
        tokens[i]
        for s in sorted(sentences)
        for i in range(all_sentences[s].first_token, all_sentences[s].last_token)
        if not side.voiced[i]
    ]


def _shared(ours: Sequence[Token], theirs: Sequence[Token]) -> tuple[int, int]:
    """Content words that two passages share, and how many the poorer one has."""
    stems_a = [t.stem for t in ours if t.content]
    stems_b = [t.stem for t in theirs if t.content]
    return (Counter(stems_a) & Counter(stems_b)).total(), min(len(stems_a), len(stems_b))


def _kept(ours: Sequence[Token], theirs: Sequence[Token]) -> int:
    """Words that two passages have in the same order."""
    from rapidfuzz.distance import LCSseq

    return int(LCSseq.similarity([t.norm for t in ours], [t.norm for t in theirs]))


Passage = tuple[int, AlignmentLink | None, AlignmentLink | None]
"""Its words, and its first and last link; no links if there is none of two sentences or more."""


def _longest_passage(whole: Sequence[tuple[AlignmentLink, int]]) -> Passage:
    """The longest chain of links that follow each other in both texts."""
    longest: Passage = (0, None, None)
    ending: dict[tuple[int, int], tuple[int, AlignmentLink]] = {}
    for link, kept in sorted(whole, key=lambda found: (min(found[0].a), min(found[0].b))):
        before, first = ending.get((min(link.a) - 1, min(link.b) - 1), (0, link))
        ending[max(link.a), max(link.b)] = before + kept, first
        if before and before + kept > longest[0]:
            longest = before + kept, first, link
    return longest


def _stretch(
    a: Side, b: Side, first: AlignmentLink | None, last: AlignmentLink | None
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    if first is None or last is None:
        return (), ()
    ours, theirs = a.annotation.sentences, b.annotation.sentences
    return (
        (Span(ours[min(first.a)].start, ours[max(last.a)].end),),
        (Span(theirs[min(first.b)].start, theirs[max(last.b)].end),),
    )


def _shared_runs(a: Side, b: Side) -> list[tuple[int, int, int]]:
    """Long runs that both narrate: where they start in a and in b, and their length."""
    spoken = a.spoken_grams | b.spoken_grams
    shared = (a.told_grams.keys() & b.told_grams.keys()) - spoken
    starts = sorted((a.told_grams[gram], b.told_grams[gram]) for gram in shared)
    return [run for run in runs(starts) if run[2] >= _LONG]


def _sentences(
    a: Side, b: Side, places: Sequence[tuple[int, int]]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    ours, theirs = a.annotation.sentences, b.annotation.sentences
    return (
        tuple(sorted({ours[i].span for i, _ in places[:_SHOWN]})),
        tuple(sorted({theirs[j].span for _, j in places[:_SHOWN]})),
    )

"""What was made of the original, and how near a copy stands to it."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.model.story import Alignment, DerivationKind
from geopolitik.steps.lineage.counts import measures
from geopolitik.steps.lineage.counts.across import across
from geopolitik.steps.lineage.counts.measures import side_of
from geopolitik.steps.lineage.pair.relation import are_foreign


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of an original and a copy answers to each other."""

    original_share: float
    """Content words of the original outside quotations that return in matched sentences of the copy."""
    copy_share: float
    original_grams: float
    copy_grams: float
    original_sentences: float
    copy_sentences: float
    length: float
    """Words of the copy per word of the original."""
    is_foreign: bool
    marks: float = 0.0
    """In another language: share of names and numbers."""


def likeness(alignment: Alignment) -> Likeness:
    """Measure a pair whose a is the original."""
    a, b = side_of(alignment.a), side_of(alignment.b)
    by_a, by_b = measures.coverage(alignment, a, b)
    grams = measures.grams(a, b)
    foreign = are_foreign(alignment.a, alignment.b)
    marks = 0.0
    if foreign:
        shared = across(alignment.a, alignment.b)
        marks = shared.numbers + shared.names
    return Likeness(
        original_share=by_a.share,
        copy_share=by_b.share,
        original_grams=grams.share_a,
        copy_grams=grams.share_b,
        original_sentences=by_a.sentences,
        copy_sentences=by_b.sentences,
        length=len(alignment.b.tokens) / max(1, len(alignment.a.tokens)),
        is_foreign=foreign,
        marks=marks,
    )


def kind_of(like: Likeness) -> DerivationKind:
    """Name what was done, by how much of either text the other holds and how literally."""
    if like.is_foreign:
        return DerivationKind.TRANSLATION
    if like.original_grams >= 0.75 and like.copy_grams >= 0.75:
        return DerivationKind.LIGHT_EDIT
    if like.original_sentences <= 0.4 and like.copy_sentences <= 0.5:
        return DerivationKind.EXCERPT
    if like.copy_grams >= 0.6 and like.length <= 0.85:
        return DerivationKind.EXCERPT if like.original_sentences <= 0.2 else DerivationKind.ABRIDGED
    if like.original_grams >= 0.6 and like.length >= 1.15:
        return DerivationKind.EXPANDED
    if like.original_grams >= 0.5 and like.copy_grams >= 0.5:
        return DerivationKind.LIGHT_EDIT
    return DerivationKind.REWRITE

"""Two wordings become an alignment: which sentences and clauses answer to which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geopolitik.model.annotation import Annotation
from geopolitik.model.protocols import SentenceModel
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment, AlignmentLink
from geopolitik.steps.align.clauses import uncovered
from geopolitik.steps.align.large import decode_large, is_large
from geopolitik.steps.align.leftovers import leftover_pairs, partners
from geopolitik.steps.align.links import moved_stars, operation, stars
from geopolitik.steps.align.pairs import RELATED, UNRELATED, Pair, Similarity, decode, similarity
from geopolitik.steps.align.words import Lexis, Text, lexis, text_of


def align(
    a: Annotation,
    b: Annotation,
    *,
    related: bool = False,
    model: SentenceModel | None = None,
    basis: Basis | None = None,
) -> Alignment:
    """Which sentences and clauses of two texts answer to which; undirected.

    `align(b, a)` is `align(a, b).turned()`, whatever ties there are: one fixed order of the two decides them.

    Args:
        a, b: the two texts. Texts in two languages are not aligned: all their sentences stand alone.
        related: whether the two are known to be related; weaker matches then count.
        model: a sentence model that helps on paraphrase, or None for lexical similarity alone.
        basis: `compare_words(a, b, model)`, if it is at hand from a first look.

    Returns:
        Links, with the clauses that only one side has, and the sentences without any link.
    """
    if not a.sentences or not b.sentences or _foreign(a, b):
        return Alignment(a, b, (), (), tuple(range(len(a.sentences))), tuple(range(len(b.sentences))))
    basis = basis or compare_words(a, b, model)
    found = _aligned(basis, related=related)
    return found if found.a is a else found.turned()


def _aligned(basis: Basis, *, related: bool) -> Alignment:
    a, b = basis.a.annotation, basis.b.annotation
    pairs = _pairs(basis, related=related)
    of_a, of_b = partners(pairs)
    return Alignment(
        a,
        b,
        links=_links(
            a,
            b,
            pairs,
            uncovered(basis.a, basis.b.bags, of_a, basis.words),
            uncovered(basis.b, basis.a.bags, of_b, basis.words),
        ),
        pairs=tuple((i, j, score) for (i, j), score in sorted(pairs.items())),
        a_only=tuple(i for i in range(len(a.sentences)) if i not in of_a),
        b_only=tuple(j for j in range(len(b.sentences)) if j not in of_b),
    )


@dataclass(frozen=True, slots=True)
class Basis:
    """What an alignment is decided on; a second, looser look need not make it anew."""

    a: Text
    b: Text
    words: Lexis
    similar: Similarity | None
    """None for texts too long for a full matrix."""


def compare_words(a: Annotation, b: Annotation, model: SentenceModel | None = None) -> Basis:
    """The words of two texts and how similar their sentences are, in an order that their contents decide."""
    first, second = sorted((a, b), key=lambda text: (text.text, text.capture_id))
    ours, theirs = text_of(first), text_of(second)
    similar = None if is_large(ours.bags, theirs.bags) else similarity(first, second, model)
    return Basis(ours, theirs, lexis(ours.bags, theirs.bags), similar)


def _pairs(basis: Basis, *, related: bool) -> dict[Pair, float]:
    similar = basis.similar
    if similar is None:
        thresholds = RELATED if related else UNRELATED
        return decode_large(basis.a.bags, basis.b.bags, basis.words, thresholds)
    pairs = decode(similar, related=related)
    if related:
        more = leftover_pairs(basis.a, basis.b, pairs, basis.words)
        pairs |= {(i, j): round(float(similar.matrix[i, j]), 4) for i, j in more}
    return pairs


def _foreign(a: Annotation, b: Annotation) -> bool:
    ours, theirs = a.article.language, b.article.language
    return ours is not None and theirs is not None and ours != theirs


def _links(
    a: Annotation,
    b: Annotation,
    pairs: Mapping[Pair, float],
    a_gone: Mapping[int, list[Span]],
    b_new: Mapping[int, list[Span]],
) -> tuple[AlignmentLink, ...]:
    found = stars(pairs)
    moved = moved_stars(found)
    return tuple(
        AlignmentLink(
            a=star[0],
            b=star[1],
            operation=operation(a, b, star),
            moved=star in moved,
            score=max(pairs[i, j] for i in star[0] for j in star[1]),
            a_only=tuple(span for i in star[0] for span in a_gone.get(i, ())),
            b_only=tuple(span for j in star[1] for span in b_new.get(j, ())),
        )
        for star in found
    )

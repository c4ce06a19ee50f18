"""Two wordings become an alignment: which sentences and clauses answer to which."""

from __future__ import annotations

from collections.abc import Mapping

from geopolitik.model.annotation import Annotation
from geopolitik.model.protocols import SentenceModel
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment, AlignmentLink
from geopolitik.steps.align.clauses import Lexis, lexis, uncovered
from geopolitik.steps.align.leftovers import leftover_pairs, partners
from geopolitik.steps.align.links import moved_stars, operation, stars
from geopolitik.steps.align.pairs import RELATED, UNRELATED, Pair, decode, similarity


def align(
    a: Annotation, b: Annotation, *, related: bool = False, model: SentenceModel | None = None
) -> Alignment:
    """Which sentences and clauses of two texts answer to which; undirected.

    Args:
        a, b: the two texts. Texts in two languages are not aligned: all their sentences stand alone.
        related: whether the two are known to be related; weaker matches then count.
        model: a sentence model that helps on paraphrase, or None for lexical similarity alone.

    Returns:
        Links, with the clauses that only one side has, and the sentences without any link.
    """
    if not a.sentences or not b.sentences or _foreign(a, b):
        return Alignment(a, b, (), (), tuple(range(len(a.sentences))), tuple(range(len(b.sentences))))
    similar = similarity(a, b, model)
    words = lexis(a, b)
    pairs = decode(similar, RELATED if related else UNRELATED)
    if related:
        for i, j in sorted(leftover_pairs(a, b, pairs, words)):
            pairs[i, j] = round(float(similar.matrix[i, j]), 4)
    return Alignment(
        a,
        b,
        links=_links(a, b, pairs, words),
        pairs=tuple((i, j, score) for (i, j), score in sorted(pairs.items())),
        a_only=tuple(i for i in range(len(a.sentences)) if i not in {p[0] for p in pairs}),
        b_only=tuple(j for j in range(len(b.sentences)) if j not in {p[1] for p in pairs}),
    )


def _foreign(a: Annotation, b: Annotation) -> bool:
    ours, theirs = a.article.language, b.article.language
    return ours is not None and theirs is not None and ours != theirs


def _links(
    a: Annotation, b: Annotation, pairs: Mapping[Pair, float], words: Lexis
) -> tuple[AlignmentLink, ...]:
    found = stars(pairs)
    moved = moved_stars(found)
    a_gone, b_new = _one_sided_clauses(a, b, pairs, words)
    links = []
    for star in found:
        rows, columns = star
        links.append(
            AlignmentLink(
                a=rows,
                b=columns,
                operation=operation(a, b, star),
                moved=star in moved,
                score=max(pairs[i, j] for i in rows for j in columns),
                a_only=tuple(span for i in rows for span in a_gone.get(i, ())),
                b_only=tuple(span for j in columns for span in b_new.get(j, ())),
            )
        )
    return tuple(links)


def _one_sided_clauses(
    a: Annotation, b: Annotation, pairs: Mapping[Pair, float], words: Lexis
) -> tuple[dict[int, list[Span]], dict[int, list[Span]]]:
    """Clauses of a that b lacks, and of b that a lacks, by sentence."""
    of_a, of_b = partners(pairs)
    a_clauses = [clause for clause in a.clauses if clause.sentence in of_a]
    b_clauses = [clause for clause in b.clauses if clause.sentence in of_b]
    return (
        uncovered(a, b, a_clauses, lambda i: of_a[i], words),
        uncovered(b, a, b_clauses, lambda j: of_b[j], words),
    )

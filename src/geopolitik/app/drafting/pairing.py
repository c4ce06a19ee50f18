"""Sentences of a post paired with the passages that they cite, whatever the alignment found more alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geopolitik.app.drafting.refs import Citation
from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.model.story import Alignment, AlignmentLink, Operation

_SAID = 0.5
"""The similarity that a citation stands for: its writer says that the two belong together."""


def with_cited(alignment: Alignment, citations: Sequence[Citation]) -> Alignment:
    """The alignment with a link for every sentence of b that cites a passage of a, but isn't linked to it.

    A link of that sentence to another one gives way; one that joins several sentences is left as it is.
    """
    pairs: dict[int, int] = {}
    for citation in citations:
        if citation.ref and citation.ref.capture == alignment.a.capture_id:
            there = _sentences(alignment.a, citation.ref.span)
            here = [j for j in _sentences(alignment.b, citation.words) if _free(alignment, j, there)]
            if there and here and there[0] not in pairs.values():
                pairs.setdefault(here[0], there[0])
    # What else is linked to the passage cited would make one sentence answer to two.
    given_up = [k for k in alignment.links if not pairs.keys().isdisjoint(k.b) or _taken(k, pairs)]
    added = [_link(i, j) for j, i in pairs.items()]
    return (
        _relinked(alignment, [*(k for k in alignment.links if k not in given_up), *added])
        if added
        else alignment
    )


def _free(alignment: Alignment, sentence: int, there: Sequence[int]) -> bool:
    """Whether a sentence of b has no link but one of its own to another sentence than those."""
    own = [link for link in alignment.links if sentence in link.b]
    return all(len(link.b) == 1 and set(link.a).isdisjoint(there) for link in own)


def _taken(link: AlignmentLink, pairs: dict[int, int]) -> bool:
    return len(link.a) == 1 and link.a[0] in pairs.values()


def _link(i: int, j: int) -> AlignmentLink:
    return AlignmentLink(a=(i,), b=(j,), operation=Operation.REWORDED, moved=False, score=_SAID)


def _relinked(alignment: Alignment, links: Sequence[AlignmentLink]) -> Alignment:
    joined = {(i, j) for link in links for i in link.a for j in link.b}
    scores = {(i, j): score for i, j, score in alignment.pairs if (i, j) in joined}
    scores |= {
        (k.a[0], k.b[0]): _SAID for k in links if (k.a[0], k.b[0]) not in scores and len(k.a + k.b) == 2
    }
    ours, theirs = {i for i, _ in joined}, {j for _, j in joined}
    return replace(
        alignment,
        links=tuple(sorted(links, key=lambda link: (min(link.a), min(link.b)))),
        pairs=tuple(sorted((i, j, score) for (i, j), score in scores.items())),
        a_only=tuple(i for i in range(len(alignment.a.sentences)) if i not in ours),
        b_only=tuple(j for j in range(len(alignment.b.sentences)) if j not in theirs),
    )


def _sentences(annotation: Annotation, span: Span) -> list[int]:
    return [i for i, sentence in enumerate(annotation.sentences) if sentence.span.overlaps(span)]

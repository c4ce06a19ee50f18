"""Passages that stand in one text only, checked against the whole of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geopolitik.model.span import Span
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.judging import trimmed
from geopolitik.steps.redline.side import Side

_NEAR = 0.5
_ELSEWHERE = 0.6
"""Shares of a clause's words from which the other text does say it, nearby or elsewhere."""


def one_sided(comparison: Comparison) -> Iterator[tuple[Span, bool]]:
    """Passages of b without a counterpart in a; whether each is a whole sentence."""
    b = comparison.b
    whole = [b.sentences[s].span for s in comparison.alone_b]
    for span, is_whole in [(s, False) for s in _merged(b, comparison.clauses_b)] + [(s, True) for s in whole]:
        span = trimmed(b, span)
        if len(b.contents_in(span)) < (1 if is_whole else 2) or (
            not is_whole and _reworded(comparison, span)
        ):
            continue
        if comparison.coverage(span) >= _NEAR or comparison.best_elsewhere(span)[0] >= _ELSEWHERE:
            continue
        yield span, is_whole


def _merged(side: Side, spans: Sequence[Span]) -> list[Span]:
    """Clauses that follow one another in a sentence, as one passage."""
    found: list[Span] = []
    for span in sorted(set(spans)):
        if (
            found
            and not side.text[found[-1].end : span.start].strip(" ,;—–-\n")
            and found[-1].end <= span.start
        ):
            if not any(c in ".!?" for c in side.text[found[-1].end - 1 : span.start]):
                found[-1] = Span(found[-1].start, span.end)
                continue
        found.append(span)
    return found


def _reworded(comparison: Comparison, span: Span) -> bool:
    """Whether a clause of the same kind in the original, with a word in common, is left without an answer too.

    Then the one says in other words what the other says.
    """
    a, b = comparison.a, comparison.b
    kinds = {b.clause(t).kind for t in b.contents_in(span)}
    for t in comparison.sources(b.contents_in(span)):
        clause = a.clause(t)
        own = [x for x in a.clause_tokens(a.clause_of[t]) if a.content(x)]
        inside = [
            x for x in own if x in comparison.to_b and span.start <= b.starts[comparison.to_b[x]] < span.end
        ]
        lost = [x for x in own if x not in comparison.to_b]
        if kinds == {clause.kind} and lost and len(inside) + len(lost) == len(own):
            return True
    return False

"""Claim added, and gloss on a speaker: what stands in the copy only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.judging import attributed, weighty
from geopolitik.steps.redline.onesided import asks, one_sided, opens_gloss, tells_source
from geopolitik.steps.redline.side import Side

_SOME = 3


def added(comparison: Comparison) -> Iterator[Change]:
    """Clauses and sentences of the copy that nothing in the original answers to."""
    b = comparison.b
    collage = comparison.flipped().excerpted
    for found in one_sided(comparison):
        span, tokens = found.span, b.contents_in(found.span)
        claimed = attributed(b, b.sentence_of[tokens[0]])
        heavy = weighty(b, span)
        judges = not heavy and any(
            int(hit.row["strength"]) > 1 for t in tokens if (hit := b.lists["redline_evaluative"].get(t))
        )
        if not found.whole and (
            (claimed and opens_gloss(b, span)) or (judges and _by_somebody(b, tokens[0], comparison))
        ):
            kind, severity = ChangeKind.GLOSS, Severity.HIGH
        else:
            kind = ChangeKind.CLAIM_ADDED
            severity = _severity(len(tokens), heavy, claimed or found.whole)
        reworded = found.reworded and not opens_gloss(b, span)
        bare = _only_named(b, tokens) or asks(b, span)
        coloured = opens_gloss(b, span) or any(t in b.lists["redline_evaluative"] for t in tokens)
        kept = found.partly or (found.displaced and len(tokens) <= _SOME)
        told = (kept and not coloured) or (not found.whole and tells_source(comparison, span))
        if kind is ChangeKind.CLAIM_ADDED and (reworded or bare or told or (found.whole and collage)):
            severity = Severity.LOW
        what = "hangs its own reading on what is reported" if kind is ChangeKind.GLOSS else "adds"
        yield Change(
            kind,
            severity,
            None,
            span,
            f"The copy {what}: {b.quote(span)}; no matching passage was found in the original.",
        )


def _by_somebody(side: Side, token: int, comparison: Comparison) -> bool:
    """Whether a speaker of the same sentence stands before the passage: there is somebody to gloss on."""
    here = side.sentence_of[token]
    return any(
        r.holder is not None and r.first < token and side.sentence_of[r.first] == here
        for r in comparison.reports_b
    )


def _only_named(side: Side, tokens: Sequence[int]) -> bool:
    """Whether the passage is nothing but a name, with its title: what is said of it stands elsewhere."""
    near = side.names_of.get(side.sentence_of[tokens[0]], ())
    named = {t for n in near if not n.is_pronoun for t in side.tokens_in(n.span)}
    return all(t in named or side.text[side.starts[t]].isupper() for t in tokens)


def _severity(length: int, heavy: int, weighs: bool) -> Severity:
    """High for what can be checked; a weighty word is enough in a reported claim or a sentence of its own."""
    if length >= _SOME and (heavy >= 2 or (heavy and weighs)):
        return Severity.HIGH
    return Severity.MEDIUM if length >= _SOME else Severity.LOW

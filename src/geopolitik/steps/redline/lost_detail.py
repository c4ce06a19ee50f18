"""What a kept passage lost: a number, a name or a piece of its claim."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.judging import grave_words, trimmed
from geopolitik.steps.redline.measures import numbers_of
from geopolitik.steps.redline.passages import is_figures
from geopolitik.steps.redline.side import Side

_CLOSE = 3
_MUCH = 5
_SOME = 3
_TOLD = 0.25
"""Share of a sentence's words that must be answered for a part of it to be kept."""


def detail(comparison: Comparison, gone: list[int]) -> Iterator[Change]:
    """The longest run of words that a kept passage lost, as a number, a name or a piece of a claim."""
    a = comparison.a
    run = _longest(a, gone)
    if not run:
        return
    span = a.span_of(run)
    numbers = [q for q in numbers_of(a) if span.overlaps(q.span) and q.value != 1]
    near = a.names_of.get(a.sentence_of[run[0]], ())
    names = [n for n in near if span.overlaps(n.span) and not n.is_pronoun]
    named = {t for n in names for t in a.tokens_in(n.span)}
    kind, severity = ChangeKind.CLAIM_DROPPED, Severity.LOW
    clause = [t for t in a.clause_tokens(a.clause_of[run[0]]) if a.content(t)]
    rest = [t for t in clause if t not in run]
    if rest and not comparison.answered(rest):
        span = trimmed(a, a.span_of(clause))  # with what it was said of
        severity = Severity.MEDIUM if len(run) > 1 and (numbers or grave_words(a, span)) else Severity.LOW
    elif numbers and len(run) <= _SOME:
        kind, severity = ChangeKind.NUMBER, Severity.MEDIUM if len(run) > 1 else Severity.LOW
    elif 2 * sum(t in named for t in run) >= len(run):
        kind = ChangeKind.NAME_DROPPED
        span = a.span_of([*run, *named])
        known = all(a.stem(t) in comparison.b.where for t in named if a.content(t))
        severity = Severity.LOW if known or len(run) == 1 else Severity.MEDIUM
    elif numbers or grave_words(a, span) or len(run) >= _MUCH:
        severity = Severity.MEDIUM if len(run) > 1 else Severity.LOW
    if is_figures(a, span):
        severity = Severity.LOW
    reason = f"The copy keeps the claim without {a.quote(span)}."
    own = [t for t in a.tokens_of(a.sentence_of[run[0]]) if a.content(t)]
    told = sum(t in comparison.to_b for t in own) >= _TOLD * len(own)
    if a.sentence_of[run[0]] not in comparison.partners_a or not told:
        reason = f"The original says {a.quote(span)}; no matching passage was found in the copy."
    elif kind is ChangeKind.CLAIM_DROPPED:
        reason = f"The copy keeps part of this sentence, but not {a.quote(span)}."
    yield Change(kind, severity, span, None, reason)


def _longest(side: Side, tokens: list[int]) -> list[int]:
    """The longest run of tokens that stand close together in a clause."""
    best: list[int] = []
    run: list[int] = []
    for t in tokens:
        run = (
            [*run, t]
            if run and t - run[-1] <= _CLOSE and side.clause_of[t] == side.clause_of[run[-1]]
            else [t]
        )
        if len(run) > len(best):
            best = run
    return best

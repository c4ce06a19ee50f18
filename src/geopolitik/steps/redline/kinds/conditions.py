"""Condition dropped: what holds only if something else does stands without it."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.judging import trimmed
from geopolitik.steps.redline.phrases import Hit, closed
from geopolitik.steps.redline.side import Side

_MAIN_KEPT = 0.5
_GONE = 0.5


def conditions(comparison: Comparison) -> Iterator[Change]:
    """Conditions of sentences whose main statement the copy keeps, without any word of dependence."""
    a, b = comparison.a, comparison.b
    for first, hit in a.lists["redline_conditions"].items():
        if hit.row["strict"] != "1" or a.quoted[first] or (first and a.norm(first - 1) == "even"):
            continue
        if hit.row["word"] == "if" and _loose(a, hit):
            continue
        condition = _condition(a, hit)
        sentence = a.tokens_of(a.sentence_of[first])
        main = [t for t in sentence if a.content(t) and t not in condition]
        kept = comparison.answered(main)
        if len(kept) < max(2, _MAIN_KEPT * len(main)):
            continue
        own = [t for t in condition if a.content(t)]
        gone = len(comparison.answered(own)) <= _GONE * len(own)
        if not own or (not gone and hit.row["word"] == "if"):
            continue
        sentences = {b.sentence_of[u] for u in kept}
        if _depends(comparison, condition, sentences):
            continue
        ours = trimmed(a, a.span(condition.start, condition.stop - 1))
        most = max(sentences, key=lambda s: sum(b.sentence_of[u] == s for u in kept))
        theirs = b.span_of(u for u in kept if b.sentence_of[u] == most)
        yield Change(
            ChangeKind.CONDITION_DROPPED,
            Severity.HIGH if gone else Severity.MEDIUM,
            ours,
            theirs,
            f"The original says {a.quote(ours)}; the copy states {b.quote(theirs)} without the condition.",
        )


def _depends(comparison: Comparison, condition: range, sentences: set[int]) -> bool:
    """Whether the copy has a word of dependence there, other than those the original has besides this one."""
    a, b = comparison.a, comparison.b
    sentence = a.tokens_of(a.sentence_of[condition.start])
    besides = {a.norm(t) for t in sentence if t in a.lists["redline_conditions"] and t not in condition}
    words = b.lists["redline_conditions"]
    return any(
        t in words and (b.norm(t) not in besides or words[t].row["strict"] == "1")
        for s in sentences
        for t in b.tokens_of(s)
    )


def _loose(side: Side, hit: Hit) -> bool:
    """Whether an `if` states no condition: if not the best, if we consider, cares if."""
    after = hit.last < len(side.starts) and side.norm(hit.last) in closed("loose if")
    before = side.norm(hit.first - 1) if hit.first else ""
    return after or before == "even" or before in closed("whether verb")


def _condition(side: Side, hit: Hit) -> range:
    """From the condition's first word to the end of its clause."""
    clause = side.clauses[side.clause_of[hit.first]]
    sentence = side.tokens_of(side.sentence_of[hit.first])
    end = clause[1] if clause[1] - hit.last >= 2 else sentence.stop
    return range(hit.first, max(end, hit.last))

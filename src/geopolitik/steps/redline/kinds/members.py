"""Scope narrowed: a member of a list is left out."""

from __future__ import annotations

from collections.abc import Iterator

from geopolitik.model.story import Change, ChangeKind, Severity
from geopolitik.steps.redline.comparison import Comparison
from geopolitik.steps.redline.side import Side

_JOINS = ("and", "or")


def members(comparison: Comparison) -> Iterator[Change]:
    """`X and Y` of the original where the copy has X, followed by something else than another member."""
    a, b = comparison.a, comparison.b
    for join in range(1, len(a.starts) - 1):
        if a.norm(join) not in _JOINS or a.quoted[join] or a.sentence_of[join - 1] != a.sentence_of[join + 1]:
            continue
        for kept, gone in ((join - 1, join + 1), (join + 1, join - 1)):
            there = comparison.to_b.get(kept)
            if there is None or not a.content(gone) or gone in comparison.to_b or b.quoted[there]:
                continue
            if (
                not (_noun_like(a, gone) and _noun_like(a, kept))
                or _company(comparison, there)
                or not _same_frame(comparison, kept, gone)
            ):
                continue
            ours, theirs = a.span(min(kept, gone), max(kept, gone)), b.span(there, there)
            yield Change(
                ChangeKind.SCOPE_NARROWED,
                Severity.MEDIUM,
                ours,
                theirs,
                f"The original names {a.quote(ours)}, the copy only {b.quote(theirs)}.",
            )


def _noun_like(side: Side, token: int) -> bool:
    """Whether a word may be a member of a list of things: no number, no verb form, no cue."""
    word = side.norm(token)
    cue = token in side.lists["redline_says"] or token in side.lists["redline_embedding"]
    return not cue and not word[0].isdigit() and not word.endswith(("ed", "ing", "ly"))


def _company(comparison: Comparison, there: int) -> bool:
    """Whether another member stands beside it in the copy, or a word that the original does not have."""
    b = comparison.b
    sentence = b.tokens_of(b.sentence_of[there])
    near = [t for t in range(there - 3, there + 4) if t in sentence and t != there]
    return any(b.norm(t) in _JOINS for t in near) or any(
        b.content(t) and t not in comparison.to_a for t in near
    )


def _same_frame(comparison: Comparison, kept: int, gone: int) -> bool:
    """Whether the list stands in a clause that the copy keeps."""
    a = comparison.a
    around = [t for t in range(kept - 6, kept + 7) if 0 <= t < len(a.starts) and a.content(t)]
    around = [t for t in around if a.sentence_of[t] == a.sentence_of[kept] and t not in (kept, gone)]
    return len(around) >= 2 and len(comparison.answered(around)) >= 0.6 * len(around)

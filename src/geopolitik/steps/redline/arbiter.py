"""One real change, one flag: which of several candidates for the same passage is reported."""

from __future__ import annotations

from collections.abc import Iterable

from geopolitik.model.span import Span
from geopolitik.model.story import Change, ChangeKind, Severity

_SEVERITY = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}
_WHOLE = frozenset({ChangeKind.UNDATABLE, ChangeKind.CREDIT_DROPPED, ChangeKind.LINK_INSERTED})
"""Changes of the text as a whole compete with nothing."""
_BOTH = 0.5
"""The same for the original, of candidates that have a place in the copy, too."""
_SHARE = 0.3
"""Share of the shorter passage from which two candidates are about the same change."""


def arbitrate(candidates: Iterable[Change], precedence: tuple[ChangeKind, ...]) -> tuple[Change, ...]:
    """The candidates without those whose passage a graver or more telling one already claims, in copy order.

    Args:
        candidates: of all kinds.
        precedence: which kind tells more, among candidates of one severity; the first most.
    """
    rank = {kind: number for number, kind in enumerate(precedence)}
    kept: list[Change] = []
    for change in sorted(candidates, key=lambda c: (_SEVERITY[c.severity], rank[c.kind], _place(c))):
        if not any(_same(change, other) for other in kept):
            kept.append(change)
    return tuple(sorted(kept, key=_place))


def _place(change: Change) -> tuple[int, int, int, str]:
    copy, original = change.copy_span, change.original_span
    return (
        0 if copy else 1,
        copy.start if copy else -1,
        original.start if original else -1,
        change.kind,
    )


def _same(one: Change, other: Change) -> bool:
    """Whether two candidates are about one passage: of the copy where both have one, else of the original."""
    if one.kind in _WHOLE or other.kind in _WHOLE:
        return one.kind is other.kind and one.copy_span == other.copy_span
    if one.copy_span and other.copy_span and _overlap(one.copy_span, other.copy_span) >= _SHARE:
        return True
    if ChangeKind.INTENSIFIER_ADDED in (one.kind, other.kind):
        return False  # its original passage is the word it was added to, which other changes may concern
    if one.original_span and other.original_span:
        least = _BOTH if one.copy_span and other.copy_span else _SHARE
        return _overlap(one.original_span, other.original_span) >= least
    return False


def _overlap(one: Span, other: Span) -> float:
    start, end = max(one.start, other.start), min(one.end, other.end)
    if start >= end:
        return 0.0
    return (end - start) / max(1, min(one.end - one.start, other.end - other.start))

"""One real change, one flag: which of several candidates for the same passage is reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geopolitik.model.story import Change, ChangeKind, Severity

_SEVERITY = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}
_WHOLE = frozenset({ChangeKind.UNDATABLE, ChangeKind.CREDIT_DROPPED, ChangeKind.LINK_INSERTED})
"""Changes of the text as a whole compete with nothing."""
_FREEING = frozenset({ChangeKind.CONDITION_DROPPED, ChangeKind.ATTRIBUTION_DROPPED})
_BOTH = 0.5
"""The same for the original, of candidates that have a place in the copy, too."""
_SHARE = 0.3
"""Share of the shorter passage from which two candidates are about the same change."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A candidate with its passages as plain numbers, -1 where it has none: they are compared often."""

    change: Change
    whole: bool
    colours: bool
    frees: bool
    """Whether it takes a condition or source off a claim, whose words may be bent besides."""
    copy_start: int
    copy_end: int
    original_start: int
    original_end: int


def arbitrate(candidates: Iterable[Change], precedence: tuple[ChangeKind, ...]) -> tuple[Change, ...]:
    """The candidates without those whose passage a graver or more telling one already claims, in copy order.

    Args:
        candidates: of all kinds.
        precedence: which kind tells more, among candidates of one severity; the first most.
    """
    rank = {kind: number for number, kind in enumerate(precedence)}
    ordered = sorted(candidates, key=lambda c: (_SEVERITY[c.severity], rank[c.kind], _place(c)))
    kept: list[_Claim] = []
    for claim in map(_claim, ordered):
        if not any(_same(claim, other) for other in kept):
            kept.append(claim)
    return tuple(sorted((claim.change for claim in kept), key=_place))


def _claim(change: Change) -> _Claim:
    copy, original = change.copy_span, change.original_span
    return _Claim(
        change,
        change.kind in _WHOLE,
        change.kind is ChangeKind.INTENSIFIER_ADDED,
        change.kind in _FREEING,
        copy.start if copy else -1,
        copy.end if copy else -1,
        original.start if original else -1,
        original.end if original else -1,
    )


def _place(change: Change) -> tuple[int, int, int, str]:
    copy, original = change.copy_span, change.original_span
    return (
        0 if copy else 1,
        copy.start if copy else -1,
        original.start if original else -1,
        change.kind,
    )


def _same(one: _Claim, other: _Claim) -> bool:
    """Whether two candidates are about one passage: of the copy, or of the original."""
    if one.whole or other.whole:
        return one.change.kind is other.change.kind and one.copy_start == other.copy_start
    if (one.frees or other.frees) and one.original_end >= 0 and other.original_end >= 0:
        shared = _overlap(one.original_start, one.original_end, other.original_start, other.original_end)
        return shared >= _SHARE
    both_in_copy = one.copy_end >= 0 and other.copy_end >= 0
    if both_in_copy and _overlap(one.copy_start, one.copy_end, other.copy_start, other.copy_end) >= _SHARE:
        return True
    if one.colours or other.colours or one.original_end < 0 or other.original_end < 0:
        return (
            False  # the original passage of a colouring is the word it was added to, which others may concern
        )
    shared = _overlap(one.original_start, one.original_end, other.original_start, other.original_end)
    return shared >= (_BOTH if both_in_copy else _SHARE)


def _overlap(start: int, end: int, other_start: int, other_end: int) -> float:
    """Shared length, as a share of the shorter passage."""
    if end <= other_start or other_end <= start:
        return 0.0
    shared = min(end, other_end) - max(start, other_start)
    return shared / max(1, min(end - start, other_end - other_start))

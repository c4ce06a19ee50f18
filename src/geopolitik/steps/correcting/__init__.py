"""Correcting: which articles are versions of one address, what says so, and which copies have what."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from geopolitik.model.annotation import Annotation
from geopolitik.model.correcting import Correction, Followed, Notice, Uptake
from geopolitik.model.story import Alignment, Change, Severity
from geopolitik.steps.correcting.following import follow, linked, when
from geopolitik.steps.correcting.kin import kin
from geopolitik.steps.correcting.notices import notices
from geopolitik.steps.correcting.versions import address_of, versions

__all__ = ["address_of", "corrected", "kin", "notices", "versions"]

_MOST_CHANGES = 40
"""Changes of one correction that are followed, the gravest first."""
_RANK = {severity: rank for rank, severity in enumerate(Severity)}


def corrected(
    address: str,
    before: Annotation,
    after: Annotation,
    changes: Sequence[Change],
    copies: Sequence[Annotation],
    compared: Callable[[Annotation, Annotation], Alignment],
) -> Correction:
    """The changes between two versions of one address, each followed through the copies.

    Args:
        address: where both lay.
        before: the earlier version.
        after: the later one.
        changes: what a redline of the two finds.
        copies: the texts that may have them.
        compared: aligns a version with a copy.
    """
    known = {notice.span.of(before.text) for notice in notices(before)}
    new = tuple(notice for notice in notices(after) if notice.span.of(after.text) not in known)
    told = [change for change in changes if not _is_notice(change, new)]
    told = sorted(told, key=lambda change: _RANK[change.severity])[:_MOST_CHANGES]
    sides = [(compared(before, copy), compared(after, copy)) for copy in copies if told]
    followed = tuple(
        Followed(
            change,
            linked(change, before, after, new),
            tuple(
                Uptake(earlier.b, held, when(earlier.b, before, after), span)
                for earlier, later in sides
                for held, span in (follow(change, earlier, later),)
            ),
        )
        for change in told
    )
    return Correction(address, before, after, followed, new, tuple(copies), _latest(copies))


def _latest(copies: Sequence[Annotation]) -> tuple[Annotation, ...]:
    outdated = {before.capture_id for _, before, _ in versions(copies)}
    return tuple(copy for copy in copies if copy.capture_id not in outdated)


def _is_notice(change: Change, new: Sequence[Notice]) -> bool:
    """Whether what was added is the notice itself."""
    span = change.copy_span
    return span is not None and any(notice.span.overlaps(span) for notice in new)

"""Corrections as a story's page shows them: short passages for readers, all of it for those who work here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.app.naming import Naming, publisher
from geopolitik.app.quoting import Shown
from geopolitik.model.annotation import Annotation
from geopolitik.model.correcting import Correction, Followed, Uptake
from geopolitik.model.span import Span
from geopolitik.model.story import Severity
from geopolitik.publish.correcting import (
    notice_text,
    notice_words,
    summary,
    untold,
    uptake_words,
)
from geopolitik.publish.site.views.passages import Passage, passage, windowed


@dataclass(frozen=True, slots=True)
class UptakeView:
    """What one copy has of a change."""

    number: int
    """Of the capture within the story."""
    name: str
    words: str
    held: str
    told: Passage | None


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change between two versions."""

    kind: str
    severity: Severity
    before: Passage | None
    after: Passage | None
    withheld: bool
    """Whether a passage isn't shown that is there."""
    notice: str
    notice_text: str
    uptakes: tuple[UptakeView, ...]


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """Two versions of one address."""

    name: str
    address: str
    numbers: tuple[int, int]
    """Of the two captures within the story."""
    summary: str
    untold: str
    changes: tuple[ChangeView, ...]


def corrections_view(
    corrections: Sequence[Correction], naming: Naming, shown: Shown | None
) -> tuple[CorrectionView, ...]:
    """What outlets changed in their own texts, and who has it.

    Args:
        shown: what the public is shown of the texts; None for those who see all.
    """
    return tuple(
        CorrectionView(
            name=publisher(one.after),
            address=one.address,
            numbers=(naming.numbers[one.before.capture_id], naming.numbers[one.after.capture_id]),
            summary=summary(one),
            untold=untold(one),
            changes=tuple(_change(one, followed, naming, shown) for followed in one.changes),
        )
        for one in corrections
    )


def _change(correction: Correction, followed: Followed, naming: Naming, shown: Shown | None) -> ChangeView:
    change = followed.change
    before = _passage(correction.before, change.original_span, shown)
    after = _passage(correction.after, change.copy_span, shown)
    wanted = [change.original_span is not None, change.copy_span is not None]
    said = notice_text(correction, followed)
    if shown is not None:
        said = shown.told(said)
    return ChangeView(
        kind=change.kind.value,
        severity=change.severity,
        before=before,
        after=after,
        withheld=wanted != [before is not None, after is not None],
        notice=notice_words(followed),
        notice_text=said if any(map(str.isalnum, said)) else "",
        uptakes=tuple(_uptake(uptake, naming, shown) for uptake in followed.uptakes),
    )


def _uptake(uptake: Uptake, naming: Naming, shown: Shown | None) -> UptakeView:
    return UptakeView(
        number=naming.numbers[uptake.copy.capture_id],
        name=publisher(uptake.copy),
        words=uptake_words(uptake),
        held=uptake.held.value,
        told=_passage(uptake.copy, uptake.span, shown),
    )


def _passage(text: Annotation, span: Span | None, shown: Shown | None) -> Passage | None:
    if span is None or shown is None:
        return passage(text, span) if span is not None else None
    found = shown.window(text, span)
    return windowed(text, found) if found is not None else None

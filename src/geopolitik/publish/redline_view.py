"""A redline as the HTML report and the tracked changes show it: rows, and changes in their surroundings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geopolitik.app.naming import Naming, edge_words, publisher
from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span
from geopolitik.model.story import Change, Derivation, Redline, Severity, Trace
from geopolitik.publish.excerpt import Excerpt, excerpt
from geopolitik.publish.rows import Row, rows

SEVERITIES = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change with both passages in their surroundings."""

    number: int
    change: Change
    original: Excerpt | None
    copy: Excerpt | None
    has_place: bool
    """False for what concerns the whole text."""


@dataclass(frozen=True, slots=True)
class RedlineView:
    """One derivation with its rows and changes."""

    number: int
    original: str
    copy: str
    edge: tuple[str, str]
    original_side: Annotation
    copy_side: Annotation
    original_number: int
    copy_number: int
    how: str
    changes: tuple[ChangeView, ...]
    rows: tuple[Row, ...]
    tally: tuple[tuple[Severity, int], ...]
    homes: dict[int, int]
    """Change number -> index of the first row that shows it."""
    whole: tuple[int, ...]
    """Numbers of the changes that concern the text as a whole."""


def redline_view(number: int, redline: Redline, trace: Trace, naming: Naming) -> RedlineView:
    """All that is shown of a redline."""
    a, b = redline.alignment.a, redline.alignment.b
    shown = rows(redline)
    homes: dict[int, int] = {}
    for index, row in enumerate(shown):
        for change in row.changes:
            homes.setdefault(change, index)
    derivation = _derivation_of(redline, trace)
    same = redline.original == redline.copy
    changes = tuple(
        ChangeView(n, change, _excerpt(a, change.original_span), _excerpt(b, change.copy_span), n in homes)
        for n, change in enumerate(redline.changes, start=1)
    )
    return RedlineView(
        number=number,
        original=publisher(a) if same else naming.wording(redline.original),
        copy=publisher(b) if same else naming.wording(redline.copy),
        edge=(redline.original, redline.copy),
        original_side=a,
        copy_side=b,
        original_number=naming.numbers.get(a.capture_id, 0),
        copy_number=naming.numbers.get(b.capture_id, 0),
        how=edge_words(derivation, naming) if derivation else "",
        changes=changes,
        rows=shown,
        tally=tally(redline.changes),
        homes=homes,
        whole=tuple(change.number for change in changes if not change.has_place),
    )


def _excerpt(annotation: Annotation, span: Span | None) -> Excerpt | None:
    return excerpt(annotation, span, around=70, longest=260) if span else None


def _derivation_of(redline: Redline, trace: Trace) -> Derivation | None:
    ends = (redline.original, redline.copy)
    return next((d for d in trace.derivations if (d.original, d.copy) == ends), None)


def tally(changes: Sequence[Change]) -> tuple[tuple[Severity, int], ...]:
    """How many changes there are of each severity."""
    found = Counter(change.severity for change in changes)
    return tuple((severity, found[severity]) for severity in SEVERITIES)

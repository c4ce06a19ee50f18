"""Compare two captures of which it is known which was made from which: just the redline."""

from __future__ import annotations

from dataclasses import dataclass

from geopolitik.app.models import Model, as_model
from geopolitik.app.sources import Traceable, as_capture
from geopolitik.errors import ExtractionError, UsageError
from geopolitik.model.annotation import Annotation
from geopolitik.model.story import Alignment, Change, Derivation, Trace


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the copy changed of the original."""

    original: Annotation
    copy: Annotation
    trace: Trace
    """The same result as a trace of two captures, so that every report and export takes it."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """The typed changes, in the copy's order."""
        return tuple(change for redline in self.trace.redlines for change in redline.changes)

    @property
    def alignment(self) -> Alignment | None:
        """Which sentences answer to which; None where the two were not aligned."""
        return self.trace.alignments[0][2] if self.trace.alignments else None

    @property
    def derivation(self) -> Derivation | None:
        """What the copy is: abridged, a rewrite ...; None for two witnesses of one wording."""
        return self.trace.derivations[0] if self.trace.derivations else None


def compare(original: Traceable, copy: Traceable, *, model: Model = None) -> Comparison:
    """Redline a copy against the original it is known to be made from.

    Args:
        original: a path, bytes, `Source` or `Capture`.
        copy: likewise; the later text.
        model: a sentence model, or the folder that holds one; helps on disguised paraphrase.

    Returns:
        A frozen `Comparison`; its `changes` hold both passages as offsets.

    Raises:
        UsageError: both are the same capture.
        CaptureError: one of the two can't be read.
        ExtractionError: one of the two holds no text.
        ModelError: the folder holds no sentence model that can be used.
    """
    from geopolitik import pipeline

    captures = as_capture(original, 1), as_capture(copy, 2)
    if captures[0].id == captures[1].id:
        raise UsageError(captures[0].name, "is named as original and as copy", "Name two captures.")
    result = pipeline.compare(*captures, model=as_model(model))
    for rejected in result.rejected:
        raise ExtractionError(rejected.name, rejected.reason)
    first, second = result.annotations
    return Comparison(first, second, result)

"""The alignments of a story, looked up from either side."""

from __future__ import annotations

from collections.abc import Sequence

from geopolitik.model.story import Alignment

Aligned = Sequence[tuple[str, str, Alignment]]


def oriented(aligned: Aligned, original: str, copy: str) -> Alignment | None:
    """The alignment of two wordings with the given one as a."""
    for a, b, alignment in aligned:
        if (a, b) == (original, copy):
            return alignment
        if (b, a) == (original, copy):
            return alignment.turned()
    return None

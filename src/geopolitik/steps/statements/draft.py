"""A statement while it is being put together: still in tokens, its source not yet named."""

from __future__ import annotations

from typing import NamedTuple

from geopolitik.model.span import Span
from geopolitik.steps.statements.cues import Cue
from geopolitik.steps.statements.scene import Phrase


class Draft(NamedTuple):
    """Cue, source and content of one attribution."""

    entry: Cue
    frame: str
    """How the content hangs on the cue: `that`, `clause`, `to`, `np`, `quote`, `after`, a preposition ..."""
    cue: Phrase | None
    source: Phrase | None
    content: tuple[Span, ...]
    sentence: int
    """Index of the sentence that the cue stands in."""

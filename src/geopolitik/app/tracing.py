"""Trace some captures: what each is, how they hang together, what each retelling changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from geopolitik.app.models import Model, as_model
from geopolitik.app.sources import Traceable, collect_all, flatten
from geopolitik.errors import UsageError
from geopolitik.model.story import Trace

Progress = Callable[[str, int, int], None]
"""Called with the step's name, how many pieces of it are done, and how many there are."""


def trace(
    *sources: Traceable | Sequence[Traceable], progress: Progress | None = None, model: Model = None
) -> Trace:
    """Trace news texts to their origins and redline every retelling.

    Args:
        sources: two or more paths, bytes, `Source` or `Capture` objects, or lists of them;
            one alone is read and described.
        progress: called while the work goes on.
        model: a sentence model, or the folder that holds one; helps on disguised paraphrase.

    Returns:
        A frozen `Trace`. What could not be read is in its `rejected`, with the reason; the rest was traced.

    Raises:
        UsageError: nothing was handed over, or something that can't be a source.
        ModelError: the folder holds no sentence model that can be used.
    """
    from geopolitik import pipeline

    handed_over = list(flatten(sources))
    if not handed_over:
        raise UsageError("trace", "nothing was handed over", "Name at least one file.")
    captures, unreadable = collect_all(handed_over)
    result = pipeline.trace(captures, progress=progress, model=as_model(model))
    return replace(result, rejected=(*unreadable, *result.rejected))

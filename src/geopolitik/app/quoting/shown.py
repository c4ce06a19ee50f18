"""What the public is shown of a story's texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geopolitik.app.quoting.windows import Window
from geopolitik.app.quoting.words import RUN, Words
from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span


@dataclass(frozen=True, slots=True)
class Shown:
    """The passages that were chosen, and by them which words of the texts may be read."""

    windows: Mapping[tuple[str, Span], Window]
    """By capture and passage."""
    known: frozenset[int]
    """All runs of words of the texts."""
    open: frozenset[int]
    """Those that are shown."""

    def window(self, annotation: Annotation, span: Span) -> Window | None:
        """How a passage is shown; None if it isn't."""
        return self.windows.get((annotation.capture_id, span))

    def holds(self, places: Iterable[tuple[Annotation, Span | None]]) -> bool:
        """Whether all of some passages are shown; what stands nowhere needs no showing."""
        return all(span is None or self.window(annotation, span) for annotation, span in places)

    def told(self, words: str, *, beside: str = "") -> str:
        """A sentence about the texts, with an ellipsis for what it quotes of them that isn't shown.

        Args:
            words: a reason, a piece of evidence.
            beside: a text of ours that is public itself: what it quotes may be repeated.
        """
        found = Words.of(words)
        closed = _covered(found, {run for run in found.runs if run in self.known})
        if not closed:
            return words
        free = self.open | {*Words.of(beside).runs} if beside else self.open
        closed -= _covered(found, {run for run in found.runs if run in free})
        parts, at = [], 0
        for word in sorted(closed):
            if word - 1 not in closed:
                parts += [words[at : found.starts[word]], "…"]
            at = found.ends[word]
        return "".join((*parts, words[at:]))


def _covered(words: Words, runs: set[int]) -> set[int]:
    return {at + n for at, run in enumerate(words.runs) if run in runs for n in range(RUN)}

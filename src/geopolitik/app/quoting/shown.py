"""What the public is shown of a story's texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from geopolitik.app.quoting.windows import Window
from geopolitik.app.quoting.words import RUN, Words, always_shown
from geopolitik.model.annotation import Annotation
from geopolitik.model.span import Span


@dataclass(frozen=True)
class Shown:
    """The passages that were chosen, and by them which words of the texts may be read."""

    windows: Mapping[tuple[str, Span], Window]
    """By capture and passage."""
    annotations: tuple[Annotation, ...]
    """The texts."""
    within: Shown | None = None
    """What is shown of a later trace of the story, which is all that may be."""

    @cached_property
    def known(self) -> frozenset[int]:
        """All runs of words of the texts."""
        own = frozenset(run for words in self._words.values() for run in words.runs)
        return own | self.within.known if self.within else own

    @cached_property
    def open(self) -> frozenset[int]:
        """Those that are shown: what lists show of each text, and the passages."""
        if self.within:
            return self.within.open
        listed = (run for words in always_shown(self.annotations) for run in Words.of(words).runs)
        passages = (
            run
            for (capture, _), window in self.windows.items()
            for part in window.parts
            for run in self._words[capture].runs_within(part.start, part.end)
        )
        return frozenset((*(run for run in listed if run in self.known), *passages))

    @cached_property
    def _words(self) -> Mapping[str, Words]:
        return {a.capture_id: Words.of(a.article.legible) for a in self.annotations}

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
        if not found.runs:
            return words
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

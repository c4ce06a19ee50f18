"""A text as words and runs of words, by which one text is found again within another."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geopolitik.app.naming import headline
from geopolitik.model.annotation import Annotation
from geopolitik.text.openings import opening

RUN = 4
"""Words in a row that tell a text: fewer are a name, a figure or a turn of speech."""
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
)
"""Scripts that set no spaces: each letter counts as a word."""
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text with their places, and the runs that begin at each."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    runs: tuple[int, ...]
    """One number for each run of four words; equal words give equal numbers within one process."""

    @classmethod
    def of(cls, text: str) -> Words:
        """The words of a text, whatever their case."""
        matches = [*_WORD.finditer(text)]
        names = [match[0].casefold() for match in matches]
        runs = zip(*(names[at:] for at in range(RUN)), strict=False)
        return cls(
            starts=tuple(match.start() for match in matches),
            ends=tuple(match.end() for match in matches),
            runs=tuple(map(hash, runs)),
        )

    def within(self, start: int, end: int) -> range:
        """The numbers of the words that lie, wholly or in part, between two places."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def runs_within(self, start: int, end: int) -> Iterator[int]:
        """The runs all of whose words lie there."""
        words = self.within(start, end)
        return (self.runs[at] for at in range(words.start, words.stop - RUN + 1))

    def weight(self, word: int) -> int:
        """Characters that a word takes, the space behind it included."""
        return self.ends[word] - self.starts[word] + 1


def length(annotation: Annotation, words: Words) -> int:
    """Characters of the story that a text tells, without what stands around it on its page."""
    told = {word for s in annotation.sentences for word in words.within(s.start, s.end)}
    return sum(words.weight(word) for word in told)


def story_text(annotation: Annotation) -> str:
    """The story that a text tells, without markup, as it is searched."""
    text = annotation.article.legible
    return " ".join(text[s.start : s.end] for s in annotation.sentences)


def always_shown(annotations: Iterable[Annotation]) -> Iterator[str]:
    """What lists and searches show of each text."""
    for annotation in annotations:
        yield headline(annotation)
        yield opening(story_text(annotation))

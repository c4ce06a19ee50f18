"""Counts what passages open of every text that holds the same words: a copy shows its original too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geopolitik.app.quoting.words import RUN, Words
from geopolitik.model.span import Span

SHARE = 0.4
"""No more of a text is public: pages, files, feeds, the API and the drafts of posts together."""
LEAST = 400
"""Characters that may be shown even if that is more than the share: a few lines, to show anything at all."""
MOST = 0.5
"""But never more than this of even a short text."""
PAGES = 0.75
"""What of it the passages of pages and files take; posts have the rest, and all that pages show already."""

Place = tuple[str, Span]
"""A capture, and a stretch of its text."""


def allowance(length: int, *, posts: bool) -> int:
    """Characters of a text that may be shown, with or without what is kept for posts.

    Args:
        length: characters of the text.
        posts: whether the part for posts is counted in.
    """
    whole = min(max(length * SHARE, LEAST), length * MOST)
    return int(whole if posts else whole * PAGES)


@dataclass(frozen=True, slots=True)
class Cost:
    """What some stretches would open that isn't open yet."""

    words: Mapping[str, set[int]]
    """By text, the words that would become readable."""
    runs: frozenset[int]


class Room:
    """How much of each text may still be shown."""

    def __init__(self, texts: Mapping[str, Words], most: Mapping[str, int]) -> None:
        """For some texts.

        Args:
            texts: by capture id.
            most: characters of each that may be shown.
        """
        self._texts, self._most = texts, dict(most)
        self._shown: dict[str, set[int]] = {name: set() for name in texts}
        self._left = dict(most)
        self._places: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        for name, text in texts.items():
            for at, run in enumerate(text.runs):
                self._places[run].append((name, at))
        self._open: set[int] = set()

    def widen(self, most: Mapping[str, int]) -> None:
        """Allow more of each text; what is shown already counts."""
        for name, characters in most.items():
            self._left[name] += characters - self._most[name]
            self._most[name] = characters

    def cost(self, places: Iterable[Place]) -> Cost | None:
        """What some stretches would open; None if that is more than may be shown of any text."""
        words: defaultdict[str, set[int]] = defaultdict(set)
        runs: set[int] = set()
        left: dict[str, int] = {}
        for name, span in places:
            text = self._texts[name]
            if not self._count(name, text.within(span.start, span.end), words, left):
                return None
            for run in {*text.runs_within(span.start, span.end)} - self._open - runs:
                runs.add(run)
                for other, at in self._places[run]:
                    if not self._count(other, range(at, at + RUN), words, left):
                        return None
        return Cost(words, frozenset(runs))

    def _count(
        self, name: str, found: Sequence[int], words: defaultdict[str, set[int]], left: dict[str, int]
    ) -> bool:
        new = {word for word in found if word not in self._shown[name]} - words[name]
        if new:
            words[name] |= new
            left[name] = left.get(name, self._left[name]) - sum(map(self._texts[name].weight, new))
        return left.get(name, 0) >= 0

    def take(self, cost: Cost) -> None:
        """Count as shown what a cost names."""
        for name, words in cost.words.items():
            self._shown[name] |= words
            self._left[name] -= sum(map(self._texts[name].weight, words))
        self._open |= cost.runs

    def take_words(self, words: str) -> None:
        """Count as shown what is shown in any case, such as a headline, wherever it stands."""
        runs = {run for run in Words.of(words).runs if run in self._places} - self._open
        found: defaultdict[str, set[int]] = defaultdict(set)
        for run in runs:
            for name, at in self._places[run]:
                found[name].update(word for word in range(at, at + RUN) if word not in self._shown[name])
        self.take(Cost(found, frozenset(runs)))

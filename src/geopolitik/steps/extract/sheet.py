"""The sheet that labelling fills in: units, their looks, their labels, and where the story stands."""

from __future__ import annotations

from collections.abc import Sequence

from geopolitik.model.article import Label
from geopolitik.steps.extract import traits
from geopolitik.steps.extract.looks import Kind, Look
from geopolitik.steps.extract.units import Unit

_ENOUGH_BEFORE_END = 0.4
"""Share of the page's prose that must stand before a label for the label to end the story."""


class Sheet:
    """Labels in the making; a label once put is kept."""

    def __init__(self, units: Sequence[Unit], looks: Sequence[Look], first: int) -> None:
        self.units = units
        self.looks = list(looks)
        self.first = first
        self.labels: list[tuple[Label, str] | None] = [None] * len(units)
        self.start = len(units)
        """First unit of prose."""
        self.stop = len(units)
        """One past the last unit of prose."""
        self.title: int | None = None

    def put(self, i: int, label: Label, reason: str) -> None:
        """Label a unit, unless it has a label."""
        if self.labels[i] is None:
            self.labels[i] = (label, reason)

    def has(self, i: int) -> bool:
        return self.labels[i] is not None

    def is_label(self, i: int, *labels: Label) -> bool:
        found = self.labels[i] if 0 <= i < len(self.labels) else None
        return found is not None and found[0] in labels

    def settled(self) -> list[tuple[Label, str]]:
        """All labels; what nothing was said of is furniture."""
        return [
            found or (Label.FURNITURE, "nothing shows that it belongs to the story") for found in self.labels
        ]

    def prose(self) -> list[int]:
        """Indices of the units that read like the story's paragraphs."""
        return [
            i
            for i in range(self.first, len(self.units))
            if self.looks[i].kind is Kind.PROSE and self.labels[i] is None
        ]

    def share_before(self, i: int) -> float:
        """Share of the page's words of prose that stand above a unit."""
        prose = [(j, look.words) for j, look in enumerate(self.looks) if look.kind is Kind.PROSE]
        total = sum(count for _, count in prose)
        return sum(count for j, count in prose if j < i) / total if total else 0.0

    def find_story(self) -> None:
        """Set `start` and `stop` around the story's prose."""
        prose = self.prose() or self._next_best()
        if not prose:
            self.start = self.stop = len(self.units)
            return
        total = sum(self.looks[i].words for i in prose) or 1
        cut = self._end_label(prose, total)
        inside = [i for i in prose if i < cut]
        self.start, self.stop = inside[0], inside[-1] + 1

    def _end_label(self, prose: list[int], total: int) -> int:
        """Index of the first label that ends the story, or the number of units."""
        if self.units[prose[0]].votes is not None:
            # Who voted has weighed what stands behind such labels.
            return len(self.units)
        seen = 0
        remaining = iter([*prose, len(self.units)])
        following = next(remaining)
        for i in range(self.first, len(self.units)):
            if i == following:
                seen += self.looks[i].words
                following = next(remaining, len(self.units))
            elif self.looks[i].kind in {Kind.END, Kind.LIST} and seen >= _ENOUGH_BEFORE_END * total:
                return i
        return len(self.units)

    def _next_best(self) -> list[int]:
        """Without a paragraph: units that end like a sentence, else the longest one."""
        free = [
            i
            for i in range(self.first, len(self.units))
            if self.labels[i] is None and self.looks[i].kind in {Kind.HEADLINE, Kind.SHORT}
        ]
        stops = [i for i in free if traits.has_stop(self.units[i].text)]
        best = stops or ([max(free, key=lambda i: len(self.units[i].text))] if free else [])
        for i in best:
            self.looks[i] = Look(Kind.PROSE, self.looks[i].words)
        return best

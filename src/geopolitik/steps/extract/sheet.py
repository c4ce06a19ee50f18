"""The sheet that labelling fills in: units, their looks, their labels, and where the story stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from geopolitik.model.article import Label
from geopolitik.steps.extract import traits
from geopolitik.steps.extract.looks import Kind, Look
from geopolitik.steps.extract.units import Unit

_COMMENTS = re.compile(r"comment|repl(?:y|ies)|respon|discussion|conversation|коммент|комент", re.IGNORECASE)
_ENOUGH_BEFORE_COMMENTS = 0.3
_ENOUGH_BEFORE_END = 0.6
"""Share of the page's prose that must stand before a label for the label to end the story."""

_LITTLE = 0.15
"""Share of the page's prose that may follow the line that signs the story off."""
_PARTING = 8
"""Short lines in a row that part other texts of the page from the story."""
_SMALL_RUN = 0.25
BULLETS = "-*•·–—▪◦‣"
_SIGNS = frozenset({Label.CREDIT, Label.STAMP, Label.BYLINE})
_LAST_WORDS = 30
_CALL_WORDS = 3


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
        self._last_stamp: int | None = None
        self._counts: Counter[str] | None = None

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

    def repeats(self, text: str) -> int:
        """How often a line stands on the page."""
        if self._counts is None:
            self._counts = Counter(unit.text for unit in self.units if len(unit.text) <= 80)
        return self._counts[text]

    def is_dated_below(self, title: int) -> bool:
        """Whether a stamp stands below the title."""
        if self._last_stamp is None:
            stamps = [i for i, look in enumerate(self.looks) if look.label is Label.STAMP and not self.has(i)]
            self._last_stamp = stamps[-1] if stamps else -1
        return self._last_stamp > title

    def find_story(self) -> None:
        """Set `start` and `stop` around the story's prose."""
        prose = self.prose() or self._next_best()
        if not prose:
            self.start = self.stop = len(self.units)
            return
        if self.units[prose[0]].votes is None:
            prose = self._main_run(prose)
        total = sum(self.looks[i].words for i in prose) or 1
        cut = min(self._end_label(prose, total), self._signed_off(prose, total))
        inside = [i for i in prose if i < cut]
        self.start, self.stop = inside[0], inside[-1] + 1

    def _end_label(self, prose: list[int], total: int) -> int:
        """Index of the first label that ends the story, or the number of units."""
        if self.units[prose[0]].votes is not None:
            # Who voted has weighed what stands behind such labels.
            return len(self.units)
        among = set(prose)
        items = {i for i in range(prose[0], prose[-1]) if i not in among and self.units[i].text[0] in BULLETS}
        total += sum(self.looks[i].words for i in items)
        seen = 0
        for i in range(self.first, len(self.units)):
            if i in among or i in items:
                seen += self.looks[i].words
            elif self.looks[i].kind in {Kind.END, Kind.LIST} and seen >= self._enough_before(i) * total:
                return i
        return len(self.units)

    def _enough_before(self, i: int) -> float:
        """What follows readers' comments is long at times; what follows a list of other articles is not."""
        return _ENOUGH_BEFORE_COMMENTS if _COMMENTS.search(self.units[i].text) else _ENOUGH_BEFORE_END

    def _main_run(self, prose: list[int]) -> list[int]:
        """The prose of the story: small runs that many short lines part from it are others'."""
        runs: list[list[int]] = []
        for i in prose:
            if runs and self._short_between(runs[-1][-1], i) < _PARTING:
                runs[-1].append(i)
            else:
                runs.append([i])
        sizes = [sum(self.looks[i].words for i in run) for run in runs]
        main = max(sizes)
        kept = [n for n, size in enumerate(sizes) if size >= _SMALL_RUN * main]
        return [i for run in runs[kept[0] : kept[-1] + 1] for i in run]

    def _short_between(self, a: int, b: int) -> int:
        """How many short lines without a full stop stand between two units of prose."""
        return sum(
            1
            for i in range(a + 1, b)
            if self.looks[i].words <= 12
            and not traits.has_stop(self.units[i].text)
            and self.units[i].text[0] not in BULLETS
        )

    def _signed_off(self, prose: list[int], total: int) -> int:
        """Index of the line that signs the story off, or the number of units.

        A credit, a reporter's line or a stamp near the end signs off if little prose follows; a call on the
        reader does so only right before the page's last words.
        """
        left, count = total, len(prose)
        following = set(prose)
        for i in range(prose[0], len(self.units)):
            if i in following:
                left -= self.looks[i].words
                count -= 1
                if not self._is_bio(i):
                    continue
            look = self.looks[i]
            signs = look.label in _SIGNS or i in following or self._is_foot(i)
            calls = look.kind is Kind.FIXED and look.label is Label.FURNITURE and look.words >= _CALL_WORDS
            if signs and left <= _LITTLE * total and count <= 3:
                return i
            if calls and left <= _LAST_WORDS and count <= 2 and left <= _LITTLE * total:
                return i
        return len(self.units)

    def _is_foot(self, i: int) -> bool:
        """Whether a rule divides the story from links or words about the page."""
        if self.units[i].text.strip("-*_= "):
            return False
        below = self.units[i + 1 : i + 8]
        return any(unit.hint is Label.RELATED or unit.italic for unit in below)

    def _is_bio(self, i: int) -> bool:
        """Whether a paragraph says who the author is: it opens with the name in the byline."""
        if self.looks[i].words > 60:
            return False
        names = [
            traits.byline(self.units[j].text)
            for j, look in enumerate(self.looks[: self.first + 40])
            if look.label is Label.BYLINE
        ]
        text = self.units[i].text
        return any(name and text.startswith(name) and traits.is_bio(text[len(name) :]) for name in names)

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

"""The names of a text, found by where they stand and by the phrase they head."""

from __future__ import annotations

from bisect import bisect_right

from geopolitik.model.annotation import Name, NameKind
from geopolitik.steps.annotate.phrases import Phrase
from geopolitik.steps.annotate.reading import Reading

_HEAD_ENDS = frozenset(["of", "for", "at", "from", "in", "with", "on"])


class NameIndex:
    """Looks names up by token and by noun phrase."""

    def __init__(self, reading: Reading) -> None:
        self._tokens = reading.tokens
        self._names = {name.start: name for name in reading.names}
        self._starts = sorted(self._names)
        self._display: dict[str, str] = {}
        for name in reading.names:
            passage = reading.text[name.start : name.end]
            if not name.is_pronoun and len(passage) > len(self._display.get(name.entity, "")):
                self._display[name.entity] = passage

    def display(self, name: Name, passage: str) -> str:
        """The fullest form in which the text gives a name."""
        return self._display.get(name.entity, passage)

    def starting(self, offset: int) -> Name | None:
        """The name that begins at an offset."""
        return self._names.get(offset)

    def at(self, index: int) -> Name | None:
        """The name that a token belongs to."""
        found = bisect_right(self._starts, self._tokens[index].start) - 1
        name = self._names[self._starts[found]] if found >= 0 else None
        return name if name is not None and name.end > self._tokens[index].start else None

    def in_phrase(self, phrase: Phrase) -> Name | None:
        """The name that heads a phrase: a person, or a body that ends the part before `of` and `for`."""
        first, after = phrase
        head_end = next((at for at in range(first + 1, after) if self._tokens[at].norm in _HEAD_ENDS), after)
        inside = [
            self._names[self._tokens[at].start]
            for at in range(first, after)
            if self._tokens[at].start in self._names
        ]
        if not inside and after - first == 1:
            return self.at(first)
        in_head = [name for name in inside if name.start < self._tokens[head_end - 1].end]
        persons = [name for name in in_head if name.kind is NameKind.PERSON]
        if persons:
            return persons[0]
        if in_head and in_head[-1].end >= self._tokens[head_end - 1].end - 2:
            return in_head[-1]
        return None

"""How much may be quoted: a bound on the words taken from one wording."""

from __future__ import annotations

from geopolitik.app.drafting.refs import PassageRef
from geopolitik.app.drafting.story import Story

MOST_WORDS = 90
"""No more words are quoted from one wording."""
MOST_SHARE = 0.25
"""Nor a larger share of its words."""


class Allowance:
    """Keeps count of the words quoted from each wording; a word quoted twice counts once."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._taken: dict[str, set[tuple[str, int]]] = {}

    def left(self, capture: str) -> int:
        """How many more words of a capture's wording may be quoted."""
        return self._most(capture) - len(self._taken.get(self._key(capture), ()))

    def cost(self, ref: PassageRef) -> int:
        """How many words a passage would add."""
        return len(self._words(ref) - self._taken.get(self._key(ref.capture), set()))

    def take(self, ref: PassageRef, *, keep: int = 0) -> bool:
        """Count a passage as quoted if it still fits, with `keep` words to spare; whether it did."""
        if self.cost(ref) + keep > self.left(ref.capture):
            return False
        self._taken.setdefault(self._key(ref.capture), set()).update(self._words(ref))
        return True

    def _most(self, capture: str) -> int:
        annotation = self._story.annotations[capture]
        return min(MOST_WORDS, int(MOST_SHARE * len(annotation.tokens)))

    def _key(self, capture: str) -> str:
        # Two captures of one wording are one text: quoting half of it from each would quote the whole.
        wording = self._story.wording_of.get(capture)
        return wording.id if wording else capture

    def _words(self, ref: PassageRef) -> set[tuple[str, int]]:
        tokens = self._story.annotations[ref.capture].tokens
        return {(ref.capture, t.start) for t in tokens if ref.start <= t.start < ref.end}

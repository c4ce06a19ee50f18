"""How much a draft may quote: a bound on its words from one wording, and on what is public of each text."""

from __future__ import annotations

from collections.abc import Sequence

from geopolitik.app.drafting.refs import PassageRef
from geopolitik.app.drafting.story import Story
from geopolitik.app.quoting.choosing import room_with_posts
from geopolitik.app.quoting.room import Cost

MOST_WORDS = 90
"""No more words are quoted from one wording."""
MOST_SHARE = 0.25
"""Nor a larger share of its words."""


class Allowance:
    """Keeps count of the words quoted from each wording; a word quoted twice counts once.

    A draft becomes a post, which is public beside its story's pages: both together may not show more of a
    text than its allowance.
    """

    def __init__(self, story: Story) -> None:
        self._story = story
        self._taken: dict[str, set[tuple[str, int]]] = {}
        self._room = room_with_posts(story.trace)

    def left(self, capture: str) -> int:
        """How many more words of a capture's wording may be quoted."""
        return self._most(capture) - len(self._taken.get(self._key(capture), ()))

    def cost(self, ref: PassageRef) -> int:
        """How many words a passage would add."""
        return len(self._words(ref) - self._taken.get(self._key(ref.capture), set()))

    def fits(self, refs: Sequence[PassageRef], *, keep: int = 0) -> bool:
        """Whether some passages may be quoted together, with `keep` words of each wording to spare."""
        words: dict[str, int] = {}
        for ref in refs:
            words[ref.capture] = words.get(ref.capture, keep) + self.cost(ref)
        return (
            all(more <= self.left(capture) for capture, more in words.items())
            and self._opened(refs) is not None
        )

    def take(self, ref: PassageRef) -> bool:
        """Count a passage as quoted if it still fits; whether it did."""
        opened = self._opened([ref])
        if opened is None or self.cost(ref) > self.left(ref.capture):
            return False
        self._room.take(opened)
        self._taken.setdefault(self._key(ref.capture), set()).update(self._words(ref))
        return True

    def _opened(self, refs: Sequence[PassageRef]) -> Cost | None:
        return self._room.cost([(ref.capture, ref.span) for ref in refs])

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
